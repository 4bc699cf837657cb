-- What decisions put on a note, and where it is hidden, lies on the note: reading it costs no more than before.
alter table note
  add column marks text[] not null default '{}',
  add column barred text[] not null default '{}';
