-- Notes live in their author's bucket; topics in the bucket of their slug.
create table note (
  bucket int not null,
  id bigint not null,
  author_id bigint not null,
  draft_id bigint not null,
  title text not null,
  body text not null,
  lang text not null,
  place text not null,
  subject text not null,
  audience smallint not null,
  is_ai boolean not null,
  state smallint not null default 0,
  cover_style text not null,
  topics text[] not null,
  picture_count smallint not null,
  revision int not null default 1,
  made_at timestamptz not null,
  edited_at timestamptz,
  primary key (bucket, id),
  unique (bucket, author_id, draft_id)
);

create index note_by_author on note (bucket, author_id, id desc) where state = 0;

create table note_picture (
  bucket int not null,
  note_id bigint not null,
  position smallint not null,
  key text not null,
  width int not null,
  height int not null,
  widths int[] not null,
  ratio text not null,
  thumbhash bytea not null,
  colour text not null,
  alt text not null,
  primary key (bucket, note_id, position)
);

create table note_revision (
  bucket int not null,
  note_id bigint not null,
  revision int not null,
  title text not null,
  body text not null,
  made_at timestamptz not null,
  primary key (bucket, note_id, revision)
);

create table note_stat (
  bucket int not null,
  note_id bigint not null,
  slot smallint not null,
  likes int not null default 0,
  saves int not null default 0,
  comments int not null default 0,
  primary key (bucket, note_id, slot)
);

create table draft (
  bucket int not null,
  id bigint not null,
  account_id bigint not null,
  fields bytea not null,
  saved_at timestamptz not null,
  primary key (bucket, id)
);

create index draft_by_account on draft (bucket, account_id, saved_at desc);

create table topic (
  bucket int not null,
  slug text not null,
  name text not null,
  notes int not null default 0,
  primary key (bucket, slug)
);

create table topic_note (
  bucket int not null,
  slug text not null,
  note_id bigint not null,
  primary key (bucket, slug, note_id)
);
