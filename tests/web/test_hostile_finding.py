"""Search, feeds and topics asked for what no browser asks: always an answer in words, never a fault."""

import json
import re
from urllib.parse import quote

import pytest

from hongqiao.kernel.paging import write_cursor
from tests.attacks.test_secrets_in_logs import logs
from tests.web.test_hostile_forms import TRACES, refused
from tests.web.test_search_pages import soon
from tests.web.visitor import Visitor, new_handle

QUERIES = (
    "\0", "quokka\0", "lang:\0", "from:\0", "place:\0", "\u202e" * 50, "a" * 50_000, '"' * 2_000, "-" * 3_000,
    "since:-1", "since:99999999y", "since:0000-01-01", "since:2024-99-99", "from:a from:b from:c from:d",
    "lang:zh lang:en lang:xx", "topic:" + "a" * 5_000, "' or 1=1 --", "🦘🦘",
)  # fmt: skip
"""What people type who mean no good."""
NAMES = ("\0", " ", "🐱", "..", "\u202e", "..%2F..%2Fetc", "a%2Fb", "%ED%A0%80")
"""What can be no topic and no place; those with % as they stand in an address."""
NUMBERS = ("²", "½", "٣", "-5", "3.5", "1e999", "nan", "9" * 5_000, "99999999999999999999", "")


@pytest.fixture(scope="module")
def mei(community) -> Visitor:
    return Visitor(community.origin).sign_up("mei")


@pytest.fixture(scope="module")
def note(community, mei) -> str:
    """A public note that search knows."""
    path = Visitor(community.origin).sign_up("diego").publish("Quokka at dawn", "#quokkas")
    soon(mei, "/search?q=quokka", "Quokka at dawn")
    return path


def id_of(note: str) -> str:
    return note.rpartition("/")[2]


@pytest.mark.parametrize("q", QUERIES, ids=lambda q: ascii(q[:12]))
def test_whatever_is_searched_for_gives_a_page(mei, note, q):
    for tab in ("notes", "people", "topics", "places"):
        answer = mei.get(f"/search?tab={tab}&q={quote(q)}")

        assert answer.status == 200, (tab, answer)
        assert not [trace for trace in TRACES if trace in answer.text]
    assert isinstance(json.loads(mei.get(f"/search/offers?q={quote(q)}").text), list)


def test_bytes_that_are_no_text_give_a_page(mei):
    assert mei.get("/search?q=%ED%A0%80&lang=%FF").status == 200
    assert mei.get("/search/offers?q=%FF%FE").status == 200


@pytest.mark.parametrize(
    "filters",
    [
        "lang=%00",
        "lang=zh%27",
        "since=%00",
        "tab=%00",
        "tab=x",
        "picture=%00",
        "after=-1",
        f"after={'9' * 400}",
    ],
)
def test_filters_that_are_none_are_as_if_not_there(mei, note, filters):
    assert mei.get(f"/search?q=quokka&{filters}").status == 200


def test_a_place_in_the_results_that_is_no_number_is_refused(mei):
    for after in ("abc", "1.5", "%00"):
        refused(mei.get(f"/search?q=quokka&after={after}"))


def test_a_search_with_a_nul_is_kept_in_the_history_without_it(mei, note):
    mei.get("/search?q=quokka%00")

    past = mei.get("/search").text

    assert "quokka" in past and "\0" not in past


@pytest.mark.parametrize("path", ["/following", "/topics/quokkas", "/places/berlin", "/subjects/food"])
def test_a_cursor_that_nobody_wrote_is_refused_or_an_empty_page(mei, path):
    for broken in ("%00", "A" * 5_000, write_cursor(1, 2), "MQ==", "-1"):
        refused(mei.get(f"{path}?after={broken}"))
    for beyond in (-(1 << 63), -1, 0, (1 << 63) - 1):
        assert mei.get(f"{path}?after={write_cursor(beyond)}").status == 200


@pytest.mark.parametrize("number", NUMBERS, ids=lambda number: ascii(number[:9]))
def test_seconds_that_are_none_are_left_out(mei, note, number):
    sent = {"seen": id_of(note), "opened": f"{id_of(note)}:{number}"}

    assert mei.post("/feed/met", sent).status == 204


@pytest.mark.parametrize(
    "seen", ["\0", "...", "0", "-1", "2.3.4", "JPwcyDCgEup", ".".join(["zzzzz"] * 10_000), "²"]
)
def test_ids_that_belong_to_nothing_are_left_out(mei, seen):
    assert mei.post("/feed/met", {"seen": seen, "opened": f"{seen}:4"}).status == 204


