-- Pictures that look alike are found by their prints; what lists forbid is kept out of reach, as evidence.
alter table media_object add column pdq bit(256);

alter table media_object add column pdq_mirrored bit(256);

alter table media_object drop constraint media_object_state_check;

alter table media_object add constraint media_object_state_check
  check (state in ('loose', 'kept', 'left', 'going', 'quarantined'));

create table known_picture (
  bucket int not null,
  list text not null,
  pdq bit(256) not null,
  category text not null,
  added_at timestamptz not null,
  primary key (bucket, list, pdq)
);

create table picture_sighting (
  bucket int not null,
  key text not null,
  version text not null,
  score real not null,
  parts text[] not null,
  is_sensitive boolean not null,
  seen_at timestamptz not null,
  primary key (bucket, key)
);

create table picture_choice (
  bucket int not null,
  account_id bigint not null,
  choice text not null,
  primary key (bucket, account_id)
);
