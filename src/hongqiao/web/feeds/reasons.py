"""Why a card is there, in one sentence, from the signals that brought it."""

from collections.abc import Mapping

from markupsafe import Markup

from hongqiao.features import notes, topics
from hongqiao.features.recommendation import Reason, Why
from hongqiao.kernel.errors import mark
from hongqiao.kernel.ids import NoteId, made_at_ms
from hongqiao.kernel.language import name_of
from hongqiao.web.cards import faces_of
from hongqiao.web.feeds.names import INTEREST_NAMES, WITHIN
from hongqiao.web.request import Here
from hongqiao.web.shown import Shown, show

_WEEK_MS = 7 * 86_400_000
_LIKED, _SAVED, _COMMENTED = 2, 3, 4
_NEAR = {
    _LIKED: mark("Because you liked %(title)s"),
    _SAVED: mark("Because you saved %(title)s"),
    _COMMENTED: mark("Because you commented on %(title)s"),
}
_SAID = {
    Why.FOLLOWED: mark("You follow its author."),
    Why.SEARCHED: mark("Close to what you searched for lately."),
    Why.TASTE: mark("Close to what you liked and read lately."),
}


async def sentences(at: Here, reasons: Mapping[NoteId, Reason]) -> dict[NoteId, str]:
    """One sentence a note. Titles of other notes are named only while the reader may see them."""
    titles = await _titles(at, [NoteId(one.note_id) for one in reasons.values() if one.note_id])
    return {id_: _sentence(at, id_, reason, titles) for id_, reason in reasons.items()}


def _sentence(at: Here, id_: NoteId, reason: Reason, titles: Mapping[int, Shown]) -> str:
    if reason.why == Why.NEAR:
        title = titles.get(reason.note_id)
        if title is None or not title.words:
            return at.say(mark("Readers of something that you liked like this too."))
        named = Markup('<bdi lang="{}">{}</bdi>').format(title.lang, title.words)
        return Markup(at.say(_NEAR[reason.action])) % {"title": named}
    if reason.why == Why.FRESH:
        return at.say(_new(reason))
    if reason.why == Why.TOPIC:
        return at.say(mark("You listed #%(topic)s."), topic=reason.names[0])
    if reason.why == Why.TOPIC_FOLLOWED:
        name, _ = topics.atlas().name_of(reason.names[0], at.reader.reads[0])
        return at.say(mark("You follow #%(topic)s."), topic=name)
    if reason.why == Why.INTEREST:
        return at.say(mark("You chose %(subject)s."), subject=at.say(INTEREST_NAMES[reason.names[0]]))
    if reason.why == Why.AROUND:
        return at.say(WITHIN, km=reason.names[0])
    if reason.why in (Why.LOVED, Why.POPULAR):
        return _by_language(at, id_, reason)
    return at.say(_SAID[reason.why])


def _new(reason: Reason) -> str:
    if reason.is_new_author:
        return mark("New creator: you are among the first to see this.")
    return mark("New: you are among the first to see this.")


def _by_language(at: Here, id_: NoteId, reason: Reason) -> str:
    names = [name_of(tag) for tag in reason.names]
    if reason.why == Why.LOVED:
        if len(names) < 2:
            return at.say(mark("Loved by readers of several languages."))
        return at.say(mark("Loved in %(one)s and %(other)s."), one=names[0], other=names[1])
    is_of_this_week = at.scope.now.timestamp() * 1000 - made_at_ms(id_) < _WEEK_MS
    if reason.names[0] == "und":
        return at.say(mark("Popular on this site."))
    if is_of_this_week:
        return at.say(mark("Popular in %(language)s this week."), language=names[0])
    return at.say(mark("Popular in %(language)s."), language=names[0])


async def _titles(at: Here, ids: list[NoteId]) -> dict[int, Shown]:
    lines = await notes.lines(at.scope, list(dict.fromkeys(ids))) if ids else []
    faces = await faces_of(at, lines)
    shown = await show(at, [texts[0] for _, texts in faces.values()])
    return {id_: shown[texts[0].ref] for id_, (_, texts) in faces.items()}
