-- What people formally ask of the operator, and incidents, so that each has its deadline, its lines and its proof.
create table matter (
  bucket int not null,
  id bigint not null,
  kind text not null,
  person_id bigint,
  fields text not null,
  lang text not null,
  key_hash bytea,
  state smallint not null default 0,
  outcome text not null default '',
  made_at timestamptz not null,
  closed_at timestamptz,
  primary key (bucket, id)
);

create index matter_by_state on matter (bucket, state, id desc);

create index matter_by_person on matter (bucket, person_id, id desc) where person_id is not null;

create table matter_line (
  bucket int not null,
  matter_id bigint not null,
  id bigint not null,
  by_id bigint not null,
  by_handle text not null,
  words text not null,
  made_at timestamptz not null,
  primary key (bucket, matter_id, id)
);
