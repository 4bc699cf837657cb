"""What a note may be, and who may see it: pure rules."""

from collections.abc import Sequence
from datetime import datetime
from enum import IntEnum

import msgspec

from hongqiao.features import trust
from hongqiao.features.accounts import INTERESTS
from hongqiao.features.translation import Text
from hongqiao.kernel.bounds import declare_bound
from hongqiao.kernel.errors import Invalid, mark
from hongqiao.kernel.ids import AccountId, DraftId, NoteId, to_public
from hongqiao.kernel.language import guess_lang
from hongqiao.kernel.scope import Viewer
from hongqiao.kernel.text import clean_block, clean_line, tokens, topic_slug

TITLE_LENGTH = declare_bound("note title", 100)
BODY_LENGTH = declare_bound("note words", 5_000)
PLACE_LENGTH = declare_bound("note place", 60)
ALT_LENGTH = declare_bound("picture words", 500)
TOPICS_AT_MOST = declare_bound("topics", 10)
COVER_STYLES = ("memo", "poster", "bubble", "book", "grid", "news", "night", "plain")
COMMERCIAL = ("", "ad", "gift")
"""What a note may declare: nothing, that somebody pays for it, that something was given for it."""

LIVE, WITHDRAWN, HELD, AWAY = 0, 1, 2, 3
ADULTS, DEMOTED = "age-gate", "demote"
"""Marks that decide more than how a note looks."""


class Audience(IntEnum):
    """Who may see a note."""

    PUBLIC = 0
    FOLLOWERS = 1
    ME = 2


class Replies(IntEnum):
    """Who may say something under a note."""

    EVERYONE = 0
    FOLLOWERS = 1
    FOLLOWED = 2
    NOBODY = 3


class DraftPicture(msgspec.Struct, frozen=True):
    """A picture in a draft: its key in the media feature, and words for those who cannot see it."""

    key: str
    alt: str = ""


class NoteDraft(msgspec.Struct, frozen=True):
    """A note being written. `edits` names the published note that it will change."""

    id: DraftId
    title: str = ""
    body: str = ""
    place: str = ""
    subject: str = ""
    audience: Audience = Audience.PUBLIC
    is_ai: bool = False
    commercial: str = ""
    cover_style: str = ""
    pictures: tuple[DraftPicture, ...] = ()
    version_lang: str = ""
    version_title: str = ""
    version_body: str = ""
    replies: Replies = Replies.EVERYONE
    edits: NoteId | None = None
    saved_at: datetime | None = None


class NoteFacts(msgspec.Struct, frozen=True):
    """What decides who may see a note, and a little more that callers need."""

    id: NoteId
    author_id: AccountId
    audience: int
    lang: str
    title: str
    replies: int = 0


class NoteLine(msgspec.Struct, frozen=True):
    """What changes about a note in a list."""

    id: NoteId
    author_id: AccountId
    audience: int
    revision: int
    lang: str
    likes: int
    marks: list[str] = []
    barred: list[str] = []


class NoteCard(msgspec.Struct, frozen=True):
    """What stays the same for a revision of a note."""

    id: NoteId
    author_id: AccountId
    revision: int
    title: str
    lang: str
    audience: int
    is_ai: bool
    commercial: str
    cover_style: str
    topics: list[str]
    picture_count: int
    key: str | None
    width: int | None
    height: int | None
    widths: list[int] | None
    ratio: str | None
    thumbhash: bytes | None
    colour: str | None
    alt: str | None

    @property
    def title_text(self) -> Text:
        """The title as a text to translate."""
        return _text(self.id, "title", self.title, self.lang, self.author_id, self.audience == 0)

    @property
    def cover_text(self) -> Text:
        """What the cover shows, in words, as a text to translate; without words when it is not described."""
        alt = self.alt or ""
        lang = guess_lang(alt, author_lang=self.lang)
        return _text(self.id, "alt0", alt, lang, self.author_id, self.audience == 0)


class Topic(msgspec.Struct, frozen=True):
    """A topic, named as its first author wrote it."""

    slug: str
    name: str
    notes: int
    lang: str

    @property
    def text(self) -> Text:
        """The name as a text to translate."""
        return Text(f"topic:{self.slug}:name", self.name, self.lang)


def may_see(
    viewer_id: int | None, *, author_id: int, audience: int, follows: bool, parted: bool = False
) -> bool:
    """The one rule for notes. `follows`: whether the viewer follows the author; `parted`: whether a block
    stands between the two. The notes of a private account are for followers at the widest.
    """
    if viewer_id == author_id:
        return True
    if parted:
        return False
    if audience == Audience.PUBLIC:
        return True
    return audience == Audience.FOLLOWERS and follows


