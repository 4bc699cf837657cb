-- Likes and saves: a row on the side of whoever did it, and one beside the subject, written by a reactor.
create table like_out (
  bucket int not null,
  account_id bigint not null,
  kind smallint not null,
  subject_id bigint not null,
  made_at timestamptz not null,
  primary key (bucket, account_id, kind, subject_id)
);

create table like_in (
  bucket int not null,
  subject_id bigint not null,
  kind smallint not null,
  account_id bigint not null,
  made_at timestamptz not null,
  primary key (bucket, subject_id, kind, account_id)
);

create table board (
  bucket int not null,
  id bigint not null,
  owner_id bigint not null,
  name text not null,
  is_default boolean not null,
  is_private boolean not null,
  notes int not null default 0,
  state smallint not null default 0,
  made_at timestamptz not null,
  primary key (bucket, id)
);

create index board_by_owner on board (bucket, owner_id, id) where state = 0;
create unique index board_default on board (bucket, owner_id) where is_default and state = 0;

create table board_note (
  bucket int not null,
  board_id bigint not null,
  note_id bigint not null,
  owner_id bigint not null,
  added_at timestamptz not null,
  primary key (bucket, board_id, note_id)
);

create index board_note_newest on board_note (bucket, board_id, added_at desc, note_id desc);
create index board_note_by_owner on board_note (bucket, owner_id, note_id);

create table save_in (
  bucket int not null,
  note_id bigint not null,
  account_id bigint not null,
  made_at timestamptz not null,
  primary key (bucket, note_id, account_id)
);
