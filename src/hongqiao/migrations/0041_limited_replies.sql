-- Who may say something under a note, words that its author wants to look at first, and why a comment was put aside.
alter table note add column replies smallint not null default 0;

create table held_word (
  bucket int not null,
  account_id bigint not null,
  id bigint not null,
  words text not null,
  made_at timestamptz not null,
  primary key (bucket, account_id, id)
);

alter table comment add column reason smallint not null default 0;

create index comment_aside on comment (bucket, note_id, author_id, id) where state in (3, 4);
