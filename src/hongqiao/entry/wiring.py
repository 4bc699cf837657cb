"""Joins ports to the adapters that meet them, and events to the features that react: the composition root."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime

import msgspec

from hongqiao.adapters.bus.postgres import PostgresBus
from hongqiao.adapters.objects.disk import Disk
from hongqiao.adapters.pictures.darkroom import Darkroom
from hongqiao.adapters.postgres.database import Database
from hongqiao.adapters.postgres.outbox import PostgresOutbox
from hongqiao.adapters.signing.home_key import HomeKey
from hongqiao.entry.data_map import HOLDINGS, traces_of
from hongqiao.entry.rendering_watch import RenderingWatch
from hongqiao.features import archives, comments, lexicon, notes, search, topics, translation, trust
from hongqiao.features.accounts.reactors import register as register_accounts
from hongqiao.features.comments.reactors import register as register_comments
from hongqiao.features.feeds.reactors import register as register_feeds
from hongqiao.features.nearby.reactors import register as register_nearby
from hongqiao.features.notes.reactors import register as register_notes
from hongqiao.features.people.reactors import register as register_people
from hongqiao.features.reactions.reactors import register as register_reactions
from hongqiao.features.reactions.reactors import register_comment_likes
from hongqiao.features.recommendation.reactors import register as register_recommendation
from hongqiao.features.recommendation.reactors import register_searches
from hongqiao.features.search.reactors import register as register_search
from hongqiao.features.translation.reactors import register as register_translation
from hongqiao.kernel.events import Reactors
from hongqiao.kernel.ids import IdMaker, from_public
from hongqiao.kernel.language import UNDETERMINED
from hongqiao.kernel.ports import Engine, EngineRules, Nudity, Ports, SentenceVectors
from hongqiao.kernel.scope import Scope, Viewer
from hongqiao.kernel.settings import Settings
from hongqiao.kernel.text import topic_slug
from hongqiao.web.archives.reading_copy import reading_copy

JobRunner = Callable[[Scope, bytes], Awaitable[None]]

LORE = translation.Lore(
    lexicon.SHIPPED.glossary,
    lexicon.SHIPPED.wide_glossary,
    lexicon.SHIPPED.explained,
    lexicon.phrase,
    lexicon.SHIPPED.version,
)
"""What translation knows of words before it asks an engine, as it came with the product."""

CARDS = lexicon.CardShelf()
"""The same as people of this site edited it; the worker keeps it fresh."""


def names_of_topic(word: str) -> Sequence[str]:
    """What search looks for beside a word: the other names, in every language, of the topic that it means."""
    slug = topic_slug(word)
    names = [name for name in topics.same(slug, UNDETERMINED) if name != word]
    return names if set(names) - {slug} else []  # a word that is no topic is its own only name


async def translate_and_index(scope: Scope, body: bytes) -> None:
    """Makes one translation with the renderings of this moment; it makes notes found by their title in it."""
    terms = CARDS.terms
    lore = translation.Lore(
        terms.glossary, terms.wide_glossary, terms.explained, lexicon.phrase, terms.version
    )
    watch = RenderingWatch(scope.ports.settings.home)
    key = await translation.run_job(scope, body, lore=lore, guard=watch.lets_pass)
    await watch.open_cases(scope, key)
    await search.index_uses(scope, key)


async def look_at_picture(scope: Scope, body: bytes) -> None:
    """Has software look at a picture; a note with one that is explicit waits for a person."""
    asked = msgspec.json.decode(body, type=trust.screening.pictures.ToLookAt)
    finding = await trust.screening.pictures.look(scope, asked)
    kind, _, public = asked.subject.partition(":")
    note_id = from_public(public)
    if finding is not None and kind == "note" and note_id is not None:
        async with scope.transaction() as tx:
            await notes.screening.hold_back(tx, note_id, [finding])


async def make_archive(scope: Scope, body: bytes) -> None:
    """Makes somebody’s archive, by the data map of all features, with a page to read it."""
    page = reading_copy(scope.ports.settings.locales)
    await archives.carrying_out.run_job(scope, body, holdings=HOLDINGS, traces_of=traces_of, page=page)


JOBS: dict[str, tuple[JobRunner, int]] = {
    translation.JOB: (translate_and_index, 2),
    translation.corrections.JOB: (translation.corrections.run_job, 1),
    search.JOB: (search.run_job, 1),
    trust.screening.pictures.JOB: (look_at_picture, 1),
    archives.carrying_in.JOB: (archives.carrying_in.run_job, 1),
    archives.carrying_out.JOB: (make_archive, 1),
}
"""Kinds of job: who runs one, and how many at a time."""


def reactors() -> Reactors:
    """Every reactor of every feature."""
    known = Reactors()
    for register in (register_people, register_notes, register_comments, register_reactions, register_search):
        register(known)
    register_nearby(known)
    register_feeds(known)
    register_recommendation(known)
    register_searches(known, search.SearchAsked, search.SearchesCleared)
    register_comment_likes(known, comments.count)
    register_translation(known)
    trust.standing.register(known)
    register_accounts(known)
    return known


def open_ports(
    settings: Settings,
    dsn: str,
    database: Database,
    *,
    engines: Sequence[Engine] = (),
    rules: EngineRules | None = None,
    vectors: SentenceVectors | None = None,
    nudity: Nudity | None = None,
) -> Ports:
    """Ports over PostgreSQL and a folder on disk."""
    outbox = PostgresOutbox(IdMaker())
    return Ports(
        settings=settings,
        outbox=outbox,
        jobs=outbox,
        bus=PostgresBus(dsn, database),
        objects=Disk(settings.media_dir),
        pictures=Darkroom(settings),
        engines=engines,
        engine_rules=rules or EngineRules(),
        vectors=vectors,
        nudity=nudity,
        signer=HomeKey(settings.home),
    )


async def close_ports(ports: Ports) -> None:
    """Ends children and connections that the ports hold."""
    await ports.pictures.close()
    await ports.bus.close()
    if ports.nudity is not None:
        await ports.nudity.close()
    if ports.vectors is not None:
        await ports.vectors.close()
    for engine in ports.engines:
        await engine.close()


def scope_for(ports: Ports, database: Database, ids: IdMaker, viewer: Viewer | None = None) -> Scope:
    """A scope of this moment; nobody's, unless a viewer is given."""
    return Scope(viewer=viewer or Viewer(), db=database, ports=ports, ids=ids, now=datetime.now(UTC))
