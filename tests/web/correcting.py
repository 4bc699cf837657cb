"""What readers do on the pages of corrections, and what they see there."""

import re
import time

from tests.web.visitor import Visitor, value_of

PARTS = (
    "Blanch the cubed tofu in lightly salted water.",
    "The link is https://tofu.example/a and it was ¥18",
)


def ref_of(note: str, part: str = "body") -> str:
    return f"note:{note.removeprefix('/notes/')}:{part}"


def suggest(who: Visitor, note: str, parts=PARTS, **fields: str):
    """Sends a suggestion; once more when a translation came in between form and answer, as the page asks."""
    for _ in range(3):
        answer = send_suggestion(who, note, parts, **fields)
        if "base" in fields or "changed meanwhile" not in answer.words():
            break
    return answer


def send_suggestion(who: Visitor, note: str, parts, **fields: str):
    ref = ref_of(note)
    form = who.get(f"/translations/{ref}/suggest?to=en")
    assert form.status == 200, form
    link = re.search(r"tofu\.example/\w+", form.text)
    assert link
    said = {f"part-{number}": words.replace("tofu.example/a", link[0]) for number, words in enumerate(parts)}
    return who.post(
        f"/translations/{ref}/suggestions",
        {"to": "en", "base": value_of(form.text, "base"), **said, **fields},
    )


def record(who: Visitor, note: str) -> str:
    return who.get(f"/translations/{ref_of(note)}?to=en").text


def suggestion_in(page: str) -> str:
    found = re.search(r'id="suggestion-(\w+)"', page)
    assert found, page[:500]
    return found[1]


def decide(who: Visitor, note: str, id_: str, act: str, **fields: str):
    return who.post(f"/translations/{ref_of(note)}/suggestions/{id_}/{act}", {"to": "en", **fields})


def until_shows(who: Visitor, path: str, words: str, *, there: bool = True) -> str:
    """The page once it shows the words (or no more): held results last a minute at most."""
    deadline = time.monotonic() + 70
    while (words in (page := who.get(path).text)) is not there:
        assert time.monotonic() < deadline, f"{words!r} there={not there}"
        time.sleep(0.3)
    return page
