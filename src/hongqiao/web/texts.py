"""From the reference of a text to the text, if the viewer may see it."""

from collections.abc import Sequence

import msgspec

from hongqiao.features import comments, notes, people
from hongqiao.features.translation import Text
from hongqiao.kernel.errors import NotFound
from hongqiao.kernel.ids import AccountId, CommentId, NoteId, from_public, to_public
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
    if kind == "note" and (id_ := from_public(name)) is not None:
        row = (await notes.note(at.scope, NoteId(id_))).row
        both = notes.texts_of(
            row.id,
            title=row.title,
            body=row.body,
            lang=row.lang,
            author_id=row.author_id,
            is_public=row.audience == 0,
        )
        for text in both:
            if text.ref == ref:
                return Place(text, AccountId(row.author_id), f"/notes/{name}")
    if kind == "comment" and (id_ := from_public(name)) is not None:
        said = await comments.visible(at.scope, CommentId(id_))
        facts = await notes.visible(at.scope, said.note_id)
        text = comments.text_of(said, is_public=facts.audience == 0)
        if text.ref == ref:
            return Place(text, said.author_id, f"/notes/{to_public(facts.id)}#comment-{name}")
    if kind == "person":
        known = await people.person(at.scope, name)
        text = people.bio_text(known)
        if text.ref == ref:
            return Place(text, known.id, f"/people/{name}")
    raise NotFound
