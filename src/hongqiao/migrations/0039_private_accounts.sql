-- Private accounts: followers are let in one by one. A wish to follow lies apart from follows, so that it gives nothing.
alter table profile add column is_private boolean not null default false;

create table follow_wish (
  bucket int not null,
  account_id bigint not null,
  target_id bigint not null,
  made_at timestamptz not null,
  primary key (bucket, account_id, target_id)
);

-- The far side, in the bucket of who is asked. Accepted: they said yes, and the asker's side is still to follow.
create table follow_request (
  bucket int not null,
  account_id bigint not null,
  asker_id bigint not null,
  made_at timestamptz not null,
  is_accepted boolean not null default false,
  primary key (bucket, account_id, asker_id)
);

create index follow_request_newest on follow_request (bucket, account_id, made_at desc, asker_id desc);

-- The audience that its author chose, where the account being private makes it narrower; null elsewhere.
alter table note add column chosen_audience smallint;
