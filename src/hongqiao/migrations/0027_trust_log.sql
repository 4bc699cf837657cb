-- Decisions can be checked by anyone: an append-only Merkle tree of redacted entries, its signed heads and keys.
create table log_state (
  bucket int not null,
  size bigint not null,
  heads bigint not null,
  primary key (bucket)
);

create table log_entry (
  bucket int not null,
  index bigint not null,
  decision_id bigint not null,
  reverses bigint,
  at timestamptz not null,
  body text not null,
  primary key (bucket, index),
  unique (bucket, decision_id)
);

create index log_entry_by_reversal on log_entry (bucket, reverses) where reverses is not null;

create index log_entry_by_time on log_entry (bucket, at);

create table log_node (
  bucket int not null,
  level int not null,
  at bigint not null,
  hash bytea not null,
  primary key (bucket, level, at)
);

create table log_head (
  bucket int not null,
  number bigint not null,
  size bigint not null,
  body text not null,
  primary key (bucket, number)
);

create table log_key (
  bucket int not null,
  number bigint not null,
  body text not null,
  primary key (bucket, number)
);

create table statement_of_reasons (
  bucket int not null,
  decision_id bigint not null,
  person_id bigint not null,
  index bigint not null,
  head bigint not null,
  salt bytea,
  body text not null,
  made_at timestamptz not null,
  primary key (bucket, decision_id)
);

create index statement_by_person on statement_of_reasons (bucket, person_id, decision_id);
