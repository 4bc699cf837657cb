"""The dial of who reads without an account: kept in a cookie of their own browser, and nowhere else."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from litestar import Request, Response

from hongqiao.features import feeds, recommendation
from hongqiao.features.recommendation import Stockroom
from hongqiao.kernel.errors import Invalid, mark
from hongqiao.kernel.ids import NoteId
from hongqiao.kernel.language import base_of
from hongqiao.kernel.paging import Page
from hongqiao.web.request import Fields, Here, cookie_name, here

MIX = "mix"
LASTS_S = int(timedelta(days=365).total_seconds())
_LARGEST = 50


def asked_mix(request: Request) -> int | None:
    """Percent in other languages, as the browser’s cookie says; None when it says nothing readable."""
    told = request.cookies.get(cookie_name(MIX, here(request).site.settings), "")
    return _percent(told)


async def everyones_explore(at: Here, after: str, mix: int | None) -> tuple[Page[NoteId], int]:
    """A page of everyone’s Explore in the mix that a visitor set; and the mix that it has."""
    room = at.site.stockroom
    await room.look(at.scope)
    reads = frozenset(base_of(tag) for tag in at.reader.reads)
    if mix is None or at.reader.is_signed_in:
        page = await feeds.explore(at.scope, at.site.shelf, after)
        return page, recommendation.mixing.share_in(room.stock, page.items, reads)
    order = partial(_in_mix, room, reads, mix)
    return await feeds.explore(at.scope, at.site.shelf, after, in_order=order), mix


def _in_mix(room: Stockroom, reads: frozenset[str], mix: int, ids: Sequence[int]) -> Sequence[int]:
    return recommendation.mixing.mixed(room.stock, ids, reads, mix)


def steered(at: Here, form: Fields) -> Response:
    """Keeps the dial in a cookie. Raises Invalid beyond 0 to 50."""
    percent = _percent(form.text("mix"))
    if percent is None:
        raise Invalid(mark("The language mix goes from 0 to 50 percent."))
    kept = at.cookie(MIX, str(percent), max_age_s=LASTS_S)
    return at.redirect(form.text("next", "/"), cookies=[kept])


def _percent(text: str) -> int | None:
    """As a form or a cookie says it."""
    is_number = text.isascii() and text.isdigit() and len(text) <= 2
    return int(text) if is_number and int(text) <= _LARGEST else None
