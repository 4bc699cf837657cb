"""What follows from a suggestion, apart from the request: it stands in the list of who made it."""

from hongqiao.features.translation.events import CorrectionSuggested
from hongqiao.features.translation.queries import corrections
from hongqiao.features.translation.queries import mine as rows
from hongqiao.kernel.events import Reactors
from hongqiao.kernel.ids import bucket_of
from hongqiao.kernel.scope import Scope


def register(reactors: Reactors) -> None:
    """Registers it under its lasting name."""
    reactors.on(CorrectionSuggested, "translation.keep_in_mine", keep_in_mine)


async def keep_in_mine(scope: Scope, event: CorrectionSuggested) -> None:
    """Lists the correction with its author, unless it is gone by then."""
    mine, key = bucket_of(event.person_id), bytes.fromhex(event.key)
    at = event.bucket, key, event.target, event.correction_id
    if await corrections.ONE.maybe(scope.db, *at) is not None:
        await rows.ADD_TO_MINE.run(scope.db, mine, event.person_id, event.correction_id, key, event.target)
