-- What holds of a note or an account after a decision lies beside it, so that reading it costs one bucket.
create table standing (
  bucket int not null,
  subject text not null,
  action text not null,
  category text not null,
  decision_id bigint not null,
  ends_at timestamptz,
  primary key (bucket, subject, action)
);

alter table account add column told_at timestamptz;
