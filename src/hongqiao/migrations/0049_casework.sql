-- Staff need each other: a second pair of eyes, kept words, one ruling for many cases, and a trail of who looked.
alter table decision
  add column countries text[] not null default '{}',
  add column batch bigint;

create index decision_by_batch on decision (bucket, batch) where batch is not null;

create index decision_of_person on decision (bucket, person_id, id);

alter table standing add column countries text[] not null default '{}';

alter table moderation_case
  add column asked_by bigint,
  add column is_flagged boolean not null default false;

create index case_of_person on moderation_case (bucket, person_id) where state = 0;

alter table report add column is_unfounded boolean not null default false;

create index report_unfounded on report (bucket, reporter_id, made_at) where is_unfounded;

create index report_by_reporter on report (bucket, reporter_id, id) where reporter_id is not null;

create table case_proposal (
  bucket int not null,
  case_id bigint not null,
  by_id bigint not null,
  by_handle text not null,
  ruling text not null,
  made_at timestamptz not null,
  primary key (bucket, case_id)
);

create table case_copy (
  bucket int not null,
  case_id bigint not null,
  subject text not null,
  person_id bigint not null,
  key text not null,
  found_at timestamptz not null,
  decision_id bigint,
  primary key (bucket, case_id, subject)
);

create table saved_reason (
  bucket int not null,
  id bigint not null,
  lang text not null,
  name text not null,
  category text not null,
  facts text not null,
  why text not null,
  by_id bigint not null,
  made_at timestamptz not null,
  primary key (bucket, id)
);

create table trusted_flagger (
  bucket int not null,
  account_id bigint not null,
  name text not null,
  since timestamptz not null,
  primary key (bucket, account_id)
);

create table staff_act (
  bucket int not null,
  number bigint not null,
  by_id bigint not null,
  by_handle text not null,
  did text not null,
  subject text not null,
  is_severe boolean not null,
  at timestamptz not null,
  hash bytea not null,
  primary key (bucket, number)
);

create index staff_act_by_person on staff_act (bucket, by_id, at) where is_severe;

create table staff_limit (
  bucket int not null,
  account_id bigint not null,
  severe_a_day int not null,
  primary key (bucket, account_id)
);

create table member_month (
  bucket int not null,
  month date not null,
  members int not null,
  primary key (bucket, month)
);
