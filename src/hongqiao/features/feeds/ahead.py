"""Translating ahead of readers, by the worker: what rises in Explore, while nobody waits for anything."""

from collections.abc import AsyncIterator, Sequence

from hongqiao.features import accounts, comments, notes, translation
from hongqiao.features.feeds import store
from hongqiao.features.site import declare_limit, spend
from hongqiao.features.translation import Text
from hongqiao.kernel.errors import NotFound, TooSoon
from hongqiao.kernel.ids import NoteId
from hongqiao.kernel.language import base_of
from hongqiao.kernel.ports.jobs import BACKFILL
from hongqiao.kernel.scope import Scope

AN_HOUR = declare_limit("translations ahead of readers", 600, 3_600, by="all")
AT_ONCE = 20
LANGUAGES_AT_MOST = 4
TITLES_OF, COMMENTS_OF, COMMENTS_EACH = 120, 12, 3
"""Of how many of Explore's first notes the titles are translated ahead, of how many the first comments."""


async def translate_ahead(scope: Scope) -> int:
    """Asks for some translations that readers will want; returns how many.

    None while any other job of translation waits, and none beyond 600 an hour. Titles come before comments,
    higher places before lower ones, languages of more readers before those of fewer.
    """
    if await scope.ports.jobs.waiting(scope.db, kind=translation.JOB):
        return 0
    asked, targets = 0, await _targets(scope)
    async for texts in _rising(scope):
        for target in targets:
            for text in await _missing(scope, texts, target):
                try:
                    await spend(scope, AN_HOUR, "")
                except TooSoon:
                    return asked
                asked += await translation.wish(scope, text, target, BACKFILL)
                if asked >= AT_ONCE:
                    return asked
    return asked


async def _targets(scope: Scope) -> list[str]:
    """The operator's languages are for those who are not signed in; members' languages are counted."""
    of_late = await accounts.devices.languages_of_late(scope)
    wanted = [*of_late[:LANGUAGES_AT_MOST], *scope.ports.settings.pretranslate]
    return list(dict.fromkeys(base_of(tag) for tag in wanted))


async def _rising(scope: Scope) -> AsyncIterator[list[Text]]:
    """First all the titles, then the first comments."""
    edition = await store.LATEST_EDITION.maybe(scope.db, store.BUCKET)
    if edition is None:
        return
    places = await store.ENTRIES.all(scope.db, store.BUCKET, edition)
    ids = [NoteId(id_) for id_ in places[:TITLES_OF]]
    cards = await notes.cards(scope, ids)
    yield [cards[id_].title_text for id_ in ids if id_ in cards and cards[id_].audience == 0]
    yield [text for id_ in ids[:COMMENTS_OF] for text in await _first_comments(scope, id_)]


async def _first_comments(scope: Scope, note_id: NoteId) -> list[Text]:
    """Of what everybody may see."""
    try:
        facts = await notes.visible(scope, note_id)
    except NotFound:
        return []
    threads = (await comments.thread(scope, facts, "")).items[:COMMENTS_EACH]
    return [comments.text_of(thread.comment, is_public=facts.audience == 0) for thread in threads]


async def _missing(scope: Scope, texts: Sequence[Text], target: str) -> list[Text]:
    """Those without a result that some engine could translate now. Two statements."""
    able = [text for text in texts if text.words and _is_able(scope, base_of(text.lang), target)]
    there = await translation.stored(scope, able, target)
    absent = [text for text in able if text.ref not in there]
    failed = await translation.memory.failed_among(scope, absent, target) if absent else set()
    return [text for text in absent if text.ref not in failed]


def _is_able(scope: Scope, source: str, target: str) -> bool:
    return source != target and any(
        engine.state() == "ready" and engine.pairs(source, target) for engine in scope.ports.engines
    )
