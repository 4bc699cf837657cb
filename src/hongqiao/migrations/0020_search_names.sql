-- Names of people, topics and places, and what many people searched for: to be found, and offered while typing.
create table search_name (
  bucket int not null,
  kind text not null,
  key text not null,
  shown text not null,
  notes int not null,
  tokens int[] not null,
  primary key (bucket, kind, key)
);

create index search_name_tokens on search_name using gin (tokens);

create table search_form (
  bucket int not null,
  form text collate "C" not null,
  kind text not null,
  key text not null,
  primary key (bucket, form, kind, key)
);

create index search_form_of_name on search_form (bucket, kind, key);
