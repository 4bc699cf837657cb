"""The transparency log: gapless, signed, and proven."""

import asyncio

import msgspec
import pytest

from hongqiao.adapters.signing.home_key import HomeKey, is_signed
from hongqiao.features.trust import log
from hongqiao.features.trust.merkle import extends, includes, leaf_hash
from hongqiao.features.trust.records import canonical
from hongqiao.features.trust.verify import verify_log
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
