"""What readers, authors and moderators do in tests about corrections."""

from dataclasses import replace

from hongqiao.features import translation
from hongqiao.features.translation import Text, corrections
from hongqiao.kernel.ids import AccountId
from hongqiao.kernel.scope import Viewer
from tests.cast import drain

TOFU = "豆腐切块后用淡盐水焯一下。花椒粉要最后放，麻味才跑不掉。"
BODY = Text("note:1:body", TOFU, "zh")
TWIN = Text("note:2:body", TOFU, "zh")
LAST = "花椒粉要最后放，麻味才跑不掉。"
OTHER = Text("note:3:body", f"今天教大家做麻婆豆腐，步骤很简单。\n{LAST}", "zh")
PRIVATE = Text("note:4:body", TOFU, "zh", shared=False, owner_salt="1")
NOW = "Boil the tofu. Put the pepper powder last, then the numbness cannot run away."
BETTER = "Add the Sichuan pepper last, so the tingle doesn’t escape."
MEI = 1


def person(scope, number: int, *reads: str, role: str = "member"):
    """Somebody who reads these languages, best first."""
    return replace(scope, viewer=Viewer(AccountId(number), f"p{number}", role, "en", reads))


async def stored(scope, text=BODY) -> str:
    found = (await translation.stored(scope, [text], "en")).get(text.ref)
    return found.words if found else ""


async def translated(scope, *texts, words=NOW):
    for number, text in enumerate(texts):
        await translation.remember(scope, [text], f"note:{number}")
        await translation.memory.keep_result(scope, text, "en", words, engine="fake", version="fake-1")


async def suggested(by, text=BODY, words=BETTER, before=NOW) -> int:
    pairs = corrections.pairs(text.words, before, "en")
    said = [*(pair.said for pair in pairs[:-1]), words]
    async with by.transaction() as tx:
        return await corrections.suggest(tx, text, "en", pairs, said)


async def votes(scope, id_: int, text=BODY, yes=(("zh", 11), ("en", 12), ("en", 13)), no=()):
    for is_yes, people in ((True, yes), (False, no)):
        for first, number in people:
            voter = person(scope, number, first, "zh" if first == "en" else "en")
            async with voter.transaction() as tx:
                await corrections.vote(tx, text, "en", id_, yes=is_yes, is_known=True, author_id=MEI)
    await drain(scope)


async def spread(scope, *engines):
    """Runs all jobs, and those that they ask for."""
    scope = replace(scope, ports=replace(scope.ports, engines=engines))
    for _ in range(4):
        await drain(scope, with_jobs=True)


async def agree(scope, id_, text=BODY, *engines):
    for first, number in (("zh", 11), ("en", 12), ("en", 13)):
        voter = person(scope, number, first, "zh" if first == "en" else "en")
        async with voter.transaction() as tx:
            await corrections.vote(tx, text, "en", id_, yes=True, is_known=True, author_id=MEI)
    await spread(scope, *engines)


async def state_of(scope, id_, text=BODY) -> str:
    return next(
        one.correction.state
        for one in await corrections.suggestions(scope, text, "en")
        if one.correction.id == id_
    )
