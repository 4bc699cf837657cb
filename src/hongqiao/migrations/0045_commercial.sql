-- Whoever is paid or given something for a note can say so, and readers see it.
alter table note add column commercial text not null default '';
