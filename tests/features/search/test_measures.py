"""What bin/measure search measures is what readers get: words, and meaning where there is a model."""

from hongqiao.features import search
from measures.search.measure import take_in
from tests.features.search.vectors import Meanings

NOTE = '{"concept": "shore", "handle": "golden0", "lang": "en", "title": "A walk on the shore", "body": ""}'


async def test_notes_of_the_set_are_found_by_meaning_once_they_are_in(scope, tmp_path):
    scope.ports.vectors = Meanings()
    (tmp_path / "notes.jsonl").write_text(NOTE)

    await take_in(scope, tmp_path / "notes.jsonl")

    (hit,) = await search.Finder(deadline_s=20).find(scope, "beach stroll")
    assert hit.why == ("meaning",)


async def test_a_machine_without_a_model_is_told_that_words_alone_are_measured(scope, tmp_path, capsys):
    scope.ports.vectors = Meanings()
    scope.ports.vectors.state = lambda: "absent"
    (tmp_path / "notes.jsonl").write_text(NOTE)

    await take_in(scope, tmp_path / "notes.jsonl")

    assert "words only" in capsys.readouterr().err
    assert [hit.why for hit in await search.Finder().find(scope, "shore")] == [("title",)]
