-- What readers did with notes (30 days), what follows from it for notes and readers, and what readers chose.
create table feed_event (
  bucket int not null,
  account_id bigint not null,
  subject_id bigint not null,
  action smallint not null,
  degree smallint not null default 0,
  in_taste boolean not null default false,
  at timestamptz not null,
  primary key (bucket, account_id, subject_id, action)
);

create index feed_event_newest on feed_event (bucket, account_id, at desc);
create index feed_event_at on feed_event (at);

-- One row a reader and note, so that each reader counts once; the slots beside it are their sums.
create table note_reader (
  bucket int not null,
  note_id bigint not null,
  account_id bigint not null,
  community text not null,
  stance smallint not null,
  at timestamptz not null,
  primary key (bucket, note_id, account_id)
);

create index note_reader_at on note_reader (at);

create table note_audience (
  bucket int not null,
  note_id bigint not null,
  community text not null,
  slot smallint not null,
  seen int not null default 0,
  positive int not null default 0,
  negative int not null default 0,
  at timestamptz not null,
  primary key (bucket, note_id, community, slot)
);

create index note_audience_at on note_audience (at desc);

create table note_vector (
  bucket int not null,
  note_id bigint not null,
  version text not null,
  vector bytea not null,
  primary key (bucket, note_id)
);

create table reader_taste (
  bucket int not null,
  account_id bigint not null,
  version text not null,
  vector bytea not null,
  steps int not null,
  primary key (bucket, account_id)
);

create table feed_choice (
  bucket int not null,
  account_id bigint not null,
  profiled boolean,
  mix smallint,
  topics text[] not null default '{}',
  primary key (bucket, account_id)
);

create table feed_weight (
  bucket int not null,
  account_id bigint not null,
  kind text not null,
  name text not null,
  weight real not null,
  at timestamptz not null,
  primary key (bucket, account_id, kind, name)
);

-- What was served and why, a row a page: a score can be computed again from it.
create table feed_served (
  bucket int not null,
  account_id bigint not null,
  session bigint not null,
  page int not null,
  config text not null,
  body bytea not null,
  at timestamptz not null,
  primary key (bucket, account_id, session, page)
);

create index feed_served_at on feed_served (at);

-- What the worker laid ready for the pages, all in one bucket; and the published settings, one row a version.
create table feed_stock (
  bucket int not null,
  kind text not null,
  edition bigint not null,
  body bytea not null,
  primary key (bucket, kind)
);

create table feed_config (
  bucket int not null,
  hash text not null,
  body bytea not null,
  at timestamptz not null,
  primary key (bucket, hash)
);
