-- What screening holds back waits beside its subject, so that nobody sees it before a person has decided.
create table screening_hold (
  bucket int not null,
  subject text not null,
  subject_kind text not null,
  person_id bigint not null,
  findings text not null,
  evidence text not null,
  held_at timestamptz not null,
  primary key (bucket, subject)
);

create table screening_print (
  bucket int not null,
  band text not null,
  subject text not null,
  person_id bigint not null,
  print_rows int[] not null,
  made_at timestamptz not null,
  primary key (bucket, band, subject)
);

create index screening_print_by_time on screening_print (made_at);
