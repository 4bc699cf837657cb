-- A tier that is estimated needs its parts kept beside it: cosine of source and result, and what follows of all.
alter table translation add column meaning float8;

alter table translation add column estimate float8;
