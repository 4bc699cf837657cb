-- Who opened a note counts once beside it, so that the light ranking knows how often one is opened when seen.
alter table note_reader add column opened boolean not null default false;
alter table note_audience add column opened int not null default 0;

update note_reader
set opened = true
from feed_event
where feed_event.account_id = note_reader.account_id
  and feed_event.subject_id = note_reader.note_id
  and feed_event.action = 1;

update note_audience
set opened = counted.opened
from (
  select bucket, note_id, community, count(*) as opened
  from note_reader
  where opened
  group by bucket, note_id, community
) as counted
where counted.bucket = note_audience.bucket
  and counted.note_id = note_audience.note_id
  and counted.community = note_audience.community
  and note_audience.slot = 0;
