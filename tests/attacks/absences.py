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
from tests.web.visitor import Visitor, media_in, new_handle

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
    picture: str = ""

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
    scene.picture = media_in(noor.get(scene.note).text)[0]
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


def removed_by_decision(scene: Scene) -> Visitor:
    """A moderator decides about it."""
    decide(scene, f"note:{scene.id}", action="remove")
    return scene.noor


def hidden_in_my_country(scene: Scene) -> Visitor:
    """A law of one country; luma reads from another one, and it stays there for her."""
    live_in(scene.noor, "DE")
    live_in(scene.luma, "JP")
    decide(scene, f"note:{scene.id}", action="hide", countries="DE")
    return scene.noor


def hidden_in_some_country_and_i_named_none(scene: Scene) -> Visitor:
    decide(scene, f"note:{scene.id}", action="hide", countries="DE")
    return scene.noor


def author_hidden_in_my_country(scene: Scene) -> Visitor:
    """The whole account."""
    live_in(scene.noor, "DE")
    decide(scene, f"account:{scene.mei.handle}", action="hide", countries="DE FR")
    return scene.noor


def gated_and_i_am_an_adolescent(scene: Scene) -> Visitor:
    """Somebody of fourteen or fifteen, who follows the author."""
    young = Visitor(scene.community.origin).sign_up("young", age="14-15")
    assert young.post(f"/people/{scene.mei.handle}/follow", {"to": "on"}).status == 303
    decide(scene, f"note:{scene.id}", action="age-gate")
    return young


def author_suspended(scene: Scene) -> Visitor:
    decide(scene, f"account:{scene.mei.handle}", action="suspend", days="7")
    return scene.noor


def author_ended_by_two(scene: Scene) -> Visitor:
    path = decide(scene, f"account:{scene.mei.handle}", action="terminate")
    other = _moderator(scene, "omar")
    assert other.post(f"{path}/confirm", {"do": "confirm"}).status == 303
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
    private_account_that_was_asked, removed_by_decision, hidden_in_my_country,
    hidden_in_some_country_and_i_named_none, author_hidden_in_my_country, gated_and_i_am_an_adolescent,
    author_suspended, author_ended_by_two, held_by_screening, left,
)  # fmt: skip


def decide(scene: Scene, about: str, **ruling: str) -> str:
    """Luma reports it and a moderator decides; returns the path of the case."""
    from tests.web.test_case_pages import RULING, case_about

    aisha = _moderator(scene, "aisha")
    told = {"about": about, "category": "scam", "words": scene.word}
    assert scene.luma.post("/report", told).status == 303
    path = case_about(aisha, scene.word)
    assert aisha.post(f"{path}/decide", {**RULING, **ruling}).status == 303
    return path


def live_in(who: Visitor, country: str) -> None:
    """They say so in their settings."""
    form = {"locale": "en", "reads": "en", "interests": "food", "name": who.handle, "country": country}
    assert who.post("/settings", form).status == 303


def _moderator(scene: Scene, name: str) -> Visitor:
    who = Visitor(scene.community.origin).sign_up(name)
    assert scene.community.run("admin", "role", who.handle, "moderator").returncode == 0
    who.cookies.pop("login")
    who._token = ""
    who.sign_in(who.handle)
    return who


def _edit(scene: Scene, audience: str, more: str = "") -> None:
    draft = scene.mei.get(f"{scene.note}/edit").location.rpartition("/")[2]
    whole = {
        "title": f"{scene.word} at home", "body": f"The {scene.word} sleeps. #{scene.word}s {more}",
        "subject": "pets", "place": f"{scene.word}burrow", "audience": audience,
    }  # fmt: skip
    assert scene.mei.post(f"/compose/{draft}/publish", whole).status == 303
