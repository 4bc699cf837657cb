"""What somebody takes along is the same on another site: out, into an empty one, out again, equal hashes.

Case I1.
"""

import shutil
from dataclasses import replace
from datetime import timedelta

from hongqiao.adapters.signing.home_key import is_signed
from hongqiao.features import archives, media, notes, people, reactions, topics
from hongqiao.features.notes import DraftPicture, NoteDraft
from tests.adapters.pictures import samples
from tests.cast import drain, sign_up
from tests.conftest import EMPTY_ALL
from tests.features.archives.carrying import carried_out

FULL = (
    "account", "profile", "note", "note_picture", "note_revision", "draft", "board", "board_note",
    "follow_out", "like_out", "topic_follow",
)  # fmt: skip
"""Kinds of which mei has something."""


async def published(scope, title, **more):
    draft = await notes.drafts.start_draft(scope)
    async with scope.transaction() as tx:
        return await notes.publish(tx, NoteDraft(draft.id, title=title, cover_style="memo", **more))


async def edited(scope, note_id, **more):
    draft = await notes.drafts.edit_draft(scope, note_id)
    async with scope.transaction() as tx:
        await notes.drafts.change_draft(
            tx,
            draft.id,
            lambda kept: type(kept)(**{**{f: getattr(kept, f) for f in kept.__struct_fields__}, **more}),
        )
    return await notes.publish_draft(scope, draft.id)


async def a_full_life(scope):
    """mei with something of each kind that travels; diego, whom she meets."""
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")
    picture = await media.take(mei, samples.noise(900, 1200))
    async with mei.transaction() as tx:
        await people.change_profile(tx, name="小美", bio="爱喝茶 #tea", place="Hangzhou")
    tea = await published(mei, "桂花茶", body="香。 #tea", pictures=(DraftPicture(picture.key, "一杯茶"),))
    later = replace(mei, now=mei.now + timedelta(minutes=5))
    await edited(later, tea, body="很香。 #tea #osmanthus")
    own = await published(mei, "Only mine", audience=2)
    his = await published(diego, "Tortilla")
    async with mei.transaction() as tx:
        await notes.drafts.change_draft(
            tx, (await notes.drafts.start_draft(mei)).id,
            lambda kept: NoteDraft(kept.id, title="Half", pictures=(DraftPicture(picture.key, "again"),)),
        )  # fmt: skip
        board = await reactions.make_board(tx, "Teas")
        await reactions.save(tx, tea, board)
        await reactions.save(tx, his, board)
        await reactions.save(tx, own)
        await reactions.like(tx, reactions.Kind.NOTE, his)
        await people.follow(tx, diego.me)
    async with mei.transaction() as tx:
        await topics.follow(tx, "#tea")
    await drain(scope)
    return mei, diego


async def test_out_in_and_out_again_gives_equal_hashes(scope, database, tmp_path):
    mei, _ = await a_full_life(scope)
    first = await carried_out(mei)
    await database.execute(EMPTY_ALL)
    shutil.rmtree(scope.ports.settings.media_dir)

    with archives.zips.opened(first) as archive:
        before, _ = archives.signing.verify(archive, is_signed)
        await archives.settle(scope, archive, before, handle="mei_again")
    profile = await people.person(scope, "mei_again")
    again = replace(scope, viewer=type(scope.viewer)(profile.id, "mei_again", proven_at=scope.now))
    await drain(scope)
    with archives.zips.opened(await carried_out(again)) as archive:
        after, _ = archives.signing.verify(archive, is_signed)

    hashes = [{line.name: line.hash for line in told.kinds if line.travels} for told in (before, after)]
    assert hashes[0] == hashes[1]
    full = {line.name: line.rows for line in before.kinds if line.travels}
    assert all(full[kind] for kind in FULL)
