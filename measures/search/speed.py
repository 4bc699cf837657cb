"""How fast search is among many notes of made-up words that are as common as words are (Zipf)."""

import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import asyncpg
import msgspec
import numpy as np

from hongqiao.entry.seed import how_many
from hongqiao.features import search
from hongqiao.features.search.analysis import number_of
from hongqiao.features.search.entries import ANALYSIS, era_of
from hongqiao.features.search.store import BUCKET
from hongqiao.kernel.ids import bucket_of, bucket_of_name, floor_of
from hongqiao.kernel.scope import Scope

VOCABULARY, EXPONENT = 200_000, 1.05
IN_TITLE, IN_BODY = 6, 45
AUTHORS, QUERIES = 20_000, 600
_AT_ONCE = 20_000
_YEAR_S = 365 * 86_400
_LANGS = ("en", "zh", "ja", "ko", "es", "fr", "pt", "ru")


class Speed(msgspec.Struct, frozen=True):
    """Milliseconds of a whole search: question, candidates, rank, who may see."""

    notes: int
    queries: int
    p50_ms: float
    p95_ms: float
    p99_ms: float
    worst_ms: float
    of_common_words_p95_ms: float
    found_mean: float


async def measure_speed(scope: Scope, dsn: str, scale: str) -> Speed:
    """Fills an empty home with so many notes, unless it is full already, and searches in it."""
    many = how_many(scale)
    connection = await asyncpg.connect(dsn)
    try:
        if await connection.fetchval("select count(*) from search_note") < many:
            await _fill(connection, many)
        await connection.execute("vacuum analyze search_note", timeout=3600)
    finally:
        await connection.close()
    finder = search.Finder()
    for text, _ in _queries(20, seed=1):
        await finder.find(scope, text)
    took: list[tuple[float, bool, int]] = []
    for text, is_common in _queries(QUERIES, seed=2):
        began = time.perf_counter()
        hits = await finder.find(scope, text)
        took.append(((time.perf_counter() - began) * 1000, is_common, len(hits)))
    each = [ms for ms, _, _ in took]
    return Speed(
        many,
        len(took),
        *(round(float(np.percentile(each, part)), 1) for part in (50, 95, 99)),
        round(max(each), 1),
        round(float(np.percentile([ms for ms, is_common, _ in took if is_common], 95)), 1),
        round(sum(found for _, _, found in took) / len(took), 1),
    )


def _word(rank: int) -> str:
    """A word for a rank, of letters that no pinyin and no stem rule touches."""
    signs = ""
    rank += 26
    while rank:
        rank, digit = divmod(rank, 20)
        signs += "bcdfghjklmnpqrtvwxzk"[digit]
    return f"{signs}a{signs[:1]}q"


def _queries(many: int, *, seed: int) -> Iterator[tuple[str, bool]]:
    """One to three words: a third among the thirty commonest, the rest by how often they are written."""
    chance = random.Random(seed)
    for _ in range(many):
        is_common = chance.random() < 0.33
        top = 30 if is_common else VOCABULARY
        ranks = [int(top ** chance.random()) - 1 for _ in range(chance.choice((1, 1, 2, 2, 3)))]
        yield " ".join(_word(rank) for rank in ranks), is_common


async def _fill(connection: asyncpg.Connection, many: int) -> None:
    await connection.execute("drop index search_note_tokens")
    chance, words = np.random.default_rng(7), [_word(rank) for rank in range(VOCABULARY)]
    kinds = [
        np.array([number_of(f"{where}{kind}:{word}") for word in words], dtype=np.int32)
        for where in ("", "T")
        for kind in ("w", "s")
    ]
    weights = 1.0 / np.arange(1, VOCABULARY + 1) ** EXPONENT
    steps = np.cumsum(weights / weights.sum())
    now = datetime.now(UTC)
    for start in range(0, many, _AT_ONCE):
        size = min(_AT_ONCE, many - start)
        ranks = np.minimum(np.searchsorted(steps, chance.random((size, IN_TITLE + IN_BODY))), VOCABULARY - 1)
        rows = [_rows(start + at, many, ranks[at], kinds, now) for at in range(size)]
        await connection.copy_records_to_table("note", records=[note for note, _ in rows], columns=_NOTE)
        await connection.copy_records_to_table(
            "search_note", records=[one for _, one in rows], columns=_ENTRY
        )
    await connection.execute("set maintenance_work_mem = '512MB'")
    await connection.execute(
        "create index search_note_tokens on search_note using gin (tokens)", timeout=3600
    )
    await connection.execute("vacuum analyze note", timeout=3600)


_NOTE = (
    "bucket", "id", "author_id", "draft_id", "title", "body", "lang", "place", "subject", "audience", "is_ai",
    "cover_style", "topics", "picture_count", "made_at",
)  # fmt: skip
_ENTRY = (
    "bucket", "id", "author_id", "audience", "revision", "lang", "made_at", "words", "labels", "tokens",
    "analysis",
)  # fmt: skip


def _rows(
    place: int, many: int, ranks: np.ndarray, kinds: list[np.ndarray], now: datetime
) -> tuple[tuple, tuple]:
    made_at = now - timedelta(seconds=60 + _YEAR_S * (many - place) / many)
    author = floor_of(1_704_067_300_000) | bucket_of_name(f"author{place % AUTHORS}") << 9
    id_ = floor_of(int(made_at.timestamp() * 1000)) | bucket_of(author) << 9 | place % 512
    lang = _LANGS[place % len(_LANGS)]
    tokens = np.concatenate(
        (kinds[0][ranks], kinds[1][ranks], kinds[2][ranks[:IN_TITLE]], kinds[3][ranks[:IN_TITLE]])
    )
    more = [number_of(f"@lang:{lang}"), number_of(f"@era:{era_of(made_at)}"), number_of(f"@by:{author}")]
    title = " ".join(_word(int(rank)) for rank in ranks[:IN_TITLE])
    note = (
        bucket_of(author), id_, author, place, title[:100], "", lang, "", "", 0, False, "plain", [], 0,
        made_at,
    )  # fmt: skip
    numbers = sorted({*tokens.tolist(), *more})
    return note, (BUCKET, id_, author, 0, 1, lang, made_at, [], [], numbers, ANALYSIS)
