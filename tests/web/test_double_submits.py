"""The same press twice, or twenty at once: one effect. Cases E8, F1, F3."""

import re
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.web.test_hostile_forms import notes_of
from tests.web.visitor import Answer, Visitor, new_handle


def at_once(acts: Sequence[Callable[[], Any]]) -> list[Any]:
    """All of them at the same moment, each from a thread of its own."""
    with ThreadPoolExecutor(len(acts)) as threads:
        return [done.result() for done in [threads.submit(act) for act in acts]]


def test_publishing_twice_at_once_makes_one_note(mei):
    draft = mei.start_draft()
    mei.token()

    answers = at_once(
        [lambda: mei.post(f"/compose/{draft}/publish", {"title": "Once", "cover_style": "memo"})] * 6
    )

    assert {answer.status for answer in answers} <= {303, 409}, answers
    assert len({answer.location for answer in answers if answer.status == 303}) == 1
    assert len(set(notes_of(mei))) == 1


def test_a_second_press_later_finds_the_note_of_the_first(mei):
    draft = mei.start_draft()
    first, second = (
        mei.post(f"/compose/{draft}/publish", {"title": "Once", "cover_style": "memo"}) for _ in range(2)
    )

    assert first.status == second.status == 303
    assert first.location == second.location
    assert len(set(notes_of(mei))) == 1


def test_the_same_comment_twice_at_once_is_said_once(mei, diego):
    note = mei.publish("A note")
    diego.token()

    answers = at_once([lambda: diego.say(note, "Just once, please")] * 6)

    assert {answer.status for answer in answers} <= {303, 409}, answers
    assert mei.get(note).text.count("Just once, please</p>") == 1


def test_fifty_who_want_one_handle_at_once_get_one_account(visit):
    handle, visitors = new_handle("mei"), [visit() for _ in range(50)]
    for visitor in visitors:
        visitor.token()

    answers = at_once(
        [
            lambda visitor=visitor: visitor.post("/sign-up", visitor.sign_up_form(handle))
            for visitor in visitors
        ]
    )

    assert sorted(answer.status for answer in answers) == [303, *[422] * 49]


def test_a_thousand_likes_at_once_count_once(mei, diego):
    note = mei.publish("A note")
    diego.token()

    def press_forty_times() -> list[Answer]:
        return [diego.post(f"{note}/like", {"to": "on"}) for _ in range(40)]

    answers = [one for many in at_once([press_forty_times] * 25) for one in many]

    assert {answer.status for answer in answers} == {303}
    _comes_to(mei, note, "1")


@pytest.mark.parametrize("path", ["/people/{handle}/follow", "{note}/save"])
def test_following_and_saving_twice_at_once_is_done_once(mei, diego, path):
    note = mei.publish("A note")
    diego.token()

    answers = at_once([lambda: diego.post(path.format(handle=mei.handle, note=note), {"to": "on"})] * 8)

    assert {answer.status for answer in answers} == {303}
    followers = diego.get(f"/people/{mei.handle}/followers").text
    assert followers.count(f'href="/people/{diego.handle}"') <= 4


def test_withdrawing_and_editing_at_once_never_brings_the_note_back(mei):
    note = mei.publish("A note")
    draft = mei.get(f"{note}/edit").location

    at_once(
        [
            lambda: mei.post(f"{note}/withdraw"),
            lambda: mei.post(f"{draft}/publish", {"title": "Changed", "cover_style": "memo"}),
        ]
    )

    assert mei.get(note).status == 404
    assert notes_of(mei) == []


def _comes_to(reader: Visitor, note: str, likes: str) -> None:
    """Counts follow the presses within seconds."""
    deadline, found = time.monotonic() + 10, None
    while found is None or found[1] != likes:
        assert time.monotonic() < deadline, found
        time.sleep(0.2)
        found = re.search(r'formaction="[^"]*/like".*?data-count="(\d+)"', reader.get(note).text, re.DOTALL)
