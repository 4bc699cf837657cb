-- Profiles lie in their account's bucket; a follow has a row on each side, the far one written by a reactor.
create table profile (
  bucket int not null,
  account_id bigint not null,
  handle text not null,
  name text not null,
  bio text not null default '',
  bio_lang text not null default 'und',
  place text not null default '',
  lang text not null,
  tone smallint not null,
  made_at timestamptz not null,
  primary key (bucket, account_id),
  unique (bucket, handle)
);

create table follow_out (
  bucket int not null,
  account_id bigint not null,
  target_id bigint not null,
  made_at timestamptz not null,
  primary key (bucket, account_id, target_id)
);

create index follow_out_newest on follow_out (bucket, account_id, made_at desc, target_id desc);

create table follow_in (
  bucket int not null,
  account_id bigint not null,
  follower_id bigint not null,
  made_at timestamptz not null,
  primary key (bucket, account_id, follower_id)
);

create index follow_in_newest on follow_in (bucket, account_id, made_at desc, follower_id desc);

-- One row a slot, summed when read, so that a loved account is not one hot row. One slot can be below zero.
create table people_count (
  bucket int not null,
  account_id bigint not null,
  slot smallint not null,
  followers int not null default 0,
  following int not null default 0,
  likes int not null default 0,
  notes int not null default 0,
  primary key (bucket, account_id, slot)
);

-- Which notes stand in people_count.notes: 1 counted, 2 taken off again, 3 gone before it was counted.
create table counted_note (
  bucket int not null,
  account_id bigint not null,
  note_id bigint not null,
  state smallint not null,
  primary key (bucket, account_id, note_id)
);
