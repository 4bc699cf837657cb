-- Pictures of notes that not everybody may see are served to those only who may: who shows a picture says whether
-- everybody may see it. What is not known to be open is asked about each time.
alter table media_use add column is_open boolean not null default false;

update media_use
set is_open = true
where is_shown
  and exists (
    select
    from note_picture
    where note_picture.key = media_use.key
  )
  and not exists (
    select
    from note_picture
    join note on note.bucket = note_picture.bucket
      and note.id = note_picture.note_id
    where note_picture.key = media_use.key
      and (
        note.state <> 0
        or note.audience <> 0
        or note.barred <> '{}'
        or 'age-gate' = any(note.marks)
      )
  );
