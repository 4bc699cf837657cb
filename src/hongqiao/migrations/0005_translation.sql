-- Translations belong to words, not to notes: one row a text, target and engine, found by the words' hash.
create table translation_source (
  bucket int not null,
  key bytea not null,
  lang text not null,
  words text not null,
  shared boolean not null,
  made_at timestamptz not null,
  primary key (bucket, key)
);

create table translation_use (
  bucket int not null,
  key bytea not null,
  subject text not null,
  ref text not null,
  primary key (bucket, key, subject, ref)
);

create table translation (
  bucket int not null,
  key bytea not null,
  target text not null,
  origin text not null,
  engine text not null,
  version text not null,
  source text not null,
  words text not null,
  quality text not null,
  checks text[] not null,
  reason text not null,
  confidence float8,
  made_at timestamptz not null,
  primary key (bucket, key, target, origin, engine, version)
);
