-- An intimate picture that a decision removed is recognised when it comes back; its print is kept, not the picture.
create table removed_picture (
  bucket int not null,
  decision_id bigint not null,
  pdq bit(256) not null,
  category text not null,
  added_at timestamptz not null,
  primary key (bucket, decision_id, pdq)
);
