"""Notes from a file: published as their authors', indexed at once, each line once."""

import json
from datetime import UTC, datetime

import pytest

from hongqiao.entry.importing import Importer, handle_of, id_ms
from hongqiao.entry.search import found_lines, rebuild
from hongqiao.features import accounts, notes, people, search
from hongqiao.kernel.errors import Refusal
from hongqiao.kernel.ids import made_at_ms
from tests.adapters.pictures import samples
from tests.cast import drain
from tests.features.search.vectors import Meanings

LINES = [
    {
        "handle": "mei",
        "title": "桂花糕",
        "body": "香甜。",
        "lang": "zh",
        "topics": ["甜点"],
        "created_at": "2026-05-01T10:00:00Z",
    },
    {
        "handle": "diego",
        "title": "Tortilla",
        "body": "Con cebolla.",
        "lang": "es",
        "created_at": 1_777_600_000,
    },
]


def as_lines(*given: object) -> list[bytes]:
    return [json.dumps(one).encode() + b"\n" for one in given]


async def lines_found(scope, text):
    return await found_lines(scope, search.Finder(), text, limit=5)


async def test_what_is_imported_is_found_at_once_and_once(scope, tmp_path):
    for _ in range(2):
        taken = await Importer(scope, tmp_path).take(as_lines(*LINES))
    await drain(scope)

    (line,) = await lines_found(scope, "桂花")
    assert (line.title, line.handle, line.lang, line.why) == ("桂花糕", "mei", "zh", ("title",))
    assert (taken.notes, taken.people, taken.refused) == (2, 0, 0)
    assert [one.title for one in await lines_found(scope, "#甜点")] == ["桂花糕"]


async def test_a_note_keeps_its_moment_and_its_author(scope, tmp_path):
    await Importer(scope, tmp_path).take(as_lines(LINES[0]))

    author = await people.person(scope, "mei")
    (note_id,) = (await notes.lists.notes_by(scope, author.id)).items
    whole = await notes.note(scope, note_id)
    assert whole.published_at == datetime(2026, 5, 1, 10, tzinfo=UTC)
    assert made_at_ms(note_id) == 1_777_629_600_000
    assert whole.row.topics == ["甜点"]


async def test_many_notes_of_one_day_are_all_there(scope, tmp_path):
    many = [{**LINES[0], "title": f"桂花糕 {number}", "created_at": "2026-05-01"} for number in range(600)]

    taken = await Importer(scope, tmp_path).take(as_lines(*many))

    assert (taken.notes, taken.refused) == (600, 0)


async def test_notes_that_are_older_than_ids_are_all_there(scope, tmp_path):
    old = [{**LINES[0], "title": f"旧文 {number}", "created_at": "2019-03-01"} for number in range(60)]

    taken = await Importer(scope, tmp_path).take(as_lines(*old))

    assert (taken.notes, taken.refused) == (60, 0)
    moments = [datetime(year, 1, 2, tzinfo=UTC) for year in (1965, 2009, 2019, 2023, 2025)]
    assert [id_ms(moment) for moment in moments] == sorted({id_ms(moment) for moment in moments})


async def test_lines_that_are_no_notes_are_left_out_and_told(scope, tmp_path, capsys):
    broken = [b"{\n", b"\n", *as_lines({"title": "nobody’s"}, {"handle": "mei", "title": " "})]

    taken = await Importer(scope, tmp_path).take([*broken, *as_lines(LINES[1])])

    assert (taken.notes, taken.refused) == (1, 3)
    assert "line 1" in capsys.readouterr().err


async def test_pictures_are_taken_from_beside_the_file(scope, tmp_path):
    (tmp_path / "one.png").write_bytes(samples.plain("PNG", (40, 30), samples.RED))

    await Importer(scope, tmp_path).take(as_lines({**LINES[1], "pictures": ["one.png", "absent.png"]}))

    (hit,) = await search.Finder().find(scope, "tortilla has:picture")
    assert (await notes.cards(scope, [hit.id]))[hit.id].picture_count == 1


async def test_meaning_is_left_to_the_worker_and_then_found(scope, tmp_path):
    scope.ports.vectors = Meanings()
    walk = {**LINES[1], "title": "A walk on the shore", "body": "", "lang": "en"}
    await Importer(scope, tmp_path).take(as_lines(walk, LINES[0]))
    assert await lines_found(scope, "beach stroll") == []

    await drain(scope, with_jobs=True)

    first, *_ = await lines_found(scope, "beach stroll")
    assert first.title == "A walk on the shore"
    assert await scope.db.fetch("select id from search_wanting") == []


async def test_nobody_signs_in_as_somebody_who_was_brought_in(scope, tmp_path):
    await Importer(scope, tmp_path).take(as_lines(LINES[0]))

    with pytest.raises(Refusal):
        await accounts.sign_in(scope, "mei", "!", device="a phone", place="")


@pytest.mark.parametrize("written", ["用户甲", "Really Long Name Of Somebody", "x", "7up", "a__b"])
def test_any_name_becomes_a_handle_of_its_own(written):
    assert handle_of(written) == handle_of(written)
    assert 2 <= len(handle_of(written)) <= 20
    assert handle_of(written) != handle_of(written + "!")


async def test_the_index_can_be_made_anew(scope, tmp_path):
    await Importer(scope, tmp_path).take(as_lines(*LINES))
    await search.forget_all(scope)
    assert await lines_found(scope, "tortilla") == []

    assert await rebuild(scope) == 2

    assert [line.title for line in await lines_found(scope, "tortilla")] == ["Tortilla"]
