-- A law that hides something in one country needs to know who reads from there; people say so themselves.
alter table account add column country text not null default '';
