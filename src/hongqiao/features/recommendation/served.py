"""What was served and why, a row a page: from it a score can be computed again, and a lost session found."""

from collections.abc import Mapping, Sequence

import msgspec
import numpy as np

from hongqiao.features.notes import NoteLine
from hongqiao.features.recommendation import light, value
from hongqiao.features.recommendation.candidates import Asked
from hongqiao.features.recommendation.model import CONFIG, FeedConfig, Reason
from hongqiao.features.recommendation.queries import choices
from hongqiao.features.recommendation.ranking import Valued
from hongqiao.kernel.ids import NoteId, bucket_of
from hongqiao.kernel.scope import Scope


class ServedNote(msgspec.Struct, frozen=True):
    """A note as it was served: `features` as the light ranking took them, `terms` by name."""

    note_id: int
    score: float
    features: list[float]
    terms: dict[str, float]
    why: str
    was_tried: bool


async def keep_served(
    scope: Scope,
    session: int,
    page: int,
    valued: Valued,
    asked: Asked,
    lines: Sequence[NoteLine],
    reasons: Mapping[NoteId, Reason],
    explored: set[int],
) -> None:
    """Writes a page down. One statement."""
    column = {int(index): at for at, index in enumerate(valued.indices)}
    shown = []
    for line in lines:
        at = column[asked.stock.place[line.id]]
        terms = {name: float(values[at]) for name, values in valued.terms.items()}
        was_tried = asked.stock.place[line.id] in explored
        why, score = reasons[line.id].why, float(valued.values[at])
        shown.append(ServedNote(line.id, score, valued.features[at].tolist(), terms, why, was_tried))
    body = msgspec.msgpack.encode(shown)
    await choices.INSERT_SERVED.run(
        scope.db, bucket_of(scope.me), scope.me, session, page, asked.config.hash, body, scope.now
    )


async def served(scope: Scope, session: int) -> list[ServedNote]:
    """Everything that the viewer was served in a session, in order."""
    rows = await choices.SERVED.all(scope.db, bucket_of(scope.me), scope.me, session)
    return [one for row in rows for one in msgspec.msgpack.decode(row.body, type=list[ServedNote])]


async def served_before(scope: Scope, session: int) -> tuple[int, ...]:
    """Ids of the same."""
    return tuple(one.note_id for one in await served(scope, session))


def recomputed(one: ServedNote, config: FeedConfig = CONFIG, model: light.Light = light.DEFAULT) -> float:
    """The score again, from what was logged."""
    predictions = light.predict(model, np.array([one.features], np.float32))
    terms = {name: np.array([term]) for name, term in one.terms.items()}
    return float(value.value(predictions, terms, config.weights)[0])
