-- What people agreed to and took back, word for word, in a chain that shows when something is missing.
create table consent (
  bucket int not null,
  account_id bigint not null,
  number int not null,
  purpose text not null,
  choice boolean not null,
  text_hash bytea not null,
  lang text not null,
  surface text not null,
  pack text not null,
  at timestamptz not null,
  hash bytea not null,
  primary key (bucket, account_id, number)
);

create table consent_text (
  bucket int not null,
  hash bytea not null,
  words text not null,
  primary key (bucket, hash)
);
