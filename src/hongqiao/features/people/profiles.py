"""Profiles: joining, changing one's words, finding people."""

from collections.abc import Sequence

from hongqiao.features.people import store
from hongqiao.features.people.events import PersonJoined, ProfileChanged
from hongqiao.features.people.model import Kind, Person, Profile, checked_words, plain_handle, tone_of
from hongqiao.features.people.queries import boundaries, leaving
from hongqiao.kernel.errors import NotFound
from hongqiao.kernel.ids import AccountId, bucket_of, bucket_of_name
from hongqiao.kernel.language import base_of, guess_lang
from hongqiao.kernel.scope import Scope


async def introduce(
    tx: Scope, account_id: AccountId, handle: str, *, name: str, lang: str, bio: str = "", place: str = ""
) -> None:
    """Gives a new account its profile; call it in the transaction that makes the account. Emits PersonJoined.

    `lang` is the person's own language, that of their name. Raises Invalid with field messages.
    """
    words = checked_words(name=name, bio=bio, place=place, handle=handle)
    bucket = bucket_of(account_id)
    await store.INSERT_PROFILE.run(
        tx.db,
        bucket,
        account_id,
        handle,
        words.name,
        words.bio,
        guess_lang(words.bio, author_lang=lang),
        words.place,
        base_of(lang),
        tone_of(handle),
        tx.now,
    )
    await tx.record(PersonJoined(bucket=bucket, account_id=account_id, handle=handle))


async def change_profile(tx: Scope, *, name: str, bio: str, place: str) -> None:
    """Changes what the viewer says of themselves. Emits ProfileChanged. Raises Invalid by field."""
    words = checked_words(name=name, bio=bio, place=place, handle=tx.viewer.handle)
    bucket = bucket_of(tx.me)
    bio_lang = guess_lang(words.bio, author_lang=tx.viewer.reads[0])
    former = await store.CHANGE_PROFILE.maybe(
        tx.db, bucket, tx.me, words.name, words.bio, bio_lang, words.place
    )
    if former is not None:
        before = (former.words, former.lang)
        await tx.record(
            ProfileChanged(bucket=bucket, account_id=tx.me, bio_before=before, place_before=former.place)
        )


async def person(scope: Scope, handle: str) -> Profile:
    """The profile under a handle, in any case, with or without @.

    Raises NotFound, also where a block stands between them and the viewer.
    """
    plain = plain_handle(handle)
    found = await store.PROFILE.maybe(scope.db, bucket_of_name(plain), plain) if plain else None
    if found is None or await _is_parted(scope, found.id):
        raise NotFound
    return found


async def _is_parted(scope: Scope, other_id: AccountId) -> bool:
    me = scope.viewer.account_id
    if me is None or me == other_id:
        return False
    kept = await boundaries.AMONG.all(scope.db, bucket_of(me), me, [other_id])
    return any(one.kind != Kind.MUTES for one in kept)


async def people(scope: Scope, ids: Sequence[AccountId]) -> dict[AccountId, Person]:
    """Many people at once, whoever is still there; one statement."""
    if not ids:
        return {}
    wanted = list(dict.fromkeys(ids))
    found = await store.PEOPLE.all(scope.db, [bucket_of(id_) for id_ in wanted], wanted)
    return {person.id: person for person in found}


async def step_out(tx: Scope, account_id: AccountId) -> None:
    """Shows the profile to nobody, from this transaction on: its account leaves."""
    await leaving.STEP_OUT.run(tx.db, bucket_of(account_id), account_id)
