"""Profiles: joining, changing one's words, finding people."""

from collections.abc import Sequence

from hongqiao.features.people import store
from hongqiao.features.people.events import PersonJoined, ProfileChanged
from hongqiao.features.people.model import Person, Profile, checked_words, plain_handle, tone_of
from hongqiao.kernel.errors import NotFound
from hongqiao.kernel.ids import AccountId, NoteId, bucket_of, bucket_of_name
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
    """The profile under a handle, in any case, with or without @. Raises NotFound."""
    plain = plain_handle(handle)
    found = await store.PROFILE.maybe(scope.db, bucket_of_name(plain), plain) if plain else None
    if found is None:
        raise NotFound
    return found


async def people(scope: Scope, ids: Sequence[AccountId]) -> dict[AccountId, Person]:
    """Many people at once, whoever is still there; one statement."""
    if not ids:
        return {}
    wanted = list(dict.fromkeys(ids))
    found = await store.PEOPLE.all(scope.db, [bucket_of(id_) for id_ in wanted], wanted)
    return {person.id: person for person in found}


async def count_likes(tx: Scope, account_id: AccountId, likes: int) -> None:
    """Adds to the likes that a person's notes got (less than zero: takes off).

    Call it in the transaction, in the person's bucket, that writes the rows which are counted.
    """
    await store.COUNT_LIKES.run(tx.db, bucket_of(account_id), account_id, store.SLOT, likes)


async def count_note(scope: Scope, account_id: AccountId, note_id: NoteId) -> None:
    """Counts a person's note once, however often it is told; never after uncount_note."""
    await store.COUNT_NOTE.run(scope.db, bucket_of(account_id), account_id, note_id, store.SLOT)


async def uncount_note(scope: Scope, account_id: AccountId, note_id: NoteId) -> None:
    """Takes a withdrawn note off the count once, in whatever order the news arrive."""
    await store.UNCOUNT_NOTE.run(scope.db, bucket_of(account_id), account_id, note_id, store.SLOT)
