"""The command line translates JSON lines through the site's own pipeline, and says what it could not."""

import io
import json

from hongqiao.entry import translate
from hongqiao.entry.environment import read_settings
from tests.fakes import FakeEngine


def lines_of(monkeypatch, tmp_path, given: list[str], *, engines=None, engine="", target="en", source="auto"):
    monkeypatch.setattr(
        translate, "engines_for", lambda _settings: [FakeEngine()] if engines is None else engines
    )
    out = io.BytesIO()
    code = translate.translate_lines(
        read_settings(tmp_path, {}),
        [line.encode() + b"\n" for line in given],
        out,
        target=target,
        source=source,
        engine=engine,
    )
    return code, [json.loads(line) for line in out.getvalue().splitlines()]


def test_each_line_comes_back_with_engine_version_tier_and_time(monkeypatch, tmp_path):
    code, answers = lines_of(monkeypatch, tmp_path, ['{"id": 7, "text": "周末去哪里喝咖啡？"}'])

    assert code == 0
    assert answers[0]["id"] == 7
    assert answers[0]["from"] == "zh"
    assert answers[0]["engine"] == FakeEngine().name
    assert answers[0]["version"] == FakeEngine().version
    assert answers[0]["tier"] in ("good", "doubtful")
    assert answers[0]["text"] != "周末去哪里喝咖啡？"
    assert answers[0]["ms"] >= 0


def test_what_has_no_words_or_is_read_already_comes_back_as_it_is(monkeypatch, tmp_path):
    given = ['{"id": 1, "text": "666 😂"}', '{"id": 2, "text": "Where is it?", "from": "en"}']

    _, answers = lines_of(monkeypatch, tmp_path, given)

    assert [(one["text"], one["tier"], one["flags"]) for one in answers] == [
        ("666 😂", "original", ["no-words"]),
        ("Where is it?", "original", ["same-language"]),
    ]


def test_the_engine_that_engines_toml_puts_first_for_a_pair_is_asked_first(monkeypatch, tmp_path):
    (tmp_path / "engines.toml").write_text("[scores.zh-en]\nsecond = 60.0\nfirst = 40.0\n")
    engines = [FakeEngine(name="first"), FakeEngine(name="second")]
    given = [
        '{"id": 1, "text": "周末去哪里喝咖啡？"}',
        '{"id": 2, "text": "Où est le café du coin ?", "from": "fr"}',
    ]

    _, answers = lines_of(monkeypatch, tmp_path, given, engines=engines)

    assert [one["engine"] for one in answers] == ["second", "first"]


def test_a_broken_line_is_told_and_the_others_go_on(monkeypatch, tmp_path, capsys):
    code, answers = lines_of(
        monkeypatch, tmp_path, ["nonsense", '{"text": 5}', '{"id": "b", "text": "你好吗"}']
    )

    assert code == 1
    assert [one["id"] for one in answers] == ["b"]
    assert "line 1" in capsys.readouterr().err


def test_without_an_engine_for_the_pair_the_original_comes_back(monkeypatch, tmp_path):
    engine = FakeEngine()
    engine.pairs = lambda source, target: False

    code, answers = lines_of(monkeypatch, tmp_path, ['{"id": 1, "text": "你好吗"}'], engines=[engine])

    assert code == 0
    assert (answers[0]["text"], answers[0]["flags"]) == ("你好吗", ["unavailable"])


def test_an_engine_that_is_not_there_is_refused_by_name(monkeypatch, tmp_path, capsys):
    code, answers = lines_of(monkeypatch, tmp_path, [], engine="babelfish")

    assert (code, answers) == (2, [])
    assert "babelfish" in capsys.readouterr().err
