-- What each engine took in a day, for budgets; texts on loan from the API, which are forgotten; keys of the API.
create table engine_spending (
  bucket int not null,
  engine text not null,
  day date not null,
  tokens bigint not null,
  primary key (bucket, engine, day)
);

create table translation_loan (
  bucket int not null,
  key bytea not null,
  ends_at timestamptz not null,
  primary key (bucket, key)
);

create index translation_loan_by_end on translation_loan (ends_at);

create table api_key (
  bucket int not null,
  name text not null,
  hash bytea not null,
  a_minute int not null,
  made_at timestamptz not null,
  primary key (bucket, name)
);

create unique index api_key_by_hash on api_key (bucket, hash);
