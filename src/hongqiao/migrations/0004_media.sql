-- A picture lives in the bucket of its key; due_at says when the worker may delete one that nothing shows.
create table media_object (
  bucket int not null,
  key text not null,
  width int not null,
  height int not null,
  thumbhash bytea not null,
  colour text not null,
  ratio text not null,
  widths int[] not null,
  size_bytes bigint not null,
  taken_at timestamptz not null,
  state text not null check (state in ('loose', 'kept', 'left', 'going')),
  due_at timestamptz,
  primary key (bucket, key)
);

create index media_object_by_due on media_object (due_at) where due_at is not null;

create table media_use (
  bucket int not null,
  key text not null,
  subject text not null,
  kept_at timestamptz not null,
  primary key (bucket, key, subject)
);
