-- Events commit with the rows they tell of; the relay empties this table.
create extension if not exists pg_trgm;

create table outbox (
  bucket int not null,
  id bigint not null,
  kind text not null,
  body bytea not null,
  recorded_at timestamptz not null,
  primary key (bucket, id)
);

create index outbox_by_age on outbox (id);
