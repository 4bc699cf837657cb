"""Cards of notes for one reader, rendered: the piece that every list is made of.

A card's HTML is kept in a cache bounded by bytes under a key of everything that shows in it. Who may see
a note and how it stands now are asked for each page, before the cache.
"""

import base64
import secrets
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import msgspec
from markupsafe import Markup, escape

from hongqiao.features import notes, reactions
from hongqiao.features.notes import NoteCard, NoteLine
from hongqiao.features.reactions import Kind
from hongqiao.features.translation import Text
from hongqiao.kernel.ids import NoteId, to_public
from hongqiao.kernel.text import width_em
from hongqiao.web import sieve
from hongqiao.web.chinese import chinese_tag
from hongqiao.web.people_lines import PersonLine, people_lines
from hongqiao.web.request import Here
from hongqiao.web.shown import NOTHING, Shown, show
from hongqiao.web.veils import veiled_among

AUDIENCES = ("public", "followers", "me")
_BRIEF_EM = 11.0
_EAGER, _FIRST = 8, 2
_WHY = Markup(f"why-{secrets.token_hex(8)}")
"""Stands for a reason in a kept card: reasons differ between readers, cards hardly do."""


class Cover(msgspec.Struct, frozen=True):
    """What a card shows on top: a picture, or the title set as one; `alt` are the words for it."""

    kind: str
    key: str = ""
    width: int = 0
    height: int = 0
    widths: tuple[int, ...] = ()
    thumb: str = ""
    alt: Shown = NOTHING
    style: str = ""
    colour: str = ""
    veiled: bool = False


class Found(msgspec.Struct, frozen=True):
    """How a search came upon a note that doesn’t hold the words themselves, in a few words; else empty."""

    words: str = ""
    icon: str = ""


class CardView(msgspec.Struct, frozen=True):
    """A note as a card shows it."""

    id: str
    ratio: str
    cover: Cover
    pictures: int
    title: Shown
    author: PersonLine
    likes: int
    liked: bool
    ai: bool
    commercial: str
    audience: str
    reason: str
    topic: str
    found: Found
    marks: frozenset[str] = frozenset()

    @property
    def path(self) -> str:
        return f"/notes/{self.id}"

    @property
    def is_brief(self) -> bool:
        is_alone = self.title.state in ("original", "author") and not self.title.both
        return is_alone and width_em(self.title.words) < _BRIEF_EM


_PLAINLY = Found()


async def card_pieces(at: Here, ids: Sequence[NoteId], *, reason: str = "") -> bytes:
    """HTML (UTF-8) of the cards that the viewer may see, in order, as items of a masonry list."""
    lines = await notes.lines(at.scope, ids)
    return await cards_of(at, lines, dict.fromkeys((line.id for line in lines), reason))


async def suggested_pieces(at: Here, ids: Sequence[NoteId], *, reason: str = "") -> bytes:
    """As feed_pieces, without notes that a decision keeps from being recommended."""
    lines = await notes.lists.suggested(at.scope, ids)
    return await cards_of(at, lines, dict.fromkeys((line.id for line in lines), reason))


async def feed_pieces(at: Here, ids: Sequence[NoteId], *, reason: str = "") -> bytes:
    """As card_pieces, without notes of people whom the viewer muted: for feeds."""
    lines = await notes.lists.feed_lines(at.scope, ids)
    return await cards_of(at, lines, dict.fromkeys((line.id for line in lines), reason))


async def cards_of(
    at: Here,
    lines: Sequence[NoteLine],
    reasons: Mapping[NoteId, str],
    found: Mapping[NoteId, Found] = MappingProxyType({}),
) -> bytes:
    """The same for lines that the viewer may see, as `notes.lines` just said, each with its own reason."""
    shown_ids = [line.id for line in lines]
    liked = await reactions.liked_among(at.scope, Kind.NOTE, shown_ids) if at.reader.is_signed_in else ()
    apart = await reactions.likes_apart(at.scope, Kind.NOTE, shown_ids)
    lines = [_without(line, apart) for line in lines] if apart else lines
    faces = await faces_of(at, lines)
    shown = await show(at, [text for _, texts in faces.values() for text in texts])
    authors = await people_lines(at, [line.author_id for line in lines])
    sifted = await sieve.sifted(at, lines, faces, shown)
    veiled = await veiled_among(at, [face.key for face, _ in faces.values() if face.key])
    pieces: list[bytes] = []
    for line in lines:
        author = authors.get(line.author_id)
        if author is None or line.id not in faces or sieve.is_left_out(sifted.get(line.id)):
            continue
        if faces[line.id][0].key in veiled.hidden:
            continue
        face, texts = faces[line.id]
        words = tuple(shown[text.ref] for text in texts)
        place = len(pieces)
        eager = 0 if at.reader.partial or place >= _EAGER else 2 if place < _FIRST else 1
        reason = reasons.get(line.id, "")
        way = found.get(line.id, _PLAINLY)
        is_veiled = face.key in veiled.blurred
        piece = _piece(at, line, face, words, author, line.id in liked, bool(reason), way, eager, is_veiled)
        piece = piece.replace(_WHY.encode(), str(escape(reason)).encode()) if reason else piece
        pieces.append(_folded(at, sifted[line.id].words, piece) if line.id in sifted else piece)
    return b"".join(pieces)


