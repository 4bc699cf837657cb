import msgspec
import pytest

from hongqiao.features.lexicon import gloss, wordbook
from hongqiao.features.lexicon.store import SavedWord
from hongqiao.kernel.errors import NotFound, SignInNeeded
from hongqiao.kernel.scope import Scope
from tests.cast import sign_up


async def keep(scope: Scope, text: str, at: int) -> bool:
    found = gloss(text, "zh", at)
    assert found is not None
    async with scope.transaction() as tx:
        return await wordbook.save_word(tx, found, "/notes/abc")


async def book(scope: Scope) -> list[SavedWord]:
    return list((await wordbook.saved_words(scope)).items)


async def test_a_saved_word_stands_in_the_book_with_its_sentence(scope):
    diego = await sign_up(scope, "diego")

    await keep(diego, "我在银行上班。", 2)

    (word,) = await book(diego)
    assert (word.word, word.reading, word.sentence, word.path) == (
        "银行",
        "yín háng",
        "我在银行上班。",
        "/notes/abc",
    )
    assert (word.meaning, word.meaning_lang) == ("bank", "en")


async def test_a_word_is_kept_once(scope):
    diego = await sign_up(scope, "diego")

    assert await keep(diego, "银行", 0)
    assert not await keep(diego, "去银行", 1)

    assert len(await book(diego)) == 1


async def test_a_term_is_kept_in_the_readers_language(scope):
    diego = await sign_up(scope, "diego")

    await keep(diego, "又踩雷了", 1)

    (word,) = await book(diego)
    assert word.meaning_lang == "es"


async def test_a_book_is_its_owners_alone(scope):
    diego, mei = await sign_up(scope, "diego"), await sign_up(scope, "mei")
    await keep(diego, "银行", 0)
    (word,) = await book(diego)

    assert await book(mei) == []
    with pytest.raises(NotFound):
        await wordbook.remove_word(mei, word.id)
    with pytest.raises(SignInNeeded):
        await wordbook.saved_words(scope)


async def test_a_removed_word_is_gone(scope):
    diego = await sign_up(scope, "diego")
    await keep(diego, "银行", 0)

    await wordbook.remove_word(diego, (await book(diego))[0].id)

    assert await book(diego) == []


async def test_an_export_has_a_line_a_word_and_no_formulas(scope):
    diego = await sign_up(scope, "diego")
    await keep(diego, "=1+1 银行", 5)

    lines = (await wordbook.export_words(diego, "\t")).splitlines()

    assert lines == ["word\treading\tmeaning\tsentence", "银行\tyín háng\tbank\t'=1+1 银行"]


async def test_a_book_goes_with_its_account(scope):
    diego = await sign_up(scope, "diego")
    await keep(diego, "银行", 0)

    await wordbook.forget_words(diego, diego.me)

    assert await book(diego) == []


async def test_pages_of_a_long_book_follow_one_another(scope, monkeypatch):
    diego = await sign_up(scope, "diego")
    found = gloss("银行", "zh", 0)
    for number in range(wordbook.PAGE_SIZE + 3):
        named = msgspec.structs.replace(found, word=msgspec.structs.replace(found.word, written=f"w{number}"))
        async with diego.transaction() as tx:
            await wordbook.save_word(tx, named, "")

    first = await wordbook.saved_words(diego)
    second = await wordbook.saved_words(diego, first.next)

    assert (len(first.items), len(second.items), second.next) == (wordbook.PAGE_SIZE, 3, "")
