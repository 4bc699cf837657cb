"""Policy packs: their own tests, what a loader must refuse, and their union, in which the stricter wins."""

import re
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import hongqiao
from hongqiao.features.trust.pack import FOLDER, NAMES, PackTrouble, is_in_force, pack, read_pack
from hongqiao.features.trust.rules import STRICTER, Rules, rules, union
from hongqiao.features.trust.spans import after, read_span
from hongqiao.features.trust.switching import FOR_EVERYBODY, NOT_BUILT, differences, gaps

ROOT = Path(hongqiao.__file__).parent
TODAY = date(2026, 11, 22)
VECTORS = [(name, at) for name in NAMES for at in range(len(pack(name).tests))]
CHOICES = st.lists(st.sampled_from(NAMES), unique=True)


@pytest.mark.parametrize(("name", "at"), VECTORS)
def test_every_test_that_a_pack_brings_is_met(name, at):
    asked = pack(name)
    vector = asked.tests[at]

    if vector.clock:
        rule = asked.clock(vector.clock)
        got = after(vector.starts, read_span(rule.length), zone=rule.zone, calendar=asked.calendar)
    else:
        got = asked.value(vector.value, vector.on, vector.country)

    assert got == vector.expect


@pytest.mark.parametrize("name", NAMES)
def test_every_clock_of_a_pack_has_a_test(name):
    tested = {vector.clock for vector in pack(name).tests}

    assert {rule.kind for rule in pack(name).clocks} <= tested


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'id = "us"', b'id = "su"'),
        (b'source = "dmca"', b'source = "hearsay"'),
        (b'length = "48h"', b'length = "two days"'),
        (b'alarms = ["24h", "40h"]', b'alarms = ["24h", "49h"]'),
        (b'kind = "counter-notice"', b'kind = "intimate-image"'),
        (b"guardian_consent_below = 13\n", b"guardian_consent_below = 13\ncountry = 'FR'\n"),
        (b"guardian_consent_below = 13", b"guardian_consent_bellow = 13"),
        (b"guardian_consent_below = 13", b"guardian_consent_below = 'yes'"),
        (b"[[values]]", b"[[values"),
        (b"[[tests]]", b"[[clocks]]"),
    ],
)
def test_a_pack_that_makes_no_sense_is_refused(old, new):
    text = (FOLDER / "us" / "pack.toml").read_bytes()
    assert old in text

    with pytest.raises(PackTrouble):
        read_pack("us", text.replace(old, new))


def test_a_pack_that_there_is_not_is_refused(settings):
    with pytest.raises(PackTrouble):
        rules(msgspec.structs.replace(settings, packs=("mars",)), on=TODAY)


def test_without_any_pack_nothing_is_asked_of_anyone():
    assert union([], on=TODAY) == Rules()


@given(CHOICES)
def test_the_stricter_of_two_wins_and_the_pack_that_set_it_is_named(names):
    chosen = [pack(name) for name in names]

    held = union(chosen, on=TODAY)

    for name, direction in STRICTER.items():
        said = {one.id: value for one in chosen if (value := one.value(name, TODAY)) is not None}
        if not said:
            assert name not in held.set_by
            continue
        strictest = max(said.values()) if direction in ("more", "yes") else min(said.values())
        assert getattr(held, name) == strictest == said[held.set_by[name]]


@given(CHOICES, st.sampled_from(NAMES))
def test_one_more_pack_never_loosens_anything(names, more):
    before = union([pack(name) for name in names], on=TODAY)
    after_ = union([pack(name) for name in dict.fromkeys([*names, more])], on=TODAY)

    for name, direction in STRICTER.items():
        if name in before.set_by:
            old, new = getattr(before, name), getattr(after_, name)
            assert new >= old if direction in ("more", "yes") else new <= old
    assert set(before.clocks) <= set(after_.clocks) and set(before.duties) <= set(after_.duties)


def test_australia_asks_for_sixteen_from_its_day_on():
    packs = [pack("default"), pack("au")]

    assert union(packs, on=date(2025, 12, 9)).minimum_age == 14
    held = union(packs, on=date(2025, 12, 10))
    assert (held.minimum_age, held.set_by["minimum_age"], held.joining_age) == (16, "au", 16)


def test_a_country_of_its_own_age_is_asked_by_that_age():
    packs = [pack("default"), pack("eu")]

    assert union(packs, on=TODAY).joining_age == 16
    assert union(packs, on=TODAY, country="FR").joining_age == 15
    assert union(packs, on=TODAY, country="DK").joining_age == 14  # of the house
    assert union(packs, on=TODAY, country="BR").joining_age == 16


def test_a_pack_that_is_not_in_force_yet_asks_for_nothing():
    assert union([pack("uk")], on=date(2025, 3, 16)) == Rules()
    assert is_in_force(TODAY, None, TODAY) and not is_in_force(TODAY, None, date(2026, 11, 21))


def test_real_names_and_regions_come_with_one_pack_only():
    for name in NAMES:
        held = union([pack(name)], on=TODAY)
        assert (held.real_names, held.region_on_profile) == ((name == "cn"),) * 2


def test_a_change_of_packs_tells_what_would_change():
    old = union([pack("default")], on=TODAY)
    new = union([pack("default"), pack("us")], on=TODAY)

    lines = differences(old, new)

    assert "guardian_consent_below: 0 -> 13  (us)" in lines
    assert "+ clock intimate-image  48h (us)" in lines
    assert any(line.startswith("+ duty dmca-agent") for line in lines)
    assert "- clock intimate-image" in differences(new, old)
    assert differences(old, old) == []


def test_what_a_pack_asks_and_no_code_does_is_a_gap_until_somebody_sees_to_it():
    held = union([pack("cn")], on=TODAY)

    left = {duty.id for duty in gaps(held, {"ai_metadata_check": "done by hand, every Monday"})}

    assert {"real_names", "consent_to_transfer"} <= left and "ai_metadata_check" not in left
    assert not set(NOT_BUILT) & {duty.id for duty in gaps(union([pack("us")], on=TODAY), {})}


def test_every_value_of_a_pack_is_followed_by_code_or_told_as_a_gap():
    own = {"rules.py", "pack.py", "switching.py"}
    sources = [path for path in ROOT.rglob("*.py") if path.parent.name != "trust" or path.name not in own]
    words = set(re.findall(r"\w+", "\n".join(path.read_text("utf-8") for path in sources)))

    assert set(STRICTER) - words == set(NOT_BUILT) | FOR_EVERYBODY


def test_gaps_are_the_duties_that_nothing_shows_to_be_met():
    held = union([pack("us")], on=TODAY)

    left = [duty.id for duty in gaps(held, {"dmca_agent": "DMCA-1054321", "ncmec_account": "  "})]

    assert "dmca-agent" not in left and {"repeat-infringers", "ncmec"} <= set(left)
