"""Learning the site's own light model from what was served, really seen, and then done with it."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import msgspec
import numpy as np

from hongqiao.features.recommendation import across, light
from hongqiao.features.recommendation.model import Action, config_with
from hongqiao.features.recommendation.queries import choices, everywhere
from hongqiao.features.recommendation.served import ServedNote
from hongqiao.features.recommendation.stock import LIGHT, former
from hongqiao.kernel.moments import to_millis
from hongqiao.kernel.scope import Scope

DAYS = 7
PAGES_READ, ACTIONS_READ = 5_000, 1_000_000  # a page in the log has some 16 kB
LABELS = {
    "click": Action.OPENED,
    "like": Action.LIKED,
    "save": Action.SAVED,
    "comment": Action.COMMENTED,
    "hide": Action.HIDDEN,
}
"""Actions of the light model that are learned; for the others the shipped weights stay."""


async def every_night(scope: Scope) -> None:
    """Weighs readers and finds common ground, then learns the light model."""
    await across.weigh_readers(scope)
    await learn(scope)


async def learn(scope: Scope) -> bool:
    """Lays a new light model ready if there is enough to learn from; returns whether."""
    since = scope.now - timedelta(days=DAYS)
    done = await everywhere.DONE_LATELY.all(scope.db, since, ACTIONS_READ)
    often = {name: sum(one.action == action for one in done) for name, action in LABELS.items()}
    if max(often.values(), default=0) < light.LOGISTIC_FROM:
        return False
    pages = await choices.SERVED_LATELY.all(scope.db, since, PAGES_READ)
    model = await asyncio.to_thread(_learned, pages[::-1], done)
    if all(one.kind == "shipped" for one in model.actions.values()):
        return False
    await _replace(scope, light.packed(model))
    return True


async def _replace(scope: Scope, body: bytes) -> None:
    """The model before stays beside it for 30 days: pages that it ordered are kept for so long."""
    now, before = to_millis(scope.now), await choices.STOCK.maybe(scope.db, choices.BUCKET, LIGHT)
    async with scope.transaction() as tx:
        if before is not None and before.body != body:
            kept = former(config_with(before.body).model)
            await choices.SET_STOCK.run(tx.db, choices.BUCKET, kept, now, before.body)
        await choices.SET_STOCK.run(tx.db, choices.BUCKET, LIGHT, now, body)


def _learned(pages: Sequence[choices.ServedTo], done: Sequence[everywhere.DoneBy]) -> light.Light:
    """Rows are notes that were served and really seen, in the order of time."""
    did: dict[tuple[int, int], set[int]] = {}
    for one in done:
        did.setdefault((one.account_id, one.subject_id), set()).add(one.action)
    rows: list[list[float]] = []
    found: dict[str, list[bool]] = {name: [] for name in LABELS}
    for page in pages:
        for note in msgspec.msgpack.decode(page.body, type=list[ServedNote]):
            actions = did.get((page.account_id, note.note_id), set())
            if not actions:
                continue
            rows.append(note.features)
            for name, action in LABELS.items():
                found[name].append(action in actions)
    if not rows:
        return light.DEFAULT
    labels = {name: np.array(column, bool) for name, column in found.items()}
    return light.trained(np.array(rows, np.float32), labels)
