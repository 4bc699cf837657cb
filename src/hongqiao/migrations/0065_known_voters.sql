-- Votes decide only with some of accounts that were no longer new when they voted. Older votes count as such.
alter table correction_vote add column is_known boolean not null default true;
alter table topic_vote add column is_known boolean not null default true;
