"""What is reported, as it stands at this moment, for somebody who may see it."""

import hashlib

from hongqiao.features import comments, notes, people, trust
from hongqiao.features.translation import Text
from hongqiao.kernel.errors import NotFound
from hongqiao.kernel.ids import CommentId, NoteId, to_public
from hongqiao.web.request import Here, id_in_path


async def evidence_about(at: Here, about: str) -> trust.casework.Evidence:
    """The evidence of "note:ID", "comment:ID" or "account:HANDLE". Raises NotFound."""
    kind, _, name = about.partition(":")
    if kind == "note":
        return await _of_note(at, NoteId(id_in_path(name)))
    if kind == "comment":
        return await _of_comment(at, CommentId(id_in_path(name)))
    if kind == "account":
        return await _of_account(at, name)
    raise NotFound


async def _of_note(at: Here, note_id: NoteId) -> trust.casework.Evidence:
    whole = await notes.note(at.scope, note_id)
    name, author_id = to_public(note_id), whole.row.author_id
    return trust.casework.Evidence(
        subject=f"note:{name}",
        kind="note",
        person_id=author_id,
        handle=await _handle(at, author_id),
        parties=(),
        path=f"/notes/{name}",
        version=str(whole.row.revision),
        texts=tuple(text for text in whole.texts if text.words),
        pictures=tuple(picture.key for picture in whole.pictures),
    )


async def _of_comment(at: Here, comment_id: CommentId) -> trust.casework.Evidence:
    said = await comments.visible(at.scope, comment_id)
    facts = await notes.visible(at.scope, said.note_id)
    name = to_public(comment_id)
    return trust.casework.Evidence(
        subject=f"comment:{name}",
        kind="comment",
        person_id=said.author_id,
        handle=await _handle(at, said.author_id),
        parties=(said.note_author_id,),
        path=f"/notes/{to_public(said.note_id)}#comment-{name}",
        version="1",
        texts=(comments.text_of(said, is_public=facts.audience == 0),),
    )


async def _of_account(at: Here, handle: str) -> trust.casework.Evidence:
    profile = await people.person(at.scope, handle)
    name = Text(f"person:{profile.handle}:name", profile.name, profile.lang)
    texts = tuple(text for text in (name, profile.bio_text, profile.place_text) if text.words)
    words = "\x00".join(text.words for text in texts)
    return trust.casework.Evidence(
        subject=f"account:{to_public(profile.id)}",
        kind="account",
        person_id=profile.id,
        handle=profile.handle,
        parties=(),
        path=f"/people/{profile.handle}",
        version=hashlib.sha256(words.encode()).hexdigest()[:16],
        texts=texts,
    )


async def _handle(at: Here, account_id: int) -> str:
    found = await people.people(at.scope, [account_id])  # type: ignore[list-item]
    return next((person.handle for person in found.values()), "")
