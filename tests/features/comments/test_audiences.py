"""Words under a note that is no longer for everyone are shared with nobody."""

from hongqiao.features import comments, notes, translation
from hongqiao.features.translation import corrections
from tests.cast import drain, sign_up
from tests.features.acts import publish, say
from tests.features.notes.writing import edit
from tests.features.translation.correcting import person

SAID = "花椒粉要最后放，麻味才跑不掉。"
NOW = "Put the pepper powder last, then the numbness cannot run away."
BETTER = "Add the Sichuan pepper last, so the tingle doesn’t escape."


async def agreed(scope, said) -> None:
    """Readers agree on better words for a public comment."""
    text = comments.text_of(said, is_public=True)
    await translation.memory.keep_result(scope, text, "en", NOW, engine="fake", version="1")
    suggesting = person(scope, 10, "en", "zh")
    async with suggesting.transaction() as tx:
        id_ = await corrections.suggest(tx, text, "en", corrections.pairs(SAID, NOW, "en"), [BETTER])
    for first, number in (("zh", 11), ("en", 12), ("en", 13)):
        voter = person(scope, number, first, "zh" if first == "en" else "en")
        async with voter.transaction() as tx:
            await corrections.vote(tx, text, "en", id_, yes=True, is_known=True, author_id=said.author_id)
    await drain(scope, with_jobs=True)


async def shared_words(scope) -> list[str]:
    """What anybody shares: words to translate, results, the memory that is exported."""
    kept = await scope.db.fetch(
        "select words from translation_source where shared and words = $1"
        " union all select words from translation where words in ($2, $3)"
        " union all select written from segment_memory",
        SAID,
        NOW,
        BETTER,
    )
    return [row[0] for row in kept]


async def test_comments_leave_what_is_shared_when_their_note_narrows(scope):
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")
    note = await publish(mei)
    said = await say(diego, note, SAID)
    await drain(scope)
    await agreed(scope, said)
    assert len(await shared_words(scope)) > 2

    await edit(mei, note.id, audience=1)
    await drain(scope, with_jobs=True)

    assert await shared_words(scope) == []
    kept = await scope.db.fetch("select shared from translation_source where words = $1", SAID)
    assert [row[0] for row in kept] == [False]


async def test_comments_leave_what_is_shared_when_the_account_goes_private(scope):
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")
    said = await say(diego, await publish(mei), SAID)
    await drain(scope)
    await agreed(scope, said)

    async with mei.transaction() as tx:
        await notes.audiences.go_private(tx)
    await drain(scope, with_jobs=True)

    assert await shared_words(scope) == []


async def test_an_edit_for_the_same_readers_leaves_what_was_agreed(scope):
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")
    note = await publish(mei)
    said = await say(diego, note, SAID)
    await drain(scope)
    await agreed(scope, said)

    await edit(mei, note.id, title="Noodles at noon")
    await drain(scope, with_jobs=True)

    assert BETTER in await shared_words(scope)
