"""How a text was translated: what is shown, what readers suggest, and everything that was kept of it."""

import math
from collections.abc import Sequence

import msgspec
from litestar import Request, Response, get

from hongqiao.features import people, translation
from hongqiao.features.translation import Translated, corrections
from hongqiao.kernel.errors import mark
from hongqiao.kernel.ids import to_public
from hongqiao.kernel.language import NAMES, base_of
from hongqiao.web.findings import found_words
from hongqiao.web.people_lines import PersonLine, met_lines
from hongqiao.web.request import Here, here
from hongqiao.web.shown import ENGINE_NAMES
from hongqiao.web.texts import Place, place_of

STATES = {
    "open": mark("waits for readers"),
    "here": mark("accepted by the author"),
    "everywhere": mark("accepted by readers"),
    "declined": mark("declined by readers"),
    "refused": mark("refused by the author"),
    "taken-back": mark("taken back"),
    "reverted": mark("undone by a moderator"),
}
ESTIMATE = mark("estimated quality %(points)s of 100")
CLOSENESS = mark("closeness in meaning %(points)s")
SURENESS = mark("sureness of the engine %(points)s")
ORIGINS = {"author": mark("the author"), "person": mark("readers"), "engine": mark("an engine")}


class SuggestionView(msgspec.Struct, frozen=True):
    """A suggestion as its page shows it, with what this viewer may do about it."""

    id: str
    by: PersonLine | None
    state: str
    is_shown: bool
    made: object
    changes: list[tuple[str, str]]
    yes: int
    no: int
    mine: bool | None
    may_vote: bool
    may_accept: bool
    may_refuse: bool
    may_take_back: bool
    may_revert: bool


class ResultView(msgspec.Struct, frozen=True):
    """One kept translation."""

    words: str
    origin: str
    maker: str
    by: list[PersonLine]
    made: object
    found: list[str]
    failed: bool
    points: list[str]


@get("/translations/{ref:str}")
async def record(request: Request, ref: str, to: str = "") -> Response:
    """The record of a text's translations into one language."""
    at = here(request)
    return await record_page(at, await place_of(at, ref), to)


async def record_page(
    at: Here, place: Place, to: str, *, notice: str = "", http_status: int = 200
) -> Response:
    """The page, with a word about what was just refused."""
    text = place.text
    target = target_of(at, text.lang, to)
    stored = (await translation.stored(at.scope, [text], target)).get(text.ref)
    kept = await corrections.record(at.scope, text)
    suggested = await corrections.suggestions(at.scope, text, target)
    names = await met_lines(at, _people(kept, suggested, stored))
    apart = await people.boundaries.parted_among(at.scope, [one.correction.person_id for one in suggested])
    suggested = [one for one in suggested if one.correction.person_id not in apart]
    me = at.scope.viewer.account_id
    is_author, is_staff = me == place.author_id, at.reader.is_staff
    return at.page(
        "translation/record.html",
        http_status=http_status,
        place=place,
        target=target,
        stored=stored,
        shown_by=[names[id_] for id_ in stored.people if id_ in names] if stored else [],
        engine=_engine(at, stored.engine) if stored and stored.origin == "engine" else "",
        suggestions=[_suggestion(at, place, one, names) for one in suggested],
        results=[_result(at, one, names) for one in kept if one.target == base_of(target)],
        languages=_languages(at, text.lang, target, kept),
        parts=_parts(text.ref),
        may_suggest=at.reader.is_signed_in and corrections.knows_both(at.reader.reads, text.lang, target),
        may_renew=is_author or is_staff,
        is_author=is_author,
        needed=corrections.YES_NEEDED,
        known=corrections.KNOWN_NEEDED,
        notice=notice,
    )


def target_of(at: Here, lang: str, to: str) -> str:
    """The language asked for, or the first that the reader reads and the text is not written in."""
    if to in NAMES and base_of(to) != base_of(lang):
        return to
    return next((tag for tag in (*at.reader.reads, "en", "zh-Hans") if base_of(tag) != base_of(lang)), "en")


def _people(
    kept: Sequence[corrections.Result], suggested: Sequence[corrections.Suggestion], stored: Translated | None
) -> set[int]:
    found = {id_ for one in kept for id_ in one.people} | set(stored.people if stored else ())
    return found | {one.correction.person_id for one in suggested}


def _suggestion(
    at: Here, place: Place, one: corrections.Suggestion, names: dict[int, PersonLine]
) -> SuggestionView:
    correction: corrections.Correction = one.correction
    me, reads, author = at.scope.viewer.account_id, at.reader.reads, place.author_id
    return SuggestionView(
        id=to_public(correction.id),
        by=names.get(correction.person_id),
        state=at.say(STATES[correction.state]),
        is_shown=correction.state in ("here", "everywhere"),
        made=correction.made_at,
        changes=list(zip(correction.written, correction.said, strict=True)),
        yes=one.yes,
        no=one.no,
        mine=one.mine,
        may_vote=corrections.may_vote(correction, me, author, reads),
        may_accept=corrections.may_accept(correction, me, author, reads),
        may_refuse=corrections.may_refuse(correction, me, author),
        may_take_back=corrections.may_take_back(correction, me),
        may_revert=corrections.may_revert(correction, at.scope.viewer.role) and me != author,
    )


def _result(at: Here, one: corrections.Result, names: dict[int, PersonLine]) -> ResultView:
    maker = _engine(at, one.engine) if one.origin == "engine" else ""
    return ResultView(
        words=one.words,
        origin=at.say(ORIGINS[one.origin]),
        maker=f"{maker} ({one.version})" if maker and one.version else maker,
        by=[names[id_] for id_ in one.people if id_ in names],
        made=one.made_at,
        found=found_words(at, one.checks),
        failed=bool(one.reason),
        points=_points(at, one),
    )


def _points(at: Here, one: corrections.Result) -> list[str]:
    """The estimate and what it was made of, each out of 100."""
    sure = math.exp(min(one.confidence, 0.0)) if one.confidence is not None else None
    parts = ((ESTIMATE, one.estimate), (CLOSENESS, one.meaning), (SURENESS, sure))
    told = ((words, max(0, round(100 * value))) for words, value in parts if value is not None)
    return [at.say(words, points=points) for words, points in told] if one.estimate is not None else []


def _engine(at: Here, name: str) -> str:
    return at.say(ENGINE_NAMES[name]) if name in ENGINE_NAMES else name


def _languages(at: Here, lang: str, target: str, kept: Sequence[corrections.Result]) -> list[str]:
    """Languages that the page can tell of: the reader's, and those that something was made in."""
    tags = (target, *at.reader.reads, *(one.target for one in kept))
    found: dict[str, str] = {}
    for tag in tags:
        if base_of(tag) != base_of(lang):
            found.setdefault(base_of(tag), tag)
    return list(found.values())


def _parts(ref: str) -> list[tuple[str, str]]:
    """(part, ref) of what belongs together: a note has a title and words."""
    kind, _, rest = ref.partition(":")
    name = rest.partition(":")[0]
    return [("title", f"note:{name}:title"), ("body", f"note:{name}:body")] if kind == "note" else []


HANDLERS = [record]
