-- Who asked is kept as a keyed hash, to count distinct people; a history of one's own lies with the account.
create table search_asked (
  bucket int not null,
  words text not null,
  asker bytea not null,
  asked_at timestamptz not null,
  primary key (bucket, words, asker)
);

create index search_asked_at on search_asked (asked_at);

create table search_history (
  bucket int not null,
  account_id bigint not null,
  words text not null,
  shown text not null,
  asked_at timestamptz not null,
  primary key (bucket, account_id, words)
);

create table search_choice (
  bucket int not null,
  account_id bigint not null,
  keeps boolean not null,
  primary key (bucket, account_id)
);
