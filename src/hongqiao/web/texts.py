"""From the reference of a text to the text, if the viewer may see it."""

from collections.abc import Sequence

import msgspec

from hongqiao.features import comments, notes, people, reactions, trust
from hongqiao.features.translation import Text
from hongqiao.kernel.errors import NotFound
from hongqiao.kernel.ids import AccountId, BoardId, CommentId, NoteId, from_public, to_public
from hongqiao.web.people_lines import shown_profile
from hongqiao.web.request import Here

MOST_REFS = 40


class Place(msgspec.Struct, frozen=True):
    """A text where it stands: whose words they are, and the page that shows them."""

    text: Text
    author_id: AccountId
    path: str


async def texts_of_refs(at: Here, refs: Sequence[str]) -> dict[str, Text]:
    """The texts that the viewer may see, by reference; others are left out without a word."""
    found: dict[str, Text] = {}
    for ref in dict.fromkeys(refs[:MOST_REFS]):
        text = await _text_of(at, ref)
        if text is not None:
            found[ref] = text
    return found


async def _text_of(at: Here, ref: str) -> Text | None:
    try:
        return (await place_of(at, ref)).text
    except NotFound:
        return None


async def place_of(at: Here, ref: str) -> Place:
    """The text of this reference where it stands; raises NotFound unless the viewer may see it."""
    kind, _, rest = ref.partition(":")
    name, _, _part = rest.partition(":")
    is_open = kind == "statement" or not at.reader.is_confined  # see confining.py
    find = _PLACES.get(kind) if is_open else None
    place = await find(at, name, ref) if find is not None else None
    if place is None or not place.text.words:
        raise NotFound
    return place


async def _in_note(at: Here, name: str, ref: str) -> Place | None:
    id_ = from_public(name)
    if id_ is None:
        return None
    whole = await notes.note(at.scope, NoteId(id_))
    author = AccountId(whole.row.author_id)
    return next((Place(text, author, f"/notes/{name}") for text in whole.texts if text.ref == ref), None)


async def _in_comment(at: Here, name: str, ref: str) -> Place | None:
    id_ = from_public(name)
    if id_ is None:
        return None
    said = await comments.visible(at.scope, CommentId(id_))
    facts = await notes.visible(at.scope, said.note_id)
    if not await people.people(at.scope, [said.author_id]):
        return None  # whoever said it has left
    text = comments.text_of(said, is_public=facts.audience == 0)
    path = f"/notes/{to_public(facts.id)}#comment-{name}"
    return Place(text, said.author_id, path) if text.ref == ref else None


async def _of_person(at: Here, name: str, ref: str) -> Place | None:
    profile = await shown_profile(at, name)
    shown = [profile.bio_text]
    if await people.boundaries.is_open(at.scope, profile):  # a private account shows name and bio only
        shown.append(profile.place_text)
    return next((Place(text, profile.id, f"/people/{name}") for text in shown if text.ref == ref), None)


async def _of_board(at: Here, name: str, _ref: str) -> Place | None:
    id_ = from_public(name)
    if id_ is None:
        return None
    board = await reactions.board(at.scope, BoardId(id_))
    owners = await people.people(at.scope, [board.owner_id])
    return next(
        (Place(board.text(owner.lang), owner.id, f"/boards/{name}") for owner in owners.values()), None
    )


async def _of_topic(at: Here, name: str, _ref: str) -> Place | None:
    return Place((await notes.topics.topic(at.scope, name)).text, AccountId(0), f"/topics/{name}")


async def _in_case(at: Here, name: str, ref: str) -> Place | None:
    id_ = from_public(name)
    if id_ is None:
        return None
    found = await trust.cases.case_file(at.scope, id_)
    author, path = AccountId(found.case.person_id), f"/admin/cases/{name}"
    return next((Place(text, author, path) for text in found.texts if text.ref == ref), None)


async def _in_statement(at: Here, name: str, ref: str) -> Place | None:
    id_ = from_public(name)
    if id_ is None:
        return None
    told = (await trust.statement.statement(at.scope, id_)).statement
    texts, path = trust.statement.texts_of(told), f"/statements/{name}"
    return next((Place(text, told.person_id, path) for text in texts if text.ref == ref), None)


_PLACES = {
    "note": _in_note,
    "comment": _in_comment,
    "person": _of_person,
    "board": _of_board,
    "topic": _of_topic,
    "case": _in_case,
    "statement": _in_statement,
}