def is_open_to(viewer: Viewer, *, author_id: int, marks: Sequence[str], barred: Sequence[str]) -> bool:
    """Whether decisions leave the note open to this viewer. What a law hides in a country is hidden, too,
    from those of whom no country is known; what is for adults, from all who did not say that they are.
    """
    if viewer.account_id == author_id:
        return True
    if trust.standing.is_barred(viewer, barred):
        return False
    return ADULTS not in marks or viewer.is_adult


def checked(draft: NoteDraft, *, pictures_at_most: int) -> NoteDraft:
    """The draft with its words cleaned; raises Invalid with a message for each field that is wrong."""
    wrong: dict[str, str] = {}
    cleaned = {
        name: _clean(draft, name, clean, limit, wrong)
        for name, clean, limit in (
            ("title", clean_line, TITLE_LENGTH),
            ("body", clean_block, BODY_LENGTH),
            ("place", clean_line, PLACE_LENGTH),
            ("version_title", clean_line, TITLE_LENGTH),
            ("version_body", clean_block, BODY_LENGTH),
        )
    }
    if not cleaned["title"]:
        wrong["title"] = mark("Give your note a title.")
    if draft.cover_style and draft.cover_style not in COVER_STYLES:
        wrong["cover_style"] = mark("There is no such cover style.")
    if draft.subject and draft.subject not in INTERESTS:
        wrong["subject"] = mark("There is no such subject.")
    if draft.commercial not in COMMERCIAL:
        wrong["commercial"] = mark("Say whether somebody paid or gave something for it.")
    if not draft.pictures and not draft.cover_style:
        wrong["pictures"] = mark("Add a picture, or set your title as the cover.")
    if len(draft.pictures) > pictures_at_most:
        wrong["pictures"] = mark("A note holds at most 18 pictures.")
    pictures = tuple(_checked_picture(picture, wrong) for picture in draft.pictures)
    if wrong:
        raise Invalid(fields=wrong)
    return msgspec.structs.replace(draft, pictures=pictures, **cleaned)


def _clean(draft: NoteDraft, name: str, clean: object, limit: int, wrong: dict[str, str]) -> str:
    try:
        words = clean(getattr(draft, name))  # type: ignore[operator]
    except ValueError as unusable:
        wrong[name] = str(unusable)
        return ""
    if len(words) > limit:
        wrong[name] = mark("This is too long.")
    return words


def _checked_picture(picture: DraftPicture, wrong: dict[str, str]) -> DraftPicture:
    try:
        alt = clean_line(picture.alt)
    except ValueError as unusable:
        wrong["pictures"], alt = str(unusable), ""
    if len(alt) > ALT_LENGTH:
        wrong["pictures"] = mark("A picture’s description has at most 500 characters.")
    return DraftPicture(picture.key, alt)


def texts_of(
    note_id: int, *, title: str, body: str, lang: str, author_id: int, is_public: bool
) -> tuple[Text, Text]:
    """Title and body as texts to translate; words that are not public are never shared between notes."""
    return (
        _text(note_id, "title", title, lang, author_id, is_public),
        _text(note_id, "body", body, lang, author_id, is_public),
    )


def small_texts_of(
    note_id: int,
    *,
    place: str,
    alts: Sequence[str],
    body: str,
    lang: str,
    author_id: int,
    is_public: bool,
) -> list[Text]:
    """Place, descriptions of pictures and #topics as texts to translate; those that have words.

    They are often in another language than the note: each is told by its script, in Latin by the note.
    """
    named = {"place": place, **{f"alt{at}": alt for at, alt in enumerate(alts)}}
    named |= {f"tag{at}": name for at, name in enumerate(named_topics(body).values())}
    return [
        _text(note_id, part, words, guess_lang(words, author_lang=lang), author_id, is_public)
        for part, words in named.items()
        if words
    ]


def named_topics(body: str) -> dict[str, str]:
    """Slug -> name, as written, of the first ten #topics."""
    named: dict[str, str] = {}
    for token in tokens(body):
        if token.kind == "topic" and (slug := topic_slug(token.value)) and len(named) < TOPICS_AT_MOST:
            named.setdefault(slug, token.value)
    return named


def subject_of(note_id: int) -> str:
    """The opaque name under which lower features know a note."""
    return f"note:{to_public(note_id)}"


def _text(note_id: int, part: str, words: str, lang: str, author_id: int, is_public: bool) -> Text:
    salt = "" if is_public else str(author_id)
    return Text(f"note:{to_public(note_id)}:{part}", words, lang, shared=is_public, owner_salt=salt)
