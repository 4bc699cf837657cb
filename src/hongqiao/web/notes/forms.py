"""The compose form: what was typed, laid over the draft that is kept."""

from collections.abc import Callable

import msgspec

from hongqiao.features.comments import welcome
from hongqiao.features.notes import DraftPicture, NoteDraft, lists
from hongqiao.kernel.errors import Invalid, mark
from hongqiao.kernel.language import NAMES
from hongqiao.web.cards import AUDIENCES
from hongqiao.web.request import Fields

Change = Callable[[NoteDraft], NoteDraft]


def typed(form: Fields) -> Change:
    """A change of a draft: the fields that the form carries, descriptions and order of pictures included."""
    words = {
        name: form.text(name)
        for name in ("title", "body", "place", "subject", "cover_style", "version_title", "version_body")
    }
    audience = form.text("audience", "public")
    if audience not in AUDIENCES:
        raise Invalid(fields={"audience": mark("Choose who can read it.")})
    lang = form.text("version_lang")
    replies = form.text("replies")
    alts = {name.removeprefix("alt-"): form.text(name) for name in form.names("alt-")}
    order = form.texts("order")

    def change(draft: NoteDraft) -> NoteDraft:
        return msgspec.structs.replace(
            draft,
            **words,
            is_ai=form.is_on("ai"),
            replies=lists.Replies(welcome.REPLIES.index(replies))
            if replies in welcome.REPLIES
            else draft.replies,
            commercial=form.text("commercial")[:8],
            version_lang=lang if lang in NAMES else "",
            audience=AUDIENCES.index(audience),
            pictures=_ordered(_described(draft.pictures, alts), order),
        )

    return change


def with_picture(key: str) -> Change:
    """A change that adds a picture at the end, once."""

    def change(draft: NoteDraft) -> NoteDraft:
        if any(picture.key == key for picture in draft.pictures):
            return draft
        return msgspec.structs.replace(draft, pictures=(*draft.pictures, DraftPicture(key)))

    return change


def without_picture(key: str) -> Change:
    """A change that takes a picture out."""

    def change(draft: NoteDraft) -> NoteDraft:
        return msgspec.structs.replace(draft, pictures=tuple(p for p in draft.pictures if p.key != key))

    return change


def with_moved_picture(key: str, to: str) -> Change:
    """A change that moves a picture one place earlier or later."""

    def change(draft: NoteDraft) -> NoteDraft:
        pictures = list(draft.pictures)
        at = next((place for place, picture in enumerate(pictures) if picture.key == key), None)
        if at is None:
            return draft
        picture = pictures.pop(at)
        pictures.insert(max(0, at - 1) if to == "earlier" else at + 1, picture)
        return msgspec.structs.replace(draft, pictures=tuple(pictures))

    return change


def all_of(*changes: Change) -> Change:
    """One change after the other."""

    def change(draft: NoteDraft) -> NoteDraft:
        for step in changes:
            draft = step(draft)
        return draft

    return change


def _described(pictures: tuple[DraftPicture, ...], alts: dict[str, str]) -> tuple[DraftPicture, ...]:
    return tuple(DraftPicture(p.key, alts.get(p.key, p.alt)) for p in pictures)


def _ordered(pictures: tuple[DraftPicture, ...], order: tuple[str, ...]) -> tuple[DraftPicture, ...]:
    """In the order of the form; pictures that another window added meanwhile stay at the end."""
    place = {key: number for number, key in enumerate(order)}
    return tuple(sorted(pictures, key=lambda picture: place.get(picture.key, len(place))))
