-- Words behind # may mean different things in two languages: the list of notes says in which each wrote it.
alter table topic_note add column lang text not null default 'und';

update topic_note
set lang = case topic.lang when 'yue' then 'zh' else topic.lang end
from topic
where topic.bucket = topic_note.bucket
  and topic.slug = topic_note.slug;
