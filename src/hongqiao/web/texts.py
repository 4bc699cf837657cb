"""From the reference of a text to the text, if the viewer may see it."""

from collections.abc import Sequence

from hongqiao.features import comments, notes, people, reactions
from hongqiao.features.translation import Text
from hongqiao.kernel.errors import NotFound
from hongqiao.kernel.ids import BoardId, CommentId, NoteId, from_public
from hongqiao.web.request import Here

MOST_REFS = 40


async def texts_of_refs(at: Here, refs: Sequence[str]) -> dict[str, Text]:
    """The texts that the viewer may see, by reference; others are left out without a word."""
    found: dict[str, Text] = {}
    for ref in dict.fromkeys(refs[:MOST_REFS]):
        text = await _text_of(at, ref)
        if text is not None:
            found[ref] = text
    return found


async def _text_of(at: Here, ref: str) -> Text | None:
    kind, _, rest = ref.partition(":")
    name, _, _part = rest.partition(":")
    try:
        if kind == "note" and (id_ := from_public(name)) is not None:
            whole = await notes.note(at.scope, NoteId(id_))
            return next((text for text in whole.texts if text.ref == ref), None)
        if kind == "comment" and (id_ := from_public(name)) is not None:
            said = await comments.visible(at.scope, CommentId(id_))
            facts = await notes.visible(at.scope, said.note_id)
            return comments.text_of(said, is_public=facts.audience == 0)
        if kind == "person":
            profile = await people.person(at.scope, name)
            both = people.bio_text(profile), profile.place_text
            return next((text for text in both if text.ref == ref and text.words), None)
        if kind == "board" and (id_ := from_public(name)) is not None:
            return await _board_name(at, BoardId(id_))
        if kind == "topic":
            return (await notes.topics.topic(at.scope, name)).text
    except NotFound:
        return None
    return None


async def _board_name(at: Here, board_id: BoardId) -> Text | None:
    board = await reactions.board(at.scope, board_id)
    owners = await people.people(at.scope, [board.owner_id])
    return next((board.text(owner.lang) for owner in owners.values() if board.name), None)
