-- Estimates keep their parts; agreed words serve other numbers by their pattern; people find what they corrected.
alter table translation add column meaning float8;

alter table translation add column estimate float8;

create table segment_pattern (
  bucket int not null,
  key bytea not null,
  target text not null,
  correction_id bigint not null,
  source text not null,
  written text not null,
  words text not null,
  person_id bigint not null,
  made_at timestamptz not null,
  primary key (bucket, key, target, correction_id)
);

create table my_correction (
  bucket int not null,
  account_id bigint not null,
  correction_id bigint not null,
  key bytea not null,
  target text not null,
  primary key (bucket, account_id, correction_id)
);
