-- Whom somebody keeps away (kind 1), who keeps them away (2, written by a reactor), whom they would rather not meet (3).
create table boundary (
  bucket int not null,
  account_id bigint not null,
  other_id bigint not null,
  kind smallint not null,
  made_at timestamptz not null,
  primary key (bucket, account_id, other_id, kind)
);

create index boundary_newest on boundary (bucket, account_id, kind, made_at desc, other_id desc);
