-- Minutes of a day, kept for a week and only of accounts whose day has a limit: nothing about what they did in them.
create table day_use (
  bucket int not null,
  account_id bigint not null,
  day date not null,
  minutes int not null,
  primary key (bucket, account_id, day)
);

create index day_use_by_day on day_use (day);
