-- What an archive of another site tells of things that are only there: kept as it came, and taken along again.
create table brought_row (
  bucket int not null,
  account_id bigint not null,
  kind text not null,
  number int not null,
  body text not null,
  primary key (bucket, account_id, kind, number)
);

-- Under which name a picture travels: pictures are made anew here, so their bytes cannot name them.
create table brought_picture (
  bucket int not null,
  account_id bigint not null,
  key text not null,
  name text not null,
  primary key (bucket, account_id, key)
);
