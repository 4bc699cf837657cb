-- Whoever was erased also stands in rows about others, so every erasure has its end; and no handle outlives its case.
create index case_closed on moderation_case (bucket, decided_at) where state in (1, 3);

update erasure_receipt
set held_until = erased_at + interval '365 days'
where held_until is null or held_until > erased_at + interval '365 days';

update report
set words = regexp_replace(words, ' ?@[^ ]+', '', 'g')
from moderation_case as about
where about.bucket = report.bucket
  and about.id = report.case_id
  and about.state in (1, 3)
  and report.form = 'machine';
