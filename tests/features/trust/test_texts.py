"""Terms, privacy and guidelines: versions, the operator’s own, and agreeing to them."""

import msgspec
import pytest

from hongqiao.features.trust import consent, house, switching, texts
from hongqiao.features.trust.pack import NAMES, PackTrouble, pack
from hongqiao.kernel.ids import AccountId


@pytest.fixture
def noor(scope) -> AccountId:
    return AccountId(scope.ids.make(99))


async def agree(scope, account_id, lang="en"):
    async with scope.transaction() as tx:
        await consent.agree(tx, account_id, lang=lang, surface="sign-up")


def other_home(scope, tmp_path, **files):
    """The same site, whose operator wrote something."""
    home = tmp_path / "other"
    (home / "texts").mkdir(parents=True, exist_ok=True)
    for name, words in files.items():
        (home / "texts" / f"{name.replace('_', '.')}.md").write_text(words, "utf-8")
    return msgspec.structs.replace(scope.ports.settings, home=home)


@pytest.mark.parametrize("name", texts.NAMES)
@pytest.mark.parametrize("lang", ["en", "zh-Hans", "zh-Hant", "ar"])
def test_every_text_is_there_in_every_language_and_no_slot_is_left(settings, name, lang):
    text = texts.text(settings, name, lang)

    assert text.lang == lang and text.title and not text.is_own
    assert "{" not in text.words and settings.site_name in text.words


def test_the_texts_have_the_same_parts_in_every_language(settings):
    for name in texts.NAMES:
        shapes = {
            tuple(
                line[:2]
                for line in texts.text(settings, name, lang).words.splitlines()
                if line[:2] in ("# ", "##", "- ")
            )
            for lang in settings.locales
        }
        assert len(shapes) == 1, name


def test_what_the_operator_wrote_takes_its_place(scope, tmp_path):
    settings = other_home(scope, tmp_path, terms_en="# House terms\n\nBe kind at {site}.")

    own, german = texts.text(settings, "terms", "en"), texts.text(settings, "terms", "ar")

    assert own.is_own and own.words == "# House terms\n\nBe kind at Hongqiao.\n"
    assert german.words == own.words and german.lang == "en"
    assert not texts.text(settings, "privacy", "en").is_own


def test_the_operator_is_named_and_a_file_that_makes_no_sense_is_refused(scope, tmp_path):
    settings = other_home(scope, tmp_path)
    (settings.home / "operator.toml").write_text(
        'operator = "Bridge Friends"\ncontact = "hi@example.org"\n', "utf-8"
    )
    broken = other_home(scope, tmp_path / "more")
    (broken.home / "operator.toml").write_text("operatr = 1", "utf-8")

    words = texts.text(settings, "terms", "en").words

    assert "Bridge Friends" in words and "hi@example.org" in words
    with pytest.raises(PackTrouble):
        house.house(broken.home)


async def test_agreeing_keeps_the_very_words_and_holds_in_any_language(scope, noor):
    before = await consent.has_agreed(scope, noor)
    await agree(scope, noor, "ar")

    kept = [await consent.words_of(scope, noor, one) for one in await consent.ledger(scope, noor)]

    assert not before and await consent.has_agreed(scope, noor)
    assert kept == [texts.text(scope.ports.settings, name, "ar").words for name in texts.AGREED_TO]


async def test_a_new_version_is_asked_for_again(scope, noor, tmp_path):
    from dataclasses import replace

    await agree(scope, noor)
    settings = other_home(scope, tmp_path, privacy_en="# Privacy\n\nNew words.")
    later = replace(scope, ports=replace(scope.ports, settings=settings))

    asked_again = not await consent.has_agreed(later, noor)
    await agree(later, noor)

    assert asked_again and await consent.has_agreed(later, noor)
    assert not await consent.has_agreed(scope, noor)


async def test_whoever_took_one_back_has_not_agreed(scope, noor):
    await agree(scope, noor)
    async with scope.transaction() as tx:
        await consent.choose(tx, noor, "privacy", yes=False, words="No.", lang="en", surface="settings")

    assert not await consent.has_agreed(scope, noor)


# ------------------------------------------------------------------- packs


@pytest.mark.parametrize("name", NAMES)
def test_a_pack_passes_its_own_tests_and_a_wrong_one_is_told(name):
    one = pack(name)
    wrong = msgspec.structs.replace(one.tests[0], expect=-1)

    assert switching.failed_vectors(one) == []
    assert switching.failed_vectors(msgspec.structs.replace(one, tests=(wrong,))) == [wrong]


def test_what_the_dates_bring_next_is_told(settings):
    from datetime import date

    there = switching.with_packs(settings, ["eu", "au", "nowhere"])
    before = switching.next_change(there, date(2025, 12, 1))
    last = switching.next_change(there, date(2026, 12, 1))

    assert there.packs == ("eu", "au")
    assert before.on == date(2025, 12, 10) and "minimum_age: 0 -> 16  (au)" in before.lines
    assert last is None


def test_addresses_in_operator_toml_meet_their_duties(scope, tmp_path):
    settings = other_home(scope, tmp_path)
    (settings.home / "operator.toml").write_text('contact = "a"\nauthorities = "b"\n', "utf-8")
    (settings.home / "duties.toml").write_text('terms = "/about/terms"\n', "utf-8")

    assert set(house.met(settings.home)) == {"contact_for_users", "contact_for_authorities", "terms"}
