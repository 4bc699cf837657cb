"""What readers and authors do in tests of recommendation."""

from hongqiao.features import reactions, recommendation
from hongqiao.features.reactions import Kind
from hongqiao.features.recommendation import FeedPage, Stockroom
from hongqiao.kernel.ids import NoteId
from hongqiao.kernel.scope import Scope
from tests.cast import drain, sign_up
from tests.features.notes.writing import publish

SUBJECTS = ("food", "travel", "style", "home", "pets", "study", "crafts", "outdoors")
ELSEWHERE = ("search.", "translation.", "notes.read_language", "notes.keep_pictures", "notes.look_for_floods")
"""What follows for other features: half of all statements. A town’s notes are all alike, as no flood is."""


async def town(scope: Scope, count: int = 60, *, langs: tuple[str, ...] = ("en", "zh", "es")) -> list[NoteId]:
    """Notes of six authors in some languages, on all subjects, laid ready."""
    authors = [await sign_up(scope, f"author{number}") for number in range(6)]
    written = []
    for number in range(count):
        subject = SUBJECTS[number % len(SUBJECTS)]
        lang = langs[number % len(langs)]
        written.append(
            await publish(
                authors[number % len(authors)],
                title=f"{subject} {lang} {number}",
                body=f"About {subject} and more #{subject} #{lang}{number % 5}",
                subject=subject,
            )
        )
    await drain(scope, without=ELSEWHERE)
    for at, lang in enumerate(langs):
        await scope.db.execute(
            "update note set lang = $2 where id = any($1)", written[at :: len(langs)], lang
        )
    await recommendation.gather.lay_ready(scope)
    return written


async def like(reader: Scope, *note_ids: int) -> None:
    """Likes notes, and lets it have its effects on Explore."""
    for note_id in note_ids:
        async with reader.transaction() as tx:
            await reactions.like(tx, Kind.NOTE, note_id)
    await drain(reader, without=ELSEWHERE)


async def page(reader: Scope, room: Stockroom | None = None, cursor: str = "", *, size: int = 12) -> FeedPage:
    """A page of the reader's own Explore, in a process that just started or in this one."""
    found = await recommendation.explore_for(reader, room or Stockroom(), cursor, size=size)
    assert found is not None
    return found


async def pages(reader: Scope, count: int, *, size: int = 12) -> list[FeedPage]:
    """The first pages of one session."""
    room, cursor, found = Stockroom(), "", []
    for _ in range(count):
        found.append(await page(reader, room, cursor, size=size))
        cursor = found[-1].next
        if not cursor:
            break
    return found


def ids(*pages: FeedPage) -> list[int]:
    return [line.id for one in pages for line in one.lines]
