-- Every process holds all cards that people of the site edited, and so reads them together: they move to one bucket.
with moved as (
  delete from card_edition
  where bucket <> 5488
  returning lang, term, edition, body, editor_id, editor_handle, made_at
)
insert into card_edition (bucket, lang, term, edition, body, editor_id, editor_handle, made_at)
select 5488, lang, term, edition, body, editor_id, editor_handle, made_at
from moved;
