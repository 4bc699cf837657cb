-- Readers who follow many have the notes of Following laid beside them; above the floor an inbox is complete.
create table following_inbox (
  bucket int not null,
  account_id bigint not null,
  floor bigint not null,
  made_at timestamptz not null,
  primary key (bucket, account_id)
);

create index following_inbox_readers on following_inbox (account_id);

create table following_inbox_note (
  bucket int not null,
  account_id bigint not null,
  note_id bigint not null,
  primary key (bucket, account_id, note_id)
);
