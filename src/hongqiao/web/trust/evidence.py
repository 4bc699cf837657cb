"""What is reported, as it stands at this moment, for somebody who may see it."""

import hashlib
from dataclasses import replace

from hongqiao.features import comments, notes, people, trust
from hongqiao.features.translation import Text
from hongqiao.kernel.errors import NotFound
from hongqiao.kernel.ids import CommentId, NoteId, to_public
from hongqiao.kernel.scope import Scope, Viewer
from hongqiao.web.request import Here, id_in_path


async def evidence_about(at: Here, about: str) -> trust.casework.Evidence:
    """The evidence of "note:ID", "comment:ID" or "account:HANDLE". Raises NotFound.

    A block keeps nobody from reporting a person: whom visitors see can be reported by members who may not.
    """
    try:
        return await _evidence(at.scope, about)
    except NotFound:
        if not about.startswith("account:"):
            raise
        return await _evidence(replace(at.scope, viewer=Viewer(country=at.scope.viewer.country)), about)


async def _evidence(scope: Scope, about: str) -> trust.casework.Evidence:
    kind, _, name = about.partition(":")
    if kind == "note":
        return await _of_note(scope, NoteId(id_in_path(name)))
    if kind == "comment":
        return await _of_comment(scope, CommentId(id_in_path(name)))
    if kind == "account":
        return await _of_account(scope, name)
    raise NotFound


async def _of_note(scope: Scope, note_id: NoteId) -> trust.casework.Evidence:
    whole = await notes.note(scope, note_id)
    name, author_id = to_public(note_id), whole.row.author_id
    return trust.casework.Evidence(
        subject=f"note:{name}",
        kind="note",
        person_id=author_id,
        handle=await _handle(scope, author_id),
        parties=(),
        path=f"/notes/{name}",
        version=str(whole.row.revision),
        texts=tuple(text for text in whole.texts if text.words),
        pictures=tuple(picture.key for picture in whole.pictures),
    )


async def _of_comment(scope: Scope, comment_id: CommentId) -> trust.casework.Evidence:
    said = await comments.visible(scope, comment_id)
    facts = await notes.visible(scope, said.note_id)
    name = to_public(comment_id)
    return trust.casework.Evidence(
        subject=f"comment:{name}",
        kind="comment",
        person_id=said.author_id,
        handle=await _handle(scope, said.author_id),
        parties=(said.note_author_id,),
        path=f"/notes/{to_public(said.note_id)}#comment-{name}",
        version="1",
        texts=(comments.text_of(said, is_public=facts.audience == 0),),
    )


async def _of_account(scope: Scope, handle: str) -> trust.casework.Evidence:
    profile = await people.person(scope, handle)
    if await trust.standing.hidden_among(scope, [profile.id]):
        raise NotFound
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


async def _handle(scope: Scope, account_id: int) -> str:
    found = await people.people(scope, [account_id])  # type: ignore[list-item]
    return next((person.handle for person in found.values()), "")
