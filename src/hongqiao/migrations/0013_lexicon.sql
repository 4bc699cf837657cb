-- Words that people learn are kept with the sentence in which they met them; culture cards keep every edition.
create table saved_word (
  bucket int not null,
  id bigint not null,
  account_id bigint not null,
  lang text not null,
  word text not null,
  reading text not null,
  meaning text not null,
  meaning_lang text not null,
  sentence text not null,
  path text not null,
  made_at timestamptz not null,
  primary key (bucket, id)
);

create unique index saved_word_once on saved_word (bucket, account_id, lang, word);
create index saved_word_newest on saved_word (bucket, account_id, id);

create table card_edition (
  bucket int not null,
  lang text not null,
  term text not null,
  edition int not null,
  body text not null,
  editor_id bigint not null,
  editor_handle text not null,
  made_at timestamptz not null,
  primary key (bucket, lang, term, edition)
);
