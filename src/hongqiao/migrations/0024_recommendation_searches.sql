-- What the last searches of a reader were about, as vectors; an empty one says that all before it are cleared.
create table reader_search (
  bucket int not null,
  account_id bigint not null,
  at timestamptz not null,
  version text not null,
  vector bytea not null,
  primary key (bucket, account_id, at)
);

create index reader_search_at on reader_search (at);
