-- Whoever asked for their archive is told on every page that it is ready, until they look.
alter table account add column archive_at timestamptz;
