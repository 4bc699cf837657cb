"""The composition root: what reacts to what, who runs which job, and which adapter meets which port."""

import inspect
from dataclasses import fields, replace

import pytest

from hongqiao.entry.wiring import CARDS, JOBS, close_ports, names_of_topic, open_ports, reactors, scope_for
from hongqiao.features import translation
from hongqiao.features.lexicon.cards import CardBody, edit_card
from hongqiao.features.lexicon.model import VERSION
from hongqiao.features.translation import Text
from hongqiao.kernel.events import Event
from hongqiao.kernel.ids import IdMaker
from hongqiao.kernel.ports import Bus, Jobs, Objects, Outbox, Pictures, Ports
from hongqiao.kernel.ports.jobs import TAPPED
from hongqiao.kernel.scope import Viewer
from tests.cast import drain, sign_up
from tests.fakes import FakeEngine

NAMES = {
    "PersonJoined": {"people.read_bio"},
    "NotePublished": {"notes.keep_pictures", "notes.index_topics", "notes.read_language", "notes.count_note"},
    "NoteEdited": {"notes.keep_pictures", "notes.index_topics", "notes.read_language", "notes.forget_former"},
    "NoteWithdrawn": {"notes.clear_away", "notes.uncount_note", "recommendation.forget_note"},
    "Followed": {"people.mirror_follow", "feeds.lay_author"},
    "Unfollowed": {"people.mirror_follow", "feeds.settle_reader"},
    "NotesMet": {"recommendation.count_readers", "recommendation.move_taste"},
}
"""Some of the names that jobs on their way carry: a new name for an old reactor would lose them."""


def test_reactors_keep_their_names():
    known = reactors()

    for kind, names in NAMES.items():
        assert names <= set(known.names_for(kind)), kind


def test_a_reactor_is_named_after_its_feature():
    known = reactors()
    features = {
        "accounts",
        "comments",
        "feeds",
        "notes",
        "people",
        "reactions",
        "nearby",
        "recommendation",
        "search",
        "translation",
        "trust",
    }

    named = {(kind, name) for kind in Event.kinds for name in known.names_for(kind)}

    assert {name.split(".")[0] for _, name in named} == features
    for kind, name in named:
        feature = name.split(".")[0]
        assert known.named(kind, name).__module__.startswith("hongqiao.features."), name
        assert f".{feature}." in known.named(kind, name).__module__ or kind.startswith("Comment"), name


def test_every_reactor_takes_a_scope_and_an_event_and_waits():
    known = reactors()

    for kind in Event.kinds:
        for name in known.names_for(kind):
            reactor = known.named(kind, name)
            assert inspect.iscoroutinefunction(getattr(reactor, "__wrapped__", reactor)), name
            assert len(inspect.signature(reactor).parameters) == 2, name


def test_two_processes_know_the_same_reactors():
    one, other = reactors(), reactors()

    assert one is not other
    assert all(one.names_for(kind) == other.names_for(kind) for kind in Event.kinds)


def test_every_kind_of_job_has_somebody_who_runs_it():
    assert translation.JOB in JOBS
    for run, at_once in JOBS.values():
        assert inspect.iscoroutinefunction(run)
        assert at_once >= 1


@pytest.mark.parametrize(
    ("port", "protocol"),
    [
        ("outbox", Outbox),
        ("jobs", Jobs),
        ("bus", Bus),
        ("objects", Objects),
        ("pictures", Pictures),
    ],
)
async def test_each_adapter_has_what_its_port_promises(ports: Ports, port: str, protocol: type):
    adapter = getattr(ports, port)

    for name, promised in vars(protocol).items():
        if not name.startswith("_") and callable(promised):
            wanted = list(inspect.signature(promised).parameters)[1:]
            assert list(inspect.signature(getattr(adapter, name)).parameters) == wanted, f"{port}.{name}"


async def test_closing_the_ports_closes_the_engines_too(settings, postgres, database):
    engine = FakeEngine()
    opened = open_ports(settings, postgres, database, engines=[engine])

    await close_ports(opened)

    assert engine.state() == "absent"
    assert {field.name for field in fields(opened)} >= {"outbox", "jobs", "bus", "objects", "pictures"}


def test_a_scope_is_nobodys_unless_a_viewer_is_given(ports, database):
    mei = Viewer(7, "mei")

    assert scope_for(ports, database, IdMaker()).viewer == Viewer()
    assert scope_for(ports, database, IdMaker(), mei).me == 7


async def test_the_worker_tells_engines_what_people_made_of_a_card(settings, postgres, scope, database):
    engine = FakeEngine()
    ports = open_ports(settings, postgres, database, engines=[engine])
    luma = await sign_up(scope, "luma")
    host = replace(luma, ports=ports, viewer=Viewer(luma.me, "luma", "admin"))
    text = Text("note:1:title", "来交猫税", "zh")
    await edit_card(host, "zh", "交猫税", CardBody({"en": "cat toll"}, {"en": "A cat."}, "us"), based_on=0)

    await CARDS.refresh(host)
    await translation.wish(host, text, "en", TAPPED)
    await drain(host, with_jobs=True)
    made = (await translation.stored(host, [text], "en"))[text.ref]
    await close_ports(ports)
    await database.execute("truncate card_edition")
    await CARDS.refresh(scope)

    assert ("交猫税", "cat toll") in [pair for told in engine.glossaries for pair in told]
    assert made.version == f"fake-1 lexicon-{VERSION}.1"


def test_words_that_are_no_topic_have_no_other_names():
    assert names_of_topic("sofa seventeen zebras") == []
    assert "咖啡" in names_of_topic("coffee")
