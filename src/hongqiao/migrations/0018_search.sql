-- The search index of notes lies in one bucket of its own; tokens are numbers that the search feature makes.
create table search_note (
  bucket int not null,
  id bigint not null,
  author_id bigint not null,
  audience smallint not null,
  revision int not null,
  lang text not null,
  made_at timestamptz not null,
  words text[] not null,
  labels text[] not null,
  tokens int[] not null,
  analysis smallint not null,
  primary key (bucket, id)
);

alter table search_note alter column tokens set statistics 1000;
create index search_note_tokens on search_note using gin (tokens);

-- Words of titles and topics, with how many public notes use them: for words that were mistyped.
create table search_word (
  bucket int not null,
  word text not null,
  notes int not null,
  primary key (bucket, word)
);

create index search_word_likeness on search_word using gin (word gin_trgm_ops);
