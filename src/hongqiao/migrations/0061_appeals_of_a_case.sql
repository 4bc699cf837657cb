-- A case can hold decisions about identical copies, so several appeals can wait in it; the oldest comes first.
create index appeal_waiting on appeal (bucket, case_id, id) where answered_at is null;
