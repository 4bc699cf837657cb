-- People take their things along and bring others: what was asked for, where it lies, what came of it.
create table archive_out (
  bucket int not null,
  id bigint not null,
  account_id bigint not null,
  key text not null,
  locale text not null,
  state text not null check (state in ('asked', 'ready', 'failed')),
  parts int not null default 0,
  size_bytes bigint not null default 0,
  hash bytea,
  made_at timestamptz not null,
  ready_at timestamptz,
  ends_at timestamptz not null,
  primary key (bucket, id)
);
create index archive_out_by_account on archive_out (bucket, account_id, id desc);
create index archive_out_by_end on archive_out (ends_at);

create table archive_in (
  bucket int not null,
  id bigint not null,
  account_id bigint not null,
  key text not null,
  source text not null,
  audience smallint not null,
  state text not null check (state in ('waiting', 'done', 'refused')),
  parts int not null,
  size_bytes bigint not null,
  receipt bytea not null,
  made_at timestamptz not null,
  done_at timestamptz,
  primary key (bucket, id)
);
create index archive_in_by_account on archive_in (bucket, account_id, id desc);
create index archive_in_ended on archive_in (id) where account_id = 0;

-- Which posts of an archive are notes here: the same archive twice adds nothing, even after an edit.
create table brought_note (
  bucket int not null,
  account_id bigint not null,
  ref bytea not null,
  note_id bigint not null,
  made_at timestamptz not null,
  primary key (bucket, account_id, ref)
);
