-- Nearby for who asked for it: coarse cells, never positions; a note lies beside itself and under its tile.
create table nearby_reader (
  bucket int not null,
  account_id bigint not null,
  cell int not null,
  primary key (bucket, account_id)
);

create table note_cell (
  bucket int not null,
  note_id bigint not null,
  account_id bigint not null,
  cell int not null,
  primary key (bucket, note_id)
);

create index note_cell_of_account on note_cell (bucket, account_id);

create table nearby_note (
  bucket int not null,
  tile int not null,
  note_id bigint not null,
  cell int not null,
  primary key (bucket, tile, note_id)
);
