-- Comments lie in their note's bucket, so a thread is one bucket; their authors' own lists follow by reactor.
create table comment (
  bucket int not null,
  id bigint not null,
  note_id bigint not null,
  note_author_id bigint not null,
  parent_id bigint,
  reply_to_id bigint,
  author_id bigint not null,
  words text not null,
  lang text not null,
  state smallint not null default 0,
  rank bigint not null,
  once_key bytea,
  made_at timestamptz not null,
  primary key (bucket, id),
  unique (bucket, note_id, author_id, once_key)
);

create index comment_thread on comment (bucket, note_id, rank desc, id desc)
  where parent_id is null and state = 0;
create index comment_replies on comment (bucket, parent_id, id) where parent_id is not null and state = 0;

-- A row of its own, so that one at most is pinned whoever pins at the same time.
create table comment_pin (
  bucket int not null,
  note_id bigint not null,
  comment_id bigint not null,
  primary key (bucket, note_id)
);

create table comment_stat (
  bucket int not null,
  comment_id bigint not null,
  slot smallint not null,
  likes int not null default 0,
  replies int not null default 0,
  primary key (bucket, comment_id, slot)
);

create table my_comment (
  bucket int not null,
  account_id bigint not null,
  comment_id bigint not null,
  note_id bigint not null,
  primary key (bucket, account_id, comment_id)
);
