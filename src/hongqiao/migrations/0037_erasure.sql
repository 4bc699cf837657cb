-- Whoever leaves is out of sight at once, erased after a time of grace, and left with a receipt; handles stay theirs.
create table departure (
  bucket int not null,
  account_id bigint not null,
  key_hash bytea not null,
  asked_at timestamptz not null,
  due_at timestamptz not null,
  primary key (bucket, account_id)
);
create index departure_by_due on departure (due_at);
create table erasure_receipt (
  bucket int not null,
  account_id bigint not null,
  key_hash bytea not null,
  body text not null,
  signature bytea not null,
  public_key bytea not null,
  erased_at timestamptz not null,
  held_until timestamptz,
  primary key (bucket, account_id)
);
create index erasure_receipt_held on erasure_receipt (held_until) where held_until is not null;
create table spent_handle (
  bucket int not null,
  hash bytea not null,
  spent_at timestamptz not null,
  primary key (bucket, hash)
);
alter table profile add column is_away boolean not null default false;
