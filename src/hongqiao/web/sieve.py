"""A reader's own word filters over what they are shown: left out, or folded behind a line that says why."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from hongqiao.features import notes, topics
from hongqiao.features.notes import NoteCard, NoteLine
from hongqiao.features.people import filters
from hongqiao.features.translation import Text
from hongqiao.kernel.ids import NoteId
from hongqiao.kernel.language import UNDETERMINED
from hongqiao.kernel.text import topic_slug
from hongqiao.web.request import Here
from hongqiao.web.shown import Shown


class Sieve(msgspec.Struct, frozen=True):
    """The filters of one reader that hold now, those that leave out before those that fold."""

    kept: tuple[filters.WordFilter, ...] = ()

    def meets(self, texts: Iterable[str], about: Iterable[str] = ()) -> filters.WordFilter | None:
        """The first filter that finds something in the texts or among the slugs of topics."""
        texts, slugs = list(texts), frozenset(about)
        for one in self.kept:
            if filters.finds(one, texts=texts, topics=slugs):
                return one
            if one.words.startswith("#") and slugs & set(
                topics.same(topic_slug(one.words[1:]), UNDETERMINED)
            ):
                return one
        return None


async def sieve_of(at: Here) -> Sieve:
    """The reader's filters: one statement, none for visitors."""
    kept = await filters.filters(at.scope)
    return Sieve(tuple(sorted(kept, key=lambda one: one.way)))


async def sifted(
    at: Here,
    lines: Sequence[NoteLine],
    faces: Mapping[NoteId, tuple[NoteCard, tuple[Text, ...]]],
    shown: Mapping[str, Shown],
) -> Mapping[NoteId, filters.WordFilter]:
    """Notes that a filter of the reader's finds, in what was written or in what they are shown of it.

    Nothing of their own. One statement, two for who keeps filters.
    """
    sieve = await sieve_of(at)
    if not sieve.kept:
        return {}
    others = [line.id for line in lines if line.author_id != at.scope.viewer.account_id]
    found: dict[NoteId, filters.WordFilter] = {}
    for one in await notes.lists.words_of(at.scope, others):
        read = [shown[text.ref].words for text in faces[one.id][1]] if one.id in faces else []
        met = sieve.meets([one.title, one.body, one.place, *read], one.topics)
        if met is not None:
            found[NoteId(one.id)] = met
    return found


def is_left_out(one: filters.WordFilter | None) -> bool:
    """Whether nothing is shown at all, not even that something was there."""
    return one is not None and one.way == filters.Way.HIDE
