"""Events on the wire, and who reacts to them."""

from collections.abc import Iterator

import msgspec
import pytest

from hongqiao.entry.wiring import reactors
from hongqiao.kernel.events import Event, Reactors, from_wire, to_wire


@pytest.fixture
def rained() -> Iterator[type[Event]]:
    """A kind of event that exists for one test."""

    class RainFell(Event, frozen=True, kw_only=True):
        where: str
        hours: tuple[int, ...] = ()

    yield RainFell
    del Event.kinds["RainFell"]


async def dance(scope, event):
    """Reacts to rain."""


def test_an_event_comes_back_from_the_wire(rained):
    event = rained(bucket=7, where="上海", hours=(3, 4))

    assert from_wire("RainFell", to_wire(event)) == event


def test_an_event_of_an_older_version_gets_what_was_added_since(rained):
    assert from_wire("RainFell", b'{"bucket":7,"where":"Lima","gone":1}') == rained(bucket=7, where="Lima")


@pytest.mark.parametrize("body", [b'{"bucket":7}', b'{"where":"Lima"}', b"[]", b"", b'{"bucket":"7"}'])
def test_a_body_that_is_no_such_event_is_refused(rained, body):
    with pytest.raises(msgspec.DecodeError):
        from_wire("RainFell", body)


def test_reactors_are_found_by_kind_and_name(rained):
    known = Reactors()

    known.on(rained, "garden.dance", dance)

    assert known.names_for("RainFell") == ["garden.dance"]
    assert known.named("RainFell", "garden.dance") is dance


def test_a_reactor_that_is_gone_is_none_and_not_an_error(rained):
    known = Reactors()
    known.on(rained, "garden.dance", dance)

    assert known.named("RainFell", "garden.sing") is None
    assert known.named("SnowFell", "garden.dance") is None
    assert known.names_for("SnowFell") == []


def test_a_name_is_given_once(rained):
    known = Reactors()
    known.on(rained, "garden.dance", dance)

    with pytest.raises(AssertionError, match=r"garden\.dance"):
        known.on(rained, "garden.dance", dance)


def test_every_event_that_is_reacted_to_can_be_read_from_the_wire():
    known = reactors()

    heard = [kind for kind in Event.kinds if known.names_for(kind)]

    assert {"NotePublished", "NoteEdited", "NoteWithdrawn"} <= set(heard)
    for kind in heard:
        msgspec.json.schema(Event.kinds[kind])
