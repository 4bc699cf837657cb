-- Readers who know both languages correct translations: suggestions at a place, votes, segments worth remembering.
create table correction (
  bucket int not null,
  key bytea not null,
  target text not null,
  id bigint not null,
  ref text not null,
  text_key bytea not null,
  source text not null,
  shared boolean not null,
  person_id bigint not null,
  words text not null,
  written text[] not null,
  said text[] not null,
  checks text[] not null,
  state text not null,
  settled_by bigint,
  made_at timestamptz not null,
  settled_at timestamptz,
  primary key (bucket, key, target, id)
);

create unique index correction_open on correction (bucket, key, target, person_id) where state = 'open';

create table correction_vote (
  bucket int not null,
  key bytea not null,
  target text not null,
  correction_id bigint not null,
  person_id bigint not null,
  yes boolean not null,
  first_lang text not null,
  made_at timestamptz not null,
  primary key (bucket, key, target, correction_id, person_id)
);

create table segment_memory (
  bucket int not null,
  key bytea not null,
  target text not null,
  correction_id bigint not null,
  source text not null,
  written text not null,
  words text not null,
  person_id bigint not null,
  made_at timestamptz not null,
  primary key (bucket, key, target, correction_id)
);

create table segment_use (
  bucket int not null,
  key bytea not null,
  text_key bytea not null,
  primary key (bucket, key, text_key)
);

alter table translation add column people bigint[] not null default '{}';
