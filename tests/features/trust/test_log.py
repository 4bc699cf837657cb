"""The transparency log: gapless, signed, proven, and verified from its download alone."""

import asyncio
import random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hongqiao.adapters.signing.home_key import HomeKey, is_signed
from hongqiao.features.trust import log
from hongqiao.features.trust.merkle import extends, includes, leaf_hash
from hongqiao.features.trust.records import canonical
from hongqiao.features.trust.verify import ENTRIES, HEADS, KEYS, SAVED, UNREADABLE, LogTrouble, verify_log
from hongqiao.kernel.errors import NotFound, Unavailable
from tests.features.trust.deciding import decide, downloaded


def as_bytes(path: tuple[str, ...]) -> list[bytes]:
    return [bytes.fromhex(hash_) for hash_ in path]


async def test_every_entry_is_proven_under_the_head_of_its_decision_and_under_the_newest(scope):
    issued = [await decide(scope) for _ in range(7)]

    newest = await log.newest_head(scope)

    for index, one in enumerate(issued):
        for proof in (one.proof, await log.proof(scope, index)):
            leaf = leaf_hash(canonical(proof.entry))
            root = bytes.fromhex(proof.head.root)
            assert includes(leaf, index, proof.head.size, as_bytes(proof.path), root)
    assert newest.size == 7 and newest.number == 6


async def test_the_log_of_each_size_is_proven_to_begin_with_every_smaller_one(scope):
    for _ in range(6):
        await decide(scope)

    for old in range(1, 7):
        grown = await log.growth(scope, old, 6)
        roots = bytes.fromhex(grown.old_root), bytes.fromhex(grown.root)
        assert extends(old, roots[0], 6, roots[1], as_bytes(grown.path))
    with pytest.raises(NotFound):
        await log.growth(scope, 3, 7)


async def test_decisions_at_the_same_time_leave_no_gap(scope):
    issued = await asyncio.gather(*(decide(scope) for _ in range(12)))

    verified = verify_log((await downloaded(scope)).splitlines(keepends=True), is_signed)

    assert sorted(one.proof.entry.index for one in issued) == list(range(12))
    assert verified.entries == 12


async def test_a_decision_that_fails_leaves_nothing_in_the_log(scope):
    await decide(scope)
    with pytest.raises(RuntimeError):
        async with scope.transaction() as tx:
            await decide(tx)
            raise RuntimeError

    issued = await decide(scope)

    assert issued.proof.entry.index == 1


async def test_without_a_key_nothing_is_decided(scope):
    scope.ports.signer = None

    with pytest.raises(Unavailable):
        await decide(scope)

    scope.ports.signer = HomeKey(scope.ports.settings.home)
    assert (await decide(scope)).proof.entry.index == 0


async def test_an_entry_names_nobody_and_quotes_nothing(scope):
    await decide(scope, person_id=987_654_321)

    line = (await log.entry_lines(scope, 0, 1))[0]

    assert "tYXa" not in line and "remedy" not in line and "987654321" not in line
    assert '"took_min":95' in line


async def test_a_key_that_nobody_vouched_for_signs_nothing(scope):
    await decide(scope)
    key = scope.ports.settings.home / "log.key"
    kept = key.read_bytes()
    key.unlink()

    with pytest.raises(Unavailable):
        await decide(scope)

    key.write_bytes(kept)
    await decide(scope)
    assert verify_log((await downloaded(scope)).splitlines(keepends=True), is_signed).entries == 2


async def test_a_site_that_moves_to_another_address_keeps_its_log(scope):
    await decide(scope)
    scope.ports.settings = msgspec.structs.replace(scope.ports.settings, origin="https://bridge.example")
    await decide(scope)

    verified = verify_log((await downloaded(scope)).splitlines(keepends=True), is_signed)

    assert verified.origin == "https://bridge.example"


async def test_a_log_without_decisions_is_sound(scope):
    await log.tell(scope)

    verified = verify_log((await downloaded(scope)).splitlines(keepends=True), is_signed)

    assert (verified.entries, verified.heads) == (0, 1)


async def test_a_new_key_is_vouched_for_by_the_former_and_signs_from_then_on(scope):
    first = scope.ports.signer.key().hex()
    await decide(scope)

    changed = await log.change_key(scope)
    await decide(scope)

    text = await downloaded(scope)
    verified = verify_log(text.splitlines(keepends=True), is_signed, key=first)
    assert verified.keys == 2 and verified.last.key == changed.key != first
    assert changed.previous == first and scope.ports.signer.key().hex() == changed.key


async def test_changing_the_key_goes_on_where_it_was_broken_off(scope):
    await decide(scope)
    broken = HomeKey(scope.ports.settings.home)

    class Dying:
        def __getattr__(self, name):
            if name == "take_over":
                raise OSError("power cut")
            return getattr(broken, name)

    scope.ports.signer = Dying()
    with pytest.raises(OSError):
        await log.change_key(scope)
    scope.ports.signer = broken
    await decide(scope)

    changed = await log.change_key(scope)

    await decide(scope)
    verified = verify_log((await downloaded(scope)).splitlines(keepends=True), is_signed)
    assert verified.keys == 2 and verified.last.key == changed.key


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
