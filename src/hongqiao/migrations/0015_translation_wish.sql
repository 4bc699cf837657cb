-- The queue is fair only if it is known who waits for what, and words that nothing uses are found by age.
-- `reader` is a digest that only the web process can make; a row lies in the bucket of its reader.
create table translation_wish (
  bucket int not null,
  reader bytea not null,
  key bytea not null,
  target text not null,
  is_tapped boolean not null,
  waits_until timestamptz not null,
  primary key (bucket, reader, key, target)
);

create index translation_wish_by_key on translation_wish (key, target);

create index translation_wish_by_end on translation_wish (waits_until);

create index translation_source_by_age on translation_source (made_at);

-- A topic's name is shown translated beside the name; its language is that of who named it.
alter table topic add column lang text not null default 'und';
