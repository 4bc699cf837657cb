-- Two that indexed one new note at once both counted it, so names outlived their notes: all are counted anew.
lock table search_note in share mode;

delete from search_word;

insert into search_word (bucket, word, notes)
select entry.bucket, used.word, count(*)
from search_note as entry
cross join lateral unnest(entry.words) as used (word)
group by entry.bucket, used.word;

with borne as (
  select entry.bucket, label.sign_and_name, count(*) as notes
  from search_note as entry
  cross join lateral unnest(entry.labels) as label (sign_and_name)
  group by entry.bucket, label.sign_and_name
)
update search_name as name
set notes = coalesce(
  (
    select borne.notes
    from borne
    where borne.bucket = name.bucket
      and borne.sign_and_name = case name.kind when 'topic' then '#' else '~' end || name.key
  ),
  0
)
where name.kind in ('topic', 'place');

delete from search_form as form
using search_name as name
where name.bucket = form.bucket
  and name.kind = form.kind
  and name.key = form.key
  and name.kind in ('topic', 'place')
  and name.notes <= 0;

delete from search_name
where kind in ('topic', 'place')
  and notes <= 0;
