-- Tries within a window, for rate limits; losing them in a crash is harmless.
create unlogged table attempt (
  bucket int not null,
  key bytea not null,
  in_window bigint not null,
  tries int not null,
  ends_at timestamptz not null,
  primary key (bucket, key, in_window)
);

create index attempt_by_end on attempt (ends_at);
