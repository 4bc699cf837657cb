-- Whoever a decision restricts can contest it once, and somebody who did not take it answers.
create table appeal (
  bucket int not null,
  id bigint not null,
  decision_id bigint not null,
  case_id bigint not null,
  by_id bigint not null,
  words text not null,
  lang text not null,
  made_at timestamptz not null,
  answered_by bigint,
  answered_at timestamptz,
  outcome text not null default '',
  answer text not null default '',
  answer_lang text not null default '',
  reversal_id bigint,
  primary key (bucket, id),
  unique (bucket, decision_id)
);
