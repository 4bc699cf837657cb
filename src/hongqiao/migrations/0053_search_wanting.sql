-- Notes whose sentence vector is still to be made: the worker takes many at once, so that nobody waits for one.
create table search_wanting (
  bucket int not null,
  id bigint not null,
  primary key (bucket, id)
);
