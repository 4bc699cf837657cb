-- Some people want some languages both ways: translated, and as they were written.
alter table account add column both_ways text[] not null default '{}';
