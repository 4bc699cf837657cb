-- Topics are one across languages: what people propose about names, their votes, the log of it, and who follows what.
create table topic_change (
  bucket int not null,
  id bigint not null,
  kind text not null,
  concept text not null,
  other text not null,
  lang text not null,
  names text[] not null,
  sides text[] not null,
  state text not null,
  person_id bigint not null,
  person_handle text not null,
  made_at timestamptz not null,
  applied_id bigint not null,
  primary key (bucket, id)
);

create unique index topic_change_open on topic_change (bucket, concept, kind, other, lang, names) where state = 'open';
create index topic_change_about on topic_change (bucket, concept, id desc);
create index topic_change_other on topic_change (bucket, other, id desc);
create index topic_change_accepted on topic_change (bucket, applied_id) where state = 'accepted';

create table topic_vote (
  bucket int not null,
  change_id bigint not null,
  person_id bigint not null,
  yes boolean not null,
  first_lang text not null,
  made_at timestamptz not null,
  primary key (bucket, change_id, person_id)
);

create table topic_log (
  bucket int not null,
  id bigint not null,
  change_id bigint not null,
  act text not null,
  person_id bigint,
  person_handle text not null,
  made_at timestamptz not null,
  primary key (bucket, id)
);

create index topic_log_of on topic_log (bucket, change_id, id desc);

create table topic_follow (
  bucket int not null,
  account_id bigint not null,
  key text not null,
  name text not null,
  made_at timestamptz not null,
  primary key (bucket, account_id, key)
);
