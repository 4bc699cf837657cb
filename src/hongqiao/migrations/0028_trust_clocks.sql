-- Legal deadlines of cases: when they end, what stopped them, who was warned, and the proof that they were kept.
create table case_clock (
  bucket int not null,
  case_id bigint not null,
  kind text not null,
  pack text not null,
  starts_at timestamptz not null,
  first_due_at timestamptz not null,
  due_at timestamptz not null,
  not_before timestamptz,
  paused_at timestamptz,
  paused_ms bigint not null default 0,
  alarmed int not null default 0,
  next_alarm_at timestamptz,
  done_at timestamptz,
  proof text not null default '',
  primary key (bucket, case_id, kind)
);

create index case_clock_by_alarm on case_clock (next_alarm_at) where next_alarm_at is not null;

create index case_clock_open on case_clock (due_at) where done_at is null;