@pytest.mark.parametrize("number", NUMBERS, ids=lambda number: ascii(number[:9]))
def test_a_mix_that_is_no_percentage_never_breaks_the_page(mei, number):
    for path in ("/feed/steer", "/me/feed"):
        answer = mei.post(path, {"mix": number, "mix_before": "x"})

        assert answer.status in (303, 422), answer
    assert mei.get("/me/feed").status == 200


@pytest.mark.parametrize("name", ["²", "9" * 5_000, "99999999999999999999", "-1", "\0", "x" * 100_000])
def test_forgetting_what_was_never_hidden_changes_nothing(mei, name):
    for kind in ("note", "author", "topic", "\0", "table"):
        assert mei.post("/me/feed/less/delete", {"kind": kind, "name": name}).status == 303


def test_steering_leads_nowhere_else(mei):
    for to in ("//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "/\nx"):
        assert mei.post("/feed/steer", {"next": to}).location == "/"


@pytest.mark.parametrize("topics", ["x" * 190_000, " ".join(f"t{n}" for n in range(1_000)), "\0", "\u202e#a"])
def test_a_list_of_topics_is_kept_in_bounds(mei, topics):
    answer = mei.post("/me/feed", {"topics": topics})

    assert answer.status in (303, 422)
    assert len(mei.get("/me/feed").text) < 200_000


@pytest.mark.parametrize("name", NAMES)
def test_what_can_be_no_topic_and_no_place_is_not_found(mei, name):
    in_path = name if "%" in name else quote(name)
    for path in (f"/topics/{in_path}", f"/topics/{in_path}/history", f"/places/{in_path}"):
        refused(mei.get(path))
    for act in ("follow", "changes", "changes/zzz/vote"):
        refused(mei.post(f"/topics/{in_path}/{act}", {"to": "on", "kind": "name", "name": "n", "lang": "en"}))


def test_a_name_is_proposed_without_signs_that_turn_the_page_around(visit):
    mei = visit().sign_up("mei")
    word = f"miu{new_handle('x')[2:]}"

    answer = mei.post("/topics/cats/changes", {"kind": "name", "name": f"\u202e{word}\u200b", "lang": "vi"})

    assert answer.status == 303
    page = mei.get("/topics/cats/history").text
    assert f"#{word}<" in page and "\u202e" not in page


@pytest.mark.parametrize(
    "fields",
    [
        [("kind", "name"), ("name", "\0"), ("lang", "vi")],
        [("kind", "name"), ("name", "x" * 60), ("lang", "vi")],
        [("kind", "name"), ("name", "meo"), ("lang", "\0")],
        [("kind", "name"), ("name", "🐱"), ("lang", "vi")],
        [("kind", "merge"), ("other", "\0"), ("other_lang", "xx")],
        [("kind", "split")],
        [("kind", "split"), *(("names", f"en:{number}") for number in range(500))],
        [("kind", "\0")],
    ],
    ids=str,
)
def test_a_proposal_that_breaks_a_rule_is_not_kept(visit, fields):
    mei = visit().sign_up("mei")

    answer = mei.post("/topics/cats/changes", fields)

    refused(answer)
    assert f"@{mei.handle}" not in mei.get("/topics/cats/history").text


@pytest.mark.parametrize(
    "path",
    [
        "/feed/met", "/feed/steer", "/me/feed", "/me/feed/forget", "/me/feed/less/delete", "{note}/less",
        "/search/history", "/topics/cats/follow", "/topics/cats/changes", "/topics/cats/changes/zzz/vote",
        "/lexicon/card/new", "/lexicon/card/edit", "/lexicon/card/off", "/lexicon/card/restore",
    ],
)  # fmt: skip
def test_a_form_that_is_not_from_our_page_does_nothing(mei, note, path):
    for token in (None, "0" * 40, "é"):
        answer = mei.post(path.format(note=note), {"kind": "name", "to": "on"}, token=token)

        assert answer.status == 403, answer
    assert mei.post(path.format(note=note), {}, headers={"origin": "https://evil.example"}).status == 403


def test_refusals_are_in_the_readers_language(visit):
    mei = visit("zh-CN").sign_up("mei", reads=("zh-Hans",))

    answer = mei.get("/search?q=x&after=abc")

    refused(answer)
    assert re.search(r"[\u4e00-\u9fff]", answer.words())


def test_nothing_of_this_left_a_trace_of_a_fault(community, mei):
    assert mei.get("/").status == 200
    told = logs(community)

    assert "Traceback" not in told, told[-3_000:]
