"""The offline verifier accepts the real log, and none that was altered, cut, moved or doubled."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hongqiao.adapters.signing.home_key import is_signed
from hongqiao.features.trust import log
from hongqiao.features.trust.verify import ENTRIES, HEADS, KEYS, SAVED, UNREADABLE, LogTrouble, verify_log
from tests.features.trust.deciding import decide, downloaded


@pytest.fixture
async def sound(scope) -> tuple[bytes, log.Head, str]:
    """A log of 24 entries under two keys, its newest head, and its first key."""
    for _ in range(12):
        await decide(scope)
    await log.change_key(scope)
    for at in range(12):
        await decide(scope, action="label" if at % 2 else "hide", scope=("DE", "AT"))
    return await downloaded(scope), await log.newest_head(scope), (await log.keys(scope))[0].key


def is_accepted(text: bytes, head, key: str) -> bool:
    try:
        verify_log(text.splitlines(keepends=True), is_signed, saved=head, key=key)
    except LogTrouble:
        return False
    return True


async def test_the_real_log_is_accepted_and_a_thousand_mutations_are_not(sound):
    text, head, key = sound
    chance = random.Random(20_261_122)
    lines = text.splitlines(keepends=True)

    accepted = []
    for at in range(1_000):
        mutation = chance.choice(MUTATIONS)
        mutated = b"".join(mutation(list(lines), chance))
        if mutated != text and is_accepted(mutated, head, key):
            accepted.append((at, mutation.__name__))

    assert is_accepted(text, head, key)
    assert accepted == []


def flip_bit(lines, chance):
    at = chance.randrange(len(lines))
    line = bytearray(lines[at])
    line[chance.randrange(len(line))] ^= 1 << chance.randrange(8)
    return [*lines[:at], bytes(line), *lines[at + 1 :]]


def change_byte(lines, chance):
    at = chance.randrange(len(lines))
    line = bytearray(lines[at])
    line[chance.randrange(len(line))] = chance.choice(b'0123456789abcdefABCDEF "{}[],:\n')
    return [*lines[:at], bytes(line), *lines[at + 1 :]]


def put_byte_in(lines, chance):
    at = chance.randrange(len(lines))
    where = chance.randrange(len(lines[at]) + 1)
    return [*lines[:at], lines[at][:where] + chance.randbytes(1) + lines[at][where:], *lines[at + 1 :]]


def drop_line(lines, chance):
    del lines[chance.randrange(len(lines))]
    return lines


def double_line(lines, chance):
    at = chance.randrange(len(lines))
    return [*lines[: at + 1], *lines[at:]]


def move_line(lines, chance):
    line = lines.pop(chance.randrange(len(lines)))
    lines.insert(chance.randrange(len(lines) + 1), line)
    return lines


def swap_lines(lines, chance):
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return lines


def cut_off(lines, chance):
    return lines[: chance.randrange(len(lines))]


def cut_off_within(lines, chance):
    whole = b"".join(lines)
    return [whole[: chance.randrange(len(whole))]]


def change_word(lines, chance):
    at = chance.randrange(len(lines))
    old, new = chance.choice(
        [(b"remove", b"label"), (b"hide", b"label"), (b"note", b"other"), (b"DE", b"FR"), (b"95", b"5")]
    )
    return [*lines[:at], lines[at].replace(old, new, 1), *lines[at + 1 :]]


MUTATIONS = [
    flip_bit,
    change_byte,
    put_byte_in,
    drop_line,
    double_line,
    move_line,
    swap_lines,
    cut_off,
    cut_off_within,
    change_word,
]


async def test_what_is_wrong_is_said_with_its_own_code(sound):
    text, _, _ = sound
    lines = text.splitlines(keepends=True)
    entries = next(at for at, line in enumerate(lines) if b'"kind":"entry"' in line)

    def code(changed, *, saved=None, trusted="") -> int:
        with pytest.raises(LogTrouble) as caught:
            verify_log(changed, is_signed, saved=saved, key=trusted)
        assert str(caught.value).endswith(".")
        return caught.value.code

    altered = lines[entries].replace(b"remove", b"label")
    assert code([*lines[:entries], altered, *lines[entries + 1 :]]) == ENTRIES
    assert code([*lines[:entries], *lines[entries + 1 :]]) == ENTRIES
    assert code(lines[:-1]) == ENTRIES
    assert code([b"no log\n"]) == UNREADABLE
    assert code([]) == KEYS
    assert code(lines[1:]) == KEYS
    assert code(lines, trusted="ab" * 32) == KEYS
    assert code(lines[:2]) == HEADS
    assert code([*lines[:2], *lines[3:]]) == HEADS


async def test_a_log_cut_off_together_with_its_heads_is_found_by_a_saved_head(scope):
    for _ in range(4):
        await decide(scope)
    young = await downloaded(scope)
    await decide(scope)
    saved = await log.newest_head(scope)

    verify_log(young.splitlines(keepends=True), is_signed)
    with pytest.raises(LogTrouble) as caught:
        verify_log(young.splitlines(keepends=True), is_signed, saved=saved)

    assert caught.value.code == SAVED


async def test_a_whole_new_log_by_the_same_key_is_found_by_a_saved_head(scope, database):
    await decide(scope)
    saved = await log.newest_head(scope)
    await database.execute("truncate log_state, log_entry, log_node, log_head, statement_of_reasons")
    await decide(scope, action="label")

    with pytest.raises(LogTrouble) as caught:
        verify_log((await downloaded(scope)).splitlines(keepends=True), is_signed, saved=saved)

    assert caught.value.code == SAVED


@settings(max_examples=60)
@given(st.lists(st.binary(max_size=60), max_size=6))
def test_a_file_of_anything_is_refused_calmly(lines):
    with pytest.raises(LogTrouble):
        verify_log([line + b"\n" for line in lines], is_signed)
