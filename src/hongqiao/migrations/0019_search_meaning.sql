-- Sentence vectors of notes, where the server has pgvector; without it search compares words only.
do $$
begin
  if exists (select from pg_available_extensions where name = 'vector') then
    begin
      create extension if not exists vector;
    exception when insufficient_privilege then
      return;  -- a host whose owner may not: search goes by words
    end;
    create table search_vector (
      bucket int not null,
      id bigint not null,
      version text not null,
      revision int not null,
      code bit(512) not null,
      vector halfvec(512) not null,
      primary key (bucket, id)
    );
    create index search_vector_near on search_vector using hnsw (code bit_hamming_ops);
  end if;
end
$$;
