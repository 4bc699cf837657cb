"""The memory as TMX: what goes out comes in again, and hostile files are refused."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.entry.memory_files import read_memory, write_memory
from hongqiao.features.translation import corrections
from hongqiao.features.translation.corrections import Unit, keep_units, read_tmx, write_tmx, write_unit
from hongqiao.kernel.errors import Invalid
from tests.cast import sign_up

WORDS = st.text(
    alphabet=st.characters(blacklist_categories=("Cs", "Cc", "Cn"), blacklist_characters="\ufffe\uffff"),
    min_size=1,
    max_size=40,
)


def file_of(*units: Unit, source: str = "zh", target: str = "en") -> bytes:
    head, tail = write_tmx(source, target, "CC BY-SA 4.0 & friends")
    return (head + "".join(write_unit(one, source, target, {7: "mei"}) for one in units) + tail).encode()


@given(WORDS, WORDS)
def test_what_is_written_is_read_again(written, words):
    [(source, target, unit)] = read_tmx([file_of(Unit(written, words, 7))])

    assert (source, target, unit.written, unit.words) == ("zh", "en", written, words)


def test_a_file_says_who_under_which_licence():
    tree = ElementTree.fromstring(file_of(Unit("早上好", "Good morning", 7), Unit("再见", "Bye")))

    assert tree.get("version") == "1.4" and tree.find("header").get("srclang") == "zh"
    assert tree.find("header/prop").text == "CC BY-SA 4.0 & friends"
    assert [one.get("creationid") for one in tree.iter("tu")] == ["mei", None]


def test_a_file_is_read_in_pieces_of_any_size():
    whole = file_of(*(Unit(f"第{n}句", f"Line {n}") for n in range(50)))

    found = list(read_tmx(whole[at : at + 7] for at in range(0, len(whole), 7)))

    assert [unit.words for _, _, unit in found] == [f"Line {n}" for n in range(50)]


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"no xml",
        b"<tmx><body>",
        b"<html></html>",
        b'<!DOCTYPE tmx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><tmx><body><tu/></body></tmx>',
        b'<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]><tmx>&x;</tmx>',
    ],
)
def test_what_is_no_tmx_or_declares_entities_is_refused(file):
    with pytest.raises(Invalid):
        list(read_tmx([file]))


def test_units_with_inline_codes_are_left_out():
    file = file_of(Unit("早上好", "Good morning")).replace(b"Good", b"<ph>x</ph>Good")

    assert list(read_tmx([file])) == []


async def test_units_that_fail_the_checks_are_not_taken(scope):
    given_units = [
        Unit("早上好，今天很热", "Good morning, it is hot today"),
        Unit("链接在这里 https://a.example", "The link is here"),
        Unit("一共186块", "168 in all"),
        Unit("两行\n文字", "Two lines of words"),
    ]

    assert await keep_units(scope, "zh", "en", given_units) == 1

    assert list(await corrections.remembered_segments(scope, ["早上好，今天很热"], "zh", "en")) == [
        "早上好，今天很热"
    ]


async def test_a_memory_moves_from_one_installation_to_another(scope):
    mei = await sign_up(scope, "mei")
    await keep_units(
        scope, "zh", "en", [Unit(f"早上好{n}号", f"Good morning number {n}") for n in range(1_200)]
    )
    await scope.db.execute("update segment_memory set person_id = $1 where written = '早上好7号'", mei.me)
    told: list[str] = []

    written = await write_memory(scope, "zh-Hans", "en", told.append)
    await scope.db.execute("delete from segment_memory")
    read, kept = await read_memory(scope, iter(["".join(told).encode()]))

    assert written == read == kept == 1_200
    assert 'creationid="mei"' in "".join(told)
    assert await write_memory(scope, "en", "zh", told.append) == 0