def _folded(at: Here, words: str, piece: bytes) -> bytes:
    """The card behind a line that names the filter; opening it shows what there is."""
    inner = piece.decode().removeprefix('<li class="masonry__item">').removesuffix("</li>\n")
    html = at.site.rendering.render("notes/_folded.html", at.reader, words=words, inner=Markup(inner))
    return html.encode()


def _without(line: NoteLine, apart: Mapping[int, int]) -> NoteLine:
    """The line without likes of those from whom a block parts the viewer."""
    return msgspec.structs.replace(line, likes=max(0, line.likes - apart.get(line.id, 0)))


def _piece(
    at: Here,
    line: NoteLine,
    face: NoteCard,
    words: tuple[Shown, ...],
    author: PersonLine,
    liked: bool,
    has_reason: bool,
    found: Found,
    eager: int,
    is_veiled: bool,
) -> bytes:
    key = (
        line.id,
        line.revision,
        line.likes,
        liked,
        is_veiled,
        at.reader.locale,
        *(one.stamp for one in words),
        author.name,
        has_reason,
        found.words,
        eager,
        *line.marks,
    )
    held = at.site.fragments.get(key)
    if held is None:
        why = _WHY if has_reason else ""
        shown = {"liked": liked, "reason": why, "found": found, "is_veiled": is_veiled}
        card = card_view(line, face, words, author, **shown)
        held = at.site.rendering.render(
            "notes/_card.html", at.reader, card=card, eager=eager > 0, first=eager == 2
        ).encode()
        at.site.fragments.put(key, held, len(held) + 600)
    return held


def card_view(
    line: NoteLine,
    face: NoteCard,
    words: tuple[Shown, ...],
    author: PersonLine,
    *,
    liked: bool,
    reason: str = "",
    found: Found = _PLAINLY,
    is_veiled: bool = False,
) -> CardView:
    """The card's values, before they are HTML; `words` are its title and, if there is one, the cover's."""
    return CardView(
        id=to_public(line.id),
        ratio=face.ratio or "3x4",
        cover=cover_of(face, *words, is_veiled=is_veiled),
        pictures=face.picture_count,
        title=words[0],
        author=author,
        likes=line.likes,
        liked=liked,
        ai=face.is_ai,
        commercial=face.commercial,
        audience=AUDIENCES[face.audience],
        reason=reason,
        topic=face.topics[0] if face.topics else "",
        found=found,
        marks=frozenset(line.marks),
    )


def cover_of(face: NoteCard, title: Shown, alt: Shown = NOTHING, *, is_veiled: bool = False) -> Cover:
    """The first picture with its description, unless the author set the title as cover."""
    if face.cover_style or face.key is None:
        return Cover("text", style=face.cover_style or "plain", alt=title)
    return Cover(
        "picture",
        face.key,
        face.width or 0,
        face.height or 0,
        tuple(face.widths or ()),
        base64.b64encode(face.thumbhash or b"").decode(),
        alt,
        "",
        face.colour or "",
        is_veiled,
    )


async def faces_of(at: Here, lines: Sequence[NoteLine]) -> Mapping[NoteId, tuple[NoteCard, tuple[Text, ...]]]:
    """What stays the same for a revision, and its title as a text, with the cover's description if there is
    one; from memory where it is held.
    """
    found: dict[NoteId, tuple[NoteCard, tuple[Text, ...]]] = {}
    missing: list[NoteId] = []
    for line in lines:
        held = at.site.faces.get((line.id, line.revision, line.lang))
        if held is None:
            missing.append(line.id)
        else:
            found[line.id] = held
    for face in (await notes.cards(at.scope, missing)).values():
        texts = (face.title_text, face.cover_text) if face.alt else (face.title_text,)
        found[face.id] = (face, tuple(_in_script(text) for text in texts))
        at.site.faces.put((face.id, face.revision, face.lang), found[face.id], 1_200 + 8 * len(face.title))
    return found


def _in_script(text: Text) -> Text:
    """With the script of Chinese told once, not at each look."""
    return (
        msgspec.structs.replace(text, lang=chinese_tag(text.words, text.lang)) if text.lang == "zh" else text
    )
