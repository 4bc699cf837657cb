"""Settling an edge between two buckets."""

import asyncio
import random

import pytest

from hongqiao.kernel.edges import settle


class Edge:
    """A near and a far side; looking and writing let others run in between."""

    def __init__(self, chance: random.Random) -> None:
        self.near, self.far, self.writes, self._chance = False, False, 0, chance

    async def look(self) -> bool:
        seen = self.near
        await self._pause()
        return seen

    async def make_equal(self, seen: bool) -> None:
        await self._pause()
        self.writes += self.far != seen
        self.far = seen
        await self._pause()

    async def _pause(self) -> None:
        for _ in range(self._chance.randrange(4)):
            await asyncio.sleep(0)


@pytest.mark.parametrize("seed", range(50))
async def test_both_sides_agree_when_all_who_react_are_done(seed):
    chance = random.Random(seed)
    edge, reacting = Edge(chance), []

    for _ in range(8):
        edge.near = not edge.near
        reacting += [asyncio.ensure_future(settle(edge.look, edge.make_equal)) for _ in range(2)]
        if chance.random() < 0.5:
            edge.near = not edge.near
            reacting.append(asyncio.ensure_future(settle(edge.look, edge.make_equal)))
        await asyncio.sleep(0)
    chance.shuffle(reacting)
    await asyncio.gather(*reacting)

    assert edge.far == edge.near


async def test_an_edge_that_agrees_is_written_no_more():
    edge = Edge(random.Random(1))
    edge.near = True

    for _ in range(3):
        await settle(edge.look, edge.make_equal)

    assert (edge.far, edge.writes) == (True, 1)
