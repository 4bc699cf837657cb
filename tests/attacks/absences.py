"""A note that stands everywhere, and the ways in which it stops being there for somebody.

Each way is a function that does it and gives back the viewer who must not see the note any more: whoever adds
a way adds a function to STATES.

Case D2.
"""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.entry.installation import Installation
from tests.web.visitor import Visitor, new_handle

PATIENCE_S = 60.0
"""For what a note needs to stand everywhere first: an index, an edition of Explore."""


@dataclass
class Scene:
    """A note of mei's, everywhere; noor, who meets it there; luma, who keeps it on a board."""

    community: Installation
    word: str
    mei: Visitor
    noor: Visitor
    luma: Visitor
    note: str = ""
    board: str = ""
    comment: str = ""

    @property
    def id(self) -> str:
        return self.note.rpartition("/")[2]


def set_up(community: Installation) -> Scene:
    """Publishes the note and waits until noor finds it wherever it should be."""
    word = new_handle("quokka").replace("_", "")
    mei, noor, luma = (Visitor(community.origin).sign_up(who) for who in ("mei", "noor", "luma"))
    for who in (noor, luma):
        assert who.post(f"/people/{mei.handle}/follow", {"to": "on"}).status == 303
    scene = Scene(community, word, mei, noor, luma)
    scene.note = mei.publish(
        f"{word} at home", f"The {word} sleeps. #{word}s", pictures=1, subject="pets", place=f"{word}burrow"
    )
    mei.say(scene.note, "Mine sleeps all day")
    scene.comment = mei.get(scene.note).text.split('id="comment-')[1].split('"')[0]
    scene.board = luma.post("/boards", {"name": "Open to all", "note": scene.id}).location
    scene.board = re.findall(r'href="(/boards/[^"?]+)"', luma.get(f"/people/{luma.handle}?tab=boards").text)[
        0
    ]
    for path in ("/", "/following", "/subjects/pets", f"/topics/{word}s", f"/search?q={word}", scene.board):
        until(lambda path=path: scene.note in noor.get(path).text, PATIENCE_S, path)
    return scene


def until(is_so: Callable[[], bool], seconds: float, what: str) -> None:
    """Waits for what follows apart from the request."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, what
        time.sleep(0.2)


def withdrawn(scene: Scene) -> Visitor:
    assert scene.mei.post(f"{scene.note}/withdraw").status == 303
    return scene.noor


def only_me(scene: Scene) -> Visitor:
    _edit(scene, "me")
    return scene.noor


def followers_only(scene: Scene) -> Visitor:
    """For luma's eyes; noor stops following."""
    _edit(scene, "followers")
    scene.noor.post(f"/people/{scene.mei.handle}/follow", {"to": "off"})
    return scene.noor


def author_blocked_me(scene: Scene) -> Visitor:
    assert scene.mei.post(f"/people/{scene.noor.handle}/block", {"to": "on"}).status == 303
    return scene.noor


def i_blocked_author(scene: Scene) -> Visitor:
    assert scene.noor.post(f"/people/{scene.mei.handle}/block", {"to": "on"}).status == 303
    return scene.noor


def private_account(scene: Scene) -> Visitor:
    assert scene.mei.post("/settings/people/privacy", {"account": "private"}).status == 303
    scene.noor.post(f"/people/{scene.mei.handle}/follow", {"to": "off"})
    return scene.noor


def private_account_that_was_asked(scene: Scene) -> Visitor:
    """CVE-2025-30741: a wish to follow that nobody answered gives nothing."""
    private_account(scene)
    assert scene.noor.post(f"/people/{scene.mei.handle}/follow", {"to": "on"}).status == 303
    return scene.noor


def hidden_by_decision(scene: Scene) -> Visitor:
    """A moderator decides about it."""
    from tests.web.test_case_pages import RULING, case_about

    aisha = Visitor(scene.community.origin).sign_up("aisha")
    assert scene.community.run("admin", "role", aisha.handle, "moderator").returncode == 0
    aisha.cookies.pop("login")
    aisha._token = ""
    aisha.sign_in(aisha.handle)
    sent = scene.luma.post("/report", {"about": f"note:{scene.id}", "category": "scam", "words": "Look"})
    assert sent.status == 303
    path = case_about(aisha, scene.word)
    assert aisha.post(f"{path}/decide", {**RULING, "action": "remove"}).status == 303
    return scene.noor


def held_by_screening(scene: Scene) -> Visitor:
    """An edit turns it into what software holds until a person looked."""
    _edit(scene, "public", more="Replica watches, best price. Order on WhatsApp and ask for the price list.")
    return scene.noor


def left(scene: Scene) -> Visitor:
    """Its author leaves the site; thirty days later it is erased."""
    assert scene.mei.post("/settings/leave", {"sure": "on"}).status == 303
    return scene.noor


STATES = (
    withdrawn, only_me, followers_only, author_blocked_me, i_blocked_author, private_account,
    private_account_that_was_asked, hidden_by_decision, held_by_screening, left,
)  # fmt: skip


def _edit(scene: Scene, audience: str, more: str = "") -> None:
    draft = scene.mei.get(f"{scene.note}/edit").location.rpartition("/")[2]
    whole = {
        "title": f"{scene.word} at home", "body": f"The {scene.word} sleeps. #{scene.word}s {more}",
        "subject": "pets", "place": f"{scene.word}burrow", "audience": audience,
    }  # fmt: skip
    assert scene.mei.post(f"/compose/{draft}/publish", whole).status == 303
