-- A decision may hide a comment in some countries alone, as it does notes; few comments ever are, so that whether
-- a note has one under it is a look into a small index.
alter table comment add column barred text[] not null default '{}';

create index comment_by_barred on comment (bucket, note_id) where barred <> '{}';
