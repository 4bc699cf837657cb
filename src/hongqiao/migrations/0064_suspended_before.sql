-- Accounts suspended, ended or hidden before that reached what they made are settled once more: the event says so anew.
insert into outbox (bucket, id, kind, body, recorded_at)
select bucket, id, 'DecisionMade',
  convert_to(
    json_build_object(
      'bucket', bucket, 'decision_id', id, 'subject', subject, 'subject_kind', subject_kind,
      'person_id', person_id, 'action', action
    )::text,
    'UTF8'
  ),
  now()
from decision
where subject_kind = 'account'
  and action in ('suspend', 'terminate', 'hide')
  and lifted_at is null
on conflict do nothing;
