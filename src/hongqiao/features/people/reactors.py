"""What follows apart from the request: the far side of a follow, and the language of a bio."""

from datetime import datetime

from hongqiao.features import translation
from hongqiao.features.people import keeping, leaving, store
from hongqiao.features.people.events import Followed, PersonJoined, PrivacyChanged, ProfileChanged, Unfollowed
from hongqiao.features.people.model import place_text, subject_of
from hongqiao.features.translation import Text
from hongqiao.kernel.edges import settle
from hongqiao.kernel.events import Reactors
from hongqiao.kernel.ids import bucket_of
from hongqiao.kernel.scope import Scope


def register(reactors: Reactors) -> None:
    """Registers what people react to."""
    keeping.register(reactors)
    leaving.register(reactors)
    for following in (Followed, Unfollowed):
        reactors.on(following, "people.mirror_follow", mirror_follow)
    for telling in (PersonJoined, ProfileChanged):
        reactors.on(telling, "people.read_bio", read_bio)
    reactors.on(PrivacyChanged, "people.keep_place_apart", keep_place_apart)


async def mirror_follow(scope: Scope, event: Followed | Unfollowed) -> None:
    """Makes the target's list of followers, and its count, equal to what the follower's bucket says."""
    follower, target = event.follower_id, event.target_id

    async def followed_since() -> datetime | None:
        return await store.FOLLOWED_SINCE.maybe(scope.db, bucket_of(follower), follower, target)

    async def make_equal(since: datetime | None) -> None:
        if since is None:
            await store.REMOVE_FOLLOWER.run(scope.db, bucket_of(target), target, follower, store.SLOT)
        else:
            await store.ADD_FOLLOWER.run(scope.db, bucket_of(target), target, follower, store.SLOT, since)

    await settle(followed_since, make_equal)


async def read_bio(scope: Scope, event: PersonJoined | ProfileChanged) -> None:
    """Looks at the language of a bio with the classifier; says to translation which words are in use."""
    bio = await store.BIO.maybe(scope.db, event.bucket, event.account_id)
    if bio is None:
        return
    subject, used = subject_of(bio.handle), [_place(bio, bio.place, is_private=bio.is_private)]
    if bio.words:
        lang = await translation.detect(bio.words, bio.own_lang)
        await store.SET_BIO_LANG.run(scope.db, event.bucket, event.account_id, bio.words, lang)
        used.append(Text(f"{subject}:bio", bio.words, lang))
    await translation.forget(scope, _former(event, bio), subject=subject)
    used = [text for text in used if text.words]
    await translation.remember(scope, used, subject=subject)
    if await store.BIO.maybe(scope.db, event.bucket, event.account_id) != bio:  # changed once more meanwhile
        await translation.forget(scope, used, subject=subject)


async def keep_place_apart(scope: Scope, event: PrivacyChanged) -> None:
    """Has translation keep a place as the account is now: shared with no other text while it is private."""

    async def look() -> store.Bio | None:
        return await store.BIO.maybe(scope.db, event.bucket, event.account_id)

    async def make_equal(bio: store.Bio | None) -> None:
        if bio is not None and bio.place:
            subject, former = subject_of(bio.handle), _place(bio, bio.place, is_private=not bio.is_private)
            await translation.forget(scope, [former], subject=subject)
            used = _place(bio, bio.place, is_private=bio.is_private)
            await translation.remember(scope, [used], subject=subject)

    await settle(look, make_equal)


def _place(bio: store.Bio, place: str, *, is_private: bool) -> Text:
    return place_text(bio.handle, place, bio.own_lang, is_private=is_private)


def _former(event: PersonJoined | ProfileChanged, bio: store.Bio) -> list[Text]:
    """What was said before this change and is not said now."""
    if isinstance(event, PersonJoined):
        return []
    gone = []
    if event.bio_before[0] and event.bio_before[0] != bio.words:
        gone.append(Text(f"{subject_of(bio.handle)}:bio", *event.bio_before))
    if event.place_before and event.place_before != bio.place:
        gone += [_place(bio, event.place_before, is_private=private) for private in (True, False)]
    return gone
