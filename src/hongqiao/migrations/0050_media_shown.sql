-- A picture that only hidden notes and cases keep must not answer at its address any more.
alter table media_use add column is_shown boolean not null default true;
