"""Following topics: who follows one follows all its names, in all languages."""

from hongqiao.features.topics import store
from hongqiao.features.topics.events import TopicFollowed, TopicUnfollowed
from hongqiao.features.topics.held import atlas
from hongqiao.features.topics.store import FollowedTopic
from hongqiao.kernel.errors import NotAllowed, NotFound, mark
from hongqiao.kernel.ids import AccountId, bucket_of
from hongqiao.kernel.scope import Scope
from hongqiao.kernel.text import topic_slug

MAY_FOLLOW = 500


async def follow(tx: Scope, key: str) -> None:
    """The viewer follows a topic; once more changes nothing. Emits TopicFollowed.

    `key` is a concept's id or "#slug". Raises NotFound for a concept that there isn't, NotAllowed beyond 500.
    """
    known = atlas()
    if known.concept(key) is None:
        raise NotFound
    following = await followed(tx)
    if len(following) >= MAY_FOLLOW:
        raise NotAllowed(mark("You follow 500 topics, which is as many as anyone can."))
    key, bucket = known.resolve(key), bucket_of(tx.me)
    if key in {topic.key for topic in following}:
        return
    name, _ = known.name_of(key, tx.viewer.reads[0])
    if await store.FOLLOW.run(tx.db, bucket, tx.me, key, topic_slug(name), tx.now):
        await tx.record(TopicFollowed(bucket=bucket, account_id=tx.me, topic=key))


async def unfollow(tx: Scope, key: str) -> None:
    """The viewer follows it no more, by none of the names it ever had. Emits TopicUnfollowed."""
    known, bucket = atlas(), bucket_of(tx.me)
    now = known.resolve(key)
    rows = await store.FOLLOWED.all(tx.db, bucket, tx.me, MAY_FOLLOW)
    former = [row.key for row in rows if known.resolve(row.key) == now]
    if former and await store.UNFOLLOW.run(tx.db, bucket, tx.me, former):
        await tx.record(TopicUnfollowed(bucket=bucket, account_id=tx.me, topic=now))


async def followed(scope: Scope) -> list[FollowedTopic]:
    """The topics that the viewer follows, newest first, each once under its key of now. One statement."""
    if not scope.viewer.is_signed_in:
        return []
    known = atlas()
    rows = await store.FOLLOWED.all(scope.db, bucket_of(scope.me), scope.me, MAY_FOLLOW)
    found: dict[str, FollowedTopic] = {}
    for row in rows:
        key = known.resolve(row.key)
        if known.concept(key) is not None:
            found.setdefault(key, FollowedTopic(key, row.name, row.made_at))
    return list(found.values())


async def forget_follows(scope: Scope, account_id: AccountId) -> None:
    """Deletes everything that somebody follows: part of deleting an account."""
    await store.FORGET_FOLLOWS.run(scope.db, bucket_of(account_id), account_id)
