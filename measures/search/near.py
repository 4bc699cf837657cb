"""How fast and how right notes near in meaning are found among many vectors that lie in clusters."""

import time
from collections.abc import Iterator

import asyncpg
import msgspec
import numpy as np

from hongqiao.features.search.meaning import KEPT, LOOKED_AT, written
from hongqiao.features.search.queries import vectors as rows
from hongqiao.features.search.store import BUCKET
from hongqiao.kernel.scope import Scope

DIMENSIONS, CLUSTERS, SPREAD = 512, 2_000, 0.9
"""Unit vectors round random centres; with this spread a note and its centre have a cosine of some 0.74."""

QUERIES = 300
_AT_ONCE, _VERSION = 10_000, "made-up/1"


class Nearness(msgspec.Struct, frozen=True):
    """Milliseconds of the statement that search runs; recall of its nearest ten against comparing all."""

    vectors: int
    fill_s: float
    index_s: float
    index_mb: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    recall_at_10: float


async def measure_nearness(scope: Scope, dsn: str, many: int) -> Nearness:
    """Fills an empty home with so many vectors, unless it is full, and asks for what lies near others."""
    connection = await asyncpg.connect(dsn, command_timeout=3_600)
    fill_s = index_s = 0.0
    try:
        if await connection.fetchval("select count(*) from search_vector") < many:
            fill_s, index_s = await _fill(connection, many)
        await connection.execute("vacuum analyze search_vector")
        size = await connection.fetchval("select pg_relation_size('search_vector_near') / 1048576.0")
        exact = [await _exactly(connection, vector) for vector in _asked(40)]
    finally:
        await connection.close()
    for vector in _asked(20):
        await _nearest(scope, vector)
    took, right = [], []
    for at, vector in enumerate(_asked(QUERIES)):
        began = time.perf_counter()
        found = await _nearest(scope, vector)
        took.append((time.perf_counter() - began) * 1_000)
        if at < len(exact):
            right.append(len(set(found[:10]) & set(exact[at])) / 10)
    each = (round(float(np.percentile(took, part)), 1) for part in (50, 95, 99))
    recall = round(float(np.mean(right)), 3)
    return Nearness(many, round(fill_s, 1), round(index_s, 1), round(float(size), 1), *each, recall)


async def _nearest(scope: Scope, vector: np.ndarray) -> list[int]:
    async with scope.transaction() as tx:
        await rows.LOOK_WIDELY.run(tx.db)
        near = (BUCKET, written(vector.tolist()), LOOKED_AT, _VERSION, 0, KEPT, [])
        return [one.id for one in await rows.NEAR.all(tx.db, *near)]


async def _exactly(connection: asyncpg.Connection, vector: np.ndarray) -> list[int]:
    async with connection.transaction():
        await connection.execute("set local enable_indexscan = off")
        found = await connection.fetch(
            "select id from search_vector order by vector <=> $1::text::halfvec(512) limit 10",
            written(vector.tolist()),
        )
    return [row[0] for row in found]


def _centres() -> np.ndarray:
    return _unit(np.random.default_rng(11).standard_normal((CLUSTERS, DIMENSIONS)))


def _asked(many: int) -> Iterator[np.ndarray]:
    """Queries round the same centres."""
    chance, centres = np.random.default_rng(12), _centres()
    for _ in range(many):
        yield _near(chance, centres[chance.integers(CLUSTERS, size=1)])[0]


def _near(chance: np.random.Generator, centres: np.ndarray) -> np.ndarray:
    return _unit(centres + SPREAD * _unit(chance.standard_normal(centres.shape)))


def _unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


async def _fill(connection: asyncpg.Connection, many: int) -> tuple[float, float]:
    """Seconds of filling and of the index, which is made afterwards."""
    began, centres = time.monotonic(), _centres()
    chance = np.random.default_rng(13)
    await connection.execute("drop index search_vector_near")
    await connection.execute("create temporary table given (id bigint, written text)")
    for start in range(0, many, _AT_ONCE):
        made = _near(chance, centres[chance.integers(CLUSTERS, size=min(_AT_ONCE, many - start))])
        records = [(start + at + 1, written(vector.tolist())) for at, vector in enumerate(made)]
        await connection.copy_records_to_table("given", records=records)
        await connection.execute(
            "insert into search_vector (bucket, id, version, revision, code, vector)"
            " select $1, id, $2, 1, binary_quantize(written::halfvec(512))::bit(512), written::halfvec(512)"
            " from given",
            BUCKET,
            _VERSION,
        )
        await connection.execute(
            "insert into search_note (bucket, id, author_id, audience, revision, lang, made_at, words,"
            " labels, tokens, analysis) select $1, id, 1, 0, 1, 'en', now(), '{}', '{}', '{}', 1 from given",
            BUCKET,
        )
        await connection.execute("truncate given")
    filled = time.monotonic()
    await connection.execute("set maintenance_work_mem = '1GB'")
    await connection.execute(
        "create index search_vector_near on search_vector using hnsw (code bit_hamming_ops)"
    )
    return filled - began, time.monotonic() - filled
