"""Topics: what notes are about, by the #words in them."""

from collections.abc import Sequence

from hongqiao.features.accounts import INTERESTS
from hongqiao.features.notes.model import Topic
from hongqiao.features.notes.queries import topics as store
from hongqiao.features.topics import Listing
from hongqiao.kernel.errors import NotFound
from hongqiao.kernel.ids import NoteId, bucket_of_name
from hongqiao.kernel.language import UNDETERMINED
from hongqiao.kernel.paging import PAGE_SIZE, Page, cut, read_cursor, write_cursor
from hongqiao.kernel.scope import Scope
from hongqiao.kernel.text import topic_slug


async def notes_on_shelf(scope: Scope, subject: str, cursor: str = "") -> Page[NoteId]:
    """Ids of public notes on one of the eight subjects, newest first. One bucket."""
    if subject not in INTERESTS:
        raise NotFound
    return await notes_about(scope, *shelf_of(subject), cursor)


async def topic(scope: Scope, name: str) -> Topic:
    """The topic; an unknown one is empty, not an error."""
    return await topic_of_slug(scope, topic_slug(name), name)


async def named(scope: Scope, slugs: Sequence[str]) -> dict[str, Topic]:
    """Topics by slug; unknown ones are empty. One statement."""
    known = await store.TOPICS.all(scope.db, [bucket_of_name(slug) for slug in slugs], list(slugs))
    return {slug: Topic(slug, slug, 0, UNDETERMINED) for slug in slugs} | {one.slug: one for one in known}


def shelf_of(subject: str) -> tuple[str, ...]:
    """The slug under which notes on one of the eight subjects are listed; no #topic can be written so."""
    return (f"~{subject}",) if subject else ()


def place_of(place: str) -> tuple[str, ...]:
    """The slug under which notes from a place are listed; no #topic can be written so."""
    slug = topic_slug(place)
    return (f"@{slug}",) if slug else ()


async def place(scope: Scope, slug: str) -> Topic:
    """The place, named as the first who wrote it did; an unknown one is empty, not an error.

    Raises NotFound for what can be no place.
    """
    if not topic_slug(slug):
        raise NotFound
    return await topic_of_slug(scope, f"@{topic_slug(slug)}", slug)


async def topic_of_slug(scope: Scope, slug: str, name: str) -> Topic:
    """What is listed under a slug."""
    known = await store.TOPIC.maybe(scope.db, bucket_of_name(slug), slug)
    return known or Topic(slug, name[:50], 0, UNDETERMINED)


async def notes_about(scope: Scope, slug: str, cursor: str = "") -> Page[NoteId]:
    """Ids of public notes about a topic, newest first. One bucket."""
    before = read_cursor(cursor, 1)
    limit = (1 << 63) - 1
    ids = await store.NOTES_ABOUT.all(
        scope.db, bucket_of_name(slug), slug, before[0] if before else limit, PAGE_SIZE + 1
    )
    shown, more = cut(ids, PAGE_SIZE)
    return Page([NoteId(id_) for id_ in shown], write_cursor(shown[-1]) if more else "")


async def notes_about_any(scope: Scope, listings: Sequence[Listing], cursor: str = "") -> Page[NoteId]:
    """Ids of public notes that stand in any of these lists, each once, newest first. One statement, a probe
    a list.
    """
    before = read_cursor(cursor, 1)
    ids = await store.NOTES_ABOUT_ANY.all(
        scope.db,
        [bucket_of_name(listing.slug) for listing in listings],
        [listing.slug for listing in listings],
        [listing.lang for listing in listings],
        before[0] if before else (1 << 63) - 1,
        PAGE_SIZE + 1,
    )
    shown, more = cut(ids, PAGE_SIZE)
    return Page([NoteId(id_) for id_ in shown], write_cursor(shown[-1]) if more else "")
