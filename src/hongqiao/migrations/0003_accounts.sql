-- Accounts live in the bucket of their handle's hash, so a handle leads to its account in one bucket.
create table account (
  bucket int not null,
  id bigint not null,
  handle text not null,
  password_hash text not null,
  role text not null default 'member',
  birth_band text not null,
  locale text not null,
  reads text[] not null,
  interests text[] not null,
  state smallint not null default 0,
  made_at timestamptz not null,
  primary key (bucket, id),
  unique (bucket, handle)
);

create table login (
  bucket int not null,
  id bigint not null,
  account_id bigint not null,
  token_hash bytea not null,
  device text not null,
  made_at timestamptz not null,
  seen_at timestamptz not null,
  primary key (bucket, id)
);

create index login_by_account on login (bucket, account_id);

create table invite (
  bucket int not null,
  code_hash bytea not null,
  uses_left int not null,
  made_by text not null,
  made_at timestamptz not null,
  ends_at timestamptz not null,
  primary key (bucket, code_hash)
);
