-- Explore as the worker last arranged it: editions of positions, all in one bucket.
create table explore_entry (
  bucket int not null,
  edition bigint not null,
  position int not null,
  note_id bigint not null,
  primary key (bucket, edition, position)
);

create index note_newest_public on note (id desc) where state = 0 and audience = 0;
