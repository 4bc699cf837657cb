-- A password alone is too little for many: a second step, passkeys, trusted devices, and notices of all of it.
alter table login
  add column place text not null default '',
  add column proven_at timestamptz,
  add column noticed_at timestamptz;

alter table account add column warned_at timestamptz;

create table totp (
  bucket int not null,
  account_id bigint not null,
  sealed bytea not null,
  last_step bigint not null default 0,
  made_at timestamptz not null,
  confirmed_at timestamptz,
  primary key (bucket, account_id)
);

create table recovery_code (
  bucket int not null,
  account_id bigint not null,
  hash bytea not null,
  made_at timestamptz not null,
  primary key (bucket, account_id, hash)
);

create table half_login (
  bucket int not null,
  id bigint not null,
  account_id bigint not null,
  token_hash bytea not null,
  device text not null,
  place text not null,
  made_at timestamptz not null,
  primary key (bucket, id)
);

create index half_login_by_account on half_login (bucket, account_id);

create table trusted_device (
  bucket int not null,
  id bigint not null,
  account_id bigint not null,
  token_hash bytea not null,
  device text not null,
  made_at timestamptz not null,
  ends_at timestamptz not null,
  primary key (bucket, id)
);

create index trusted_device_by_account on trusted_device (bucket, account_id);

create table passkey (
  bucket int not null,
  id bigint not null,
  account_id bigint not null,
  credential_id bytea not null,
  public_key bytea not null,
  sign_count bigint not null,
  name text not null,
  made_at timestamptz not null,
  used_at timestamptz,
  primary key (bucket, id),
  unique (bucket, credential_id)
);

create index passkey_by_account on passkey (bucket, account_id);

create table spent_proof (
  bucket int not null,
  hash bytea not null,
  ends_at timestamptz not null,
  primary key (bucket, hash)
);

create table door_notice (
  bucket int not null,
  id bigint not null,
  account_id bigint not null,
  kind text not null,
  device text not null,
  place text not null,
  made_at timestamptz not null,
  primary key (bucket, id)
);

create index door_notice_by_account on door_notice (bucket, account_id, id desc);
