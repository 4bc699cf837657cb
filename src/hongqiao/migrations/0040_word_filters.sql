-- Words and topics that somebody would rather not read: hidden or folded for them alone.
create table word_filter (
  bucket int not null,
  account_id bigint not null,
  id bigint not null,
  words text not null,
  way smallint not null,
  ends_at timestamptz,
  made_at timestamptz not null,
  primary key (bucket, account_id, id)
);
