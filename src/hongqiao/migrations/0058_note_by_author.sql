-- Following probes one note of each author: audience in the index spares it the row.
create index note_by_author_seen on note (bucket, author_id, id desc) include (audience) where state = 0;

drop index note_by_author;

alter index note_by_author_seen rename to note_by_author;
