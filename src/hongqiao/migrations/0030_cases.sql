-- Anyone can report anything, staff decide on it with the evidence at hand, and somebody else hears appeals.
create table moderation_case (
  bucket int not null,
  id bigint not null,
  subject text not null,
  subject_kind text not null,
  person_id bigint not null,
  parties bigint[] not null,
  category text not null,
  priority smallint not null,
  reports int not null default 0,
  state smallint not null default 0,
  claimed_by bigint,
  claimed_at timestamptz,
  decision_id bigint,
  outcome text not null default '',
  reported_at timestamptz not null,
  decided_at timestamptz,
  primary key (bucket, id)
);

create unique index case_open_by_subject on moderation_case (bucket, subject) where state = 0;

create index case_queue on moderation_case (bucket, priority desc, reported_at) where state in (0, 2);

create table case_evidence (
  bucket int not null,
  case_id bigint not null,
  version text not null,
  body text not null,
  made_at timestamptz not null,
  primary key (bucket, case_id, version)
);

create table report (
  bucket int not null,
  id bigint not null,
  case_id bigint not null,
  reporter_id bigint,
  form text not null,
  category text not null,
  words text not null,
  lang text not null,
  name text not null,
  email text not null,
  key_hash bytea,
  made_at timestamptz not null,
  primary key (bucket, id)
);

create unique index report_once on report (bucket, case_id, reporter_id) where reporter_id is not null;

create table case_line (
  bucket int not null,
  case_id bigint not null,
  id bigint not null,
  by_id bigint not null,
  by_handle text not null,
  kind text not null,
  words text not null,
  made_at timestamptz not null,
  primary key (bucket, case_id, id)
);

create table decision (
  bucket int not null,
  id bigint not null,
  case_id bigint not null,
  subject text not null,
  subject_kind text not null,
  person_id bigint not null,
  action text not null,
  category text not null,
  by_id bigint not null,
  seen text not null,
  made_at timestamptz not null,
  ends_at timestamptz,
  lifted_at timestamptz,
  primary key (bucket, id)
);

create index decision_by_subject on decision (bucket, subject) where lifted_at is null;

create index decision_by_person on decision (bucket, person_id, action) where lifted_at is null;

create index decision_by_end on decision (bucket, ends_at) where lifted_at is null and ends_at is not null;
