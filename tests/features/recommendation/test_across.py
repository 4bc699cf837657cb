"""Through the real tables: a brigade lifts nothing, and what differing readers approve alike is found."""

import numpy as np
import pytest

from hongqiao.features import recommendation
from hongqiao.features.recommendation import Stockroom, Why, across
from hongqiao.kernel.ids import bucket_of
from tests.cast import sign_up
from tests.features.recommendation.reading import page, town

READERS, EACH, NOTES, TOP = 360, 16, 80, 16
BRIGADE, TARGETS = 60, 20
COMMUNITIES = ("en", "es")

READ = """
    insert into note_reader (bucket, note_id, account_id, community, stance, at)
    select told.bucket, told.note_id, told.account_id, told.community, told.stance, $6
    from unnest($1::int[], $2::bigint[], $3::bigint[], $4::text[], $5::smallint[])
      as told (bucket, note_id, account_id, community, stance)
"""
SUM_UP = """
    insert into note_audience (bucket, note_id, community, slot, seen, positive, negative, at)
    select bucket, note_id, community, 0, count(*), count(*) filter (where stance > 0),
      count(*) filter (where stance < 0), max(at)
    from note_reader
    group by bucket, note_id, community
"""


class Crowd:
    """Readers of two communities; a quarter of the notes is for one of them."""

    def __init__(self, written: list[int]) -> None:
        self.written, self.rng = written, np.random.default_rng(5)
        self.quality = self.rng.permutation(np.linspace(0.3, 0.9, len(written)))
        self.slant = np.where(self.rng.random(len(written)) < 0.25, self.rng.integers(0, 2, len(written)), -1)
        plain = np.flatnonzero(self.slant < 0)
        middling = plain[np.argsort(self.quality[plain])]
        self.targets = middling[len(middling) // 2 - TARGETS // 2 :][:TARGETS].tolist()

    def readings(self) -> list[tuple[int, int, int]]:
        """(account, note, stance) of everyone who reads for themselves."""
        found = []
        for reader in range(READERS):
            for at in self.rng.choice(len(self.written), EACH, replace=False).tolist():
                chance = self.quality[at]
                if self.slant[at] >= 0:
                    chance = 0.95 if self.slant[at] == reader % 2 else 0.1
                found.append((reader, at, 1 if self.rng.random() < chance else -1))
        return found

    def attack(self) -> list[tuple[int, int, int]]:
        """Sixty accounts of both communities like all targets."""
        return [(READERS + one, at, 1) for one in range(BRIGADE) for at in self.targets]

    async def read(self, scope, readings) -> None:
        """Writes it down as the reactors do, in one go, and lays it ready."""
        ids = [self.written[at] for _, at, _ in readings]
        columns = [
            [bucket_of(id_) for id_ in ids],
            ids,
            [1_000 + who for who, _, _ in readings],
            [COMMUNITIES[who % 2] for who, _, _ in readings],
            [stance for _, _, stance in readings],
        ]
        await scope.db.execute("delete from note_reader")
        await scope.db.execute("delete from note_audience")
        await scope.db.execute(READ, *columns, scope.now)
        await scope.db.execute(SUM_UP)
        await recommendation.gather.lay_ready(scope)

    async def lifted(self, scope) -> float:
        """Share of the targets among those that come first by the bridge score now."""
        room = Stockroom()
        await room.look(scope)
        score = {note.id: note.bridge for note in room.stock.notes}
        top = sorted(score, key=score.get, reverse=True)[:TOP]
        return sum(self.written[at] in top for at in self.targets) / TARGETS


@pytest.fixture
async def crowd(scope):
    return Crowd(await town(scope, NOTES))


async def test_sixty_accounts_lift_at_most_a_tenth_of_their_targets(scope, crowd):
    readings = crowd.readings()
    await crowd.read(scope, readings)
    before = await crowd.lifted(scope)
    await crowd.read(scope, readings + crowd.attack())
    unweighed = await crowd.lifted(scope)

    found = await across.weigh_readers(scope)
    await recommendation.gather.lay_ready(scope)

    assert unweighed - before > 0.3
    assert await crowd.lifted(scope) - before <= 0.1
    assert set(found.weights) == {1_000 + READERS + one for one in range(BRIGADE)}
    assert sum(found.weights.values()) == pytest.approx(1.0, abs=0.01)


async def test_notes_for_one_side_lack_common_ground_and_are_not_called_loved(scope, crowd):
    await crowd.read(scope, crowd.readings())

    found = await across.weigh_readers(scope)
    await recommendation.gather.lay_ready(scope)
    rank = np.array([found.common[id_] for id_ in crowd.written])
    shown = await page(await sign_up(scope, "diego"), Stockroom(), size=24)

    assert rank[crowd.slant >= 0].mean() < 0.3 < 0.5 < rank[crowd.slant < 0].mean()
    loved = [id_ for id_, reason in shown.reasons.items() if reason.why == Why.LOVED]
    assert loved
    assert all(found.common[id_] >= 0.5 for id_ in loved)


async def test_of_a_handful_of_readers_nothing_is_said(scope, crowd):
    await crowd.read(scope, crowd.readings()[:100])

    assert await across.weigh_readers(scope) == across.Across()
    assert await across.held(scope) == across.Across()
