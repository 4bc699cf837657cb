"""Somebody who types hostile words into every field of every form that the site shows them."""

import re
from collections.abc import Iterator, Sequence

from tests.attacks.forms import Field, Form, forms_of
from tests.attacks.vectors import VECTORS
from tests.web.visitor import Answer, Visitor, media_in

LEFT_ALONE = re.compile(
    r"/(sign-out|delete|withdraw|remove|discard|end|end-others|off|password|second-step|passkeys)$"
)
"""Addresses of forms that would end what is being looked at."""

_ID = re.compile(r"(?<=/)[0-9A-Za-z]{8,12}(?=/|$|\?)|(?<=[-:])[0-9A-Za-z]{8,32}\b")
_FREE = 200


class Typist:
    """Fills forms with the corpus, in turn, so that each vector is typed somewhere."""

    def __init__(self, who: Visitor, vectors: Sequence[str] = VECTORS) -> None:
        self.who, self._vectors, self._next = who, vectors, 0
        self.typed: set[tuple[str, str]] = set()
        self.used: set[str] = set()
        self.reflected: list[Answer] = []

    def visit(self, path: str) -> list[Form]:
        """Opens a page and sends each of its forms with something to type in; returns those."""
        forms = [form for form in forms_of(self.who.get(path).text, path) if form.texts()]
        for form in forms:
            if form.method == "post" and not LEFT_ALONE.search(form.action.partition("?")[0]):
                self.send(form)
        return forms

    def send(self, form: Form, **fixed: str) -> Answer:
        """Sends the form with hostile words wherever one types."""
        hostile = {one.name: self.words(one) for one in form.texts()}
        pairs = [(name, hostile.get(name, value)) for name, value in form.sent() if name not in fixed]
        pairs += fixed.items()
        self.typed |= {(kind_of(form.action), kind_of(one.name)) for one in form.texts()}
        answer = self.who.post(form.action, pairs, token=None if "csrf" in dict(pairs) else "")
        if answer.body and "text/html" in answer.headers.get("content-type", ""):
            self.reflected.append(answer)
        return answer

    def words(self, field: Field) -> str:
        """As many vectors as the field has room for: the next ones that fit."""
        room = min(field.longest or _FREE, 1_500)
        between = "\n" if field.kind == "textarea" else " "
        taken: list[str] = []
        for vector in self._turn():
            if len(between.join([*taken, vector])) > room:
                break
            taken.append(vector)
            self.used.add(vector)
            self._next += 1
        if not taken:  # no room for the next one: what fits of it
            taken = [self._vectors[self._next % len(self._vectors)][:room]]
            self._next += 1
        return between.join(taken)

    def _turn(self) -> Iterator[str]:
        for at in range(len(self._vectors)):
            yield self._vectors[(self._next + at) % len(self._vectors)]


def kind_of(name: str) -> str:
    """An address or a field without what tells one thing from another."""
    return re.sub(r"/people/\w+", "/people/*", _ID.sub("*", name.partition("?")[0]))


def town_of(mei: Visitor) -> list[str]:
    """Things of mei's to which forms belong; the pages on which these stand."""
    note = mei.publish("周末的咖啡馆和一只橘猫", "店里很安静，猫一直睡在窗边。 #tea", pictures=1)
    key = media_in(mei.get(note).text)[0].split("/")[2]
    draft = mei.start_draft()
    assert mei.add_picture(draft).status == 200
    mei.say(note, "下次带我一起去吧")
    board = mei.post("/boards", {"name": "想再去的小店"}).location
    ref = f"note:{note.rpartition('/')[2]}:body"
    assert key
    return [
        f"/compose/{draft}", mei.get(f"{note}/edit").location, note, f"{note}/versions", f"{note}/read",
        f"/people/{mei.handle}", f"/people/{mei.handle}?tab=boards", board, "/settings", "/me/feed",
        "/me/words", "/me/topics", "/topics/tea", "/topics/tea/history", "/search?q=tea", "/lexicon/cards",
        f"/translations/{ref}", f"/translations/{ref}/suggest",
        f"/report?about=note:{note.rpartition('/')[2]}", f"/report?about=account:{mei.handle}", "/",
        "/reading",
    ]  # fmt: skip
