"""What readers steer by: the switch, the mix of languages, topics, what they want less of, and forgetting."""

from collections.abc import Sequence

from hongqiao.features import notes, trust
from hongqiao.features.recommendation.about import slug_for_all
from hongqiao.features.recommendation.acts import keep
from hongqiao.features.recommendation.events import ActivityForgotten
from hongqiao.features.recommendation.known import choice_of
from hongqiao.features.recommendation.model import MIX_AT_MOST, TOPICS_AT_MOST, Action
from hongqiao.features.recommendation.queries import choices, searches, signals
from hongqiao.features.recommendation.queries.choices import Weight
from hongqiao.kernel.errors import Invalid, NotFound, mark
from hongqiao.kernel.ids import NoteId, bucket_of
from hongqiao.kernel.scope import Scope
from hongqiao.kernel.text import topic_slug

STEP = 0.5
KINDS = ("topic", "author", "lang", "note")


ACTIVITY_WORDS = mark(
    "Explore may use what I see, open, like and save, for 30 days, to choose and order notes for me."
)
"""What somebody agrees to, or takes back, with the switch."""


async def use_activity(scope: Scope, *, words: str = ACTIVITY_WORDS, surface: str = "feed") -> None:
    """From now on Explore may use what the viewer does; kept in the consent ledger with the words shown."""
    await _choose(scope, yes=True, words=words, surface=surface)


async def use_no_activity(scope: Scope, *, words: str = ACTIVITY_WORDS, surface: str = "feed") -> None:
    """From now on Explore uses nothing of what the viewer does, on any device; what it kept is deleted."""
    await _choose(scope, yes=False, words=words, surface=surface)


async def _choose(scope: Scope, *, yes: bool, words: str, surface: str) -> None:
    """The same again leaves no second line in the ledger."""
    if await trust.consent.choice(scope, scope.me, "profiling-feed") is yes:
        return
    lang = scope.viewer.locale
    async with scope.transaction() as tx:
        await trust.consent.choose(
            tx, scope.me, "profiling-feed", yes=yes, words=words, lang=lang, surface=surface
        )


async def set_mix(scope: Scope, percent: int | None) -> None:
    """How much of Explore is in languages that the viewer doesn’t read; None leaves it to the site.

    Raises Invalid beyond 0 to 50.
    """
    if percent is not None and not 0 <= percent <= MIX_AT_MOST:
        raise Invalid(mark("The language mix goes from 0 to 50 percent."))
    await choices.SET_MIX.run(scope.db, bucket_of(scope.me), scope.me, percent)


async def set_topics(scope: Scope, names: Sequence[str]) -> tuple[str, ...]:
    """Replaces the topics that the viewer listed; returns their slugs. Raises Invalid for too many."""
    slugs = [slug for slug in dict.fromkeys(topic_slug(name) for name in names) if slug]
    if len(slugs) > TOPICS_AT_MOST:
        raise Invalid(mark("You can list up to 50 topics."))
    await choices.SET_TOPICS.run(scope.db, bucket_of(scope.me), scope.me, slugs)
    return tuple(slugs)


async def less_like(scope: Scope, note_id: NoteId) -> list[Weight]:
    """Hides a note that the viewer may see, and shows less of its topic, or of its author when it has none.

    Returns what was written down, which the viewer sees and can delete. Raises NotFound.
    """
    facts = await notes.visible(scope, note_id)
    card = (await notes.cards(scope, [note_id])).get(note_id)
    if card is None:
        raise NotFound
    about = []
    if card.topics:
        about = [Weight("topic", slug_for_all(card.topics[0], card.lang), STEP)]
    written = [Weight("note", str(note_id), 1.0), *(about or [Weight("author", str(facts.author_id), STEP)])]
    await _write(scope, written)
    if (await choice_of(scope)).profiled:
        await keep(scope, [(note_id, Action.HIDDEN, 0)])
    return written


async def less_of(scope: Scope, kind: str, name: str) -> None:
    """Shows less of a topic, an author (by id) or a language. Raises NotFound for another kind."""
    if kind not in KINDS or not 0 < len(name) <= 50 or (kind in ("author", "note") and not _is_id(name)):
        raise NotFound
    await _write(scope, [Weight(kind, name, STEP)])


async def _write(scope: Scope, written: Sequence[Weight]) -> None:
    bucket = bucket_of(scope.me)
    rows = [(bucket, scope.me, one.kind, one.name, one.weight, scope.now) for one in written]
    async with scope.transaction() as tx:
        await choices.ADD_WEIGHT.run_each(tx.db, rows)


async def weights(scope: Scope) -> list[Weight]:
    """All that the viewer asked to see less of, the last first."""
    return await choices.WEIGHTS.all(scope.db, bucket_of(scope.me), scope.me)


async def forget_weight(scope: Scope, kind: str, name: str) -> None:
    """Deletes one of them; a note that was hidden by it may come again."""
    bucket = bucket_of(scope.me)
    await choices.DELETE_WEIGHT.run(scope.db, bucket, scope.me, kind, name)
    if kind == "note" and _is_id(name):
        await signals.TAKE_BACK.run(scope.db, bucket, scope.me, int(name), int(Action.HIDDEN))


def _is_id(name: str) -> bool:
    """Digits alone would let ² and numbers beyond any id through."""
    return name.isascii() and name.isdigit() and len(name) <= 19 and int(name) < 1 << 63


async def forget_activity(scope: Scope) -> None:
    """Deletes everything that Explore kept of what the viewer did; what they chose stays.

    What lies beside the notes of others goes with ActivityForgotten, a moment later.
    """
    bucket = bucket_of(scope.me)
    async with scope.transaction() as tx:
        await tx.record(ActivityForgotten(bucket=bucket, account_id=scope.me))
        for forget in (
            signals.FORGET_OWN_EVENTS,
            signals.FORGET_OWN_TASTE,
            searches.FORGET_OWN,
            choices.FORGET_OWN_SERVED,
        ):
            await forget.run(tx.db, bucket, scope.me)
