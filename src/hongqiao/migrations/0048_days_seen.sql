-- How far an account is trusted follows from its age and the days on which it was here.
alter table account add column days_seen int not null default 0;

alter table account add column seen_on date;
