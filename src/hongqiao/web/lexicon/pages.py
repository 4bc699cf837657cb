"""Reading word by word, what a word means, and the word book of whoever learns."""

import asyncio

import msgspec
from litestar import Request, Response, get, post

from hongqiao.features import lexicon
from hongqiao.features.lexicon import Gloss, Word, wordbook
from hongqiao.features.site import declare_limit, spend
from hongqiao.features.translation import Text
from hongqiao.kernel.errors import NotFound, SignInNeeded, mark
from hongqiao.kernel.ids import to_public
from hongqiao.kernel.language import base_of
from hongqiao.web.lexicon.paths import card_path, gloss_path, read_path
from hongqiao.web.request import Here, fields, here, id_in_path
from hongqiao.web.texts import texts_of_refs

SAVES_BY_ACCOUNT = declare_limit("words saved", 600, 3_600)
_ENDINGS = {"csv": (",", "text/csv"), "tsv": ("\t", "text/tab-separated-values")}


class ReadingText(msgspec.Struct, frozen=True):
    """A text to be read word by word."""

    ref: str
    lang: str
    words: list[Word]

    @property
    def reading_lang(self) -> str:
        """The language tag of readings."""
        return reading_lang(self.lang)

    def href(self, word: Word) -> str:
        """Where the word is explained."""
        return gloss_path(self.ref, word.start)


def reading_lang(lang: str) -> str:
    """The language tag of readings: Japanese in kana, Chinese and Korean in Latin letters."""
    return {"ja": "ja-Hrkt"}.get(base_of(lang), f"{base_of(lang)}-Latn")


def page_of(ref: str) -> str:
    """The page on which a text stands."""
    kind, _, rest = ref.partition(":")
    name = rest.partition(":")[0]
    return {"note": f"/notes/{name}", "person": f"/people/{name}"}.get(kind, "")


@get("/notes/{note_id:str}/read")
async def read_note(request: Request, note_id: str) -> Response:
    """The learner's view of a note: its own words with readings above them."""
    refs = [f"note:{to_public(id_in_path(note_id))}:{part}" for part in ("title", "body")]
    return await _reading(here(request), refs, f"/notes/{note_id}")


@get("/lexicon/read")
async def read_text(request: Request, ref: str = "") -> Response:
    """The learner's view of any text that the viewer may see."""
    name = ref.split(":")[1] if ref.startswith("note:") and ref.count(":") == 2 else ""
    refs = [f"note:{name}:title", f"note:{name}:body"] if name else [ref]
    return await _reading(here(request), refs, page_of(ref))


@get("/lexicon/word")
async def word(request: Request, ref: str = "", at: int = 0) -> Response:
    """What one word of a text means: a page, or the piece of it that a script shows over the text."""
    where = here(request)
    text, found = await _gloss(where, ref, at)
    context = {
        "gloss": found,
        "ref": ref,
        "said": _said(where, found),
        "card": card_path(found.lang, found.term.terms[0]) if found.term else "",
        "reading_lang": reading_lang(text.lang),
        "dictionary": lexicon.dictionary_of(text.lang),
        "back_to": read_path(text.ref),
    }
    if where.reader.partial:
        return where.block("lexicon/word.html", "gloss", **context)
    return where.page("lexicon/word.html", **context)


@post("/me/words", status_code=200)
async def save(request: Request) -> Response:
    """Puts a word into the viewer's book, with its sentence."""
    at, form = here(request), await fields(request)
    if not at.reader.is_signed_in:
        raise SignInNeeded
    await spend(at.scope, SAVES_BY_ACCOUNT, at.reader.handle)
    ref, place = form.text("ref"), form.text("at")
    _, found = await _gloss(at, ref, int(place) if place.isdecimal() and len(place) < 8 else -1)
    async with at.scope.transaction() as tx:
        await wordbook.save_word(tx, found, page_of(ref))
    if at.reader.partial:
        return Response(None, status_code=204)
    return at.redirect("/me/words")


@get("/me/words")
async def words(request: Request, after: str = "") -> Response:
    """The viewer's word book."""
    at = here(request)
    page = await wordbook.saved_words(at.scope, after)
    listed = [{"id": to_public(row.id), "row": row} for row in page.items]
    return at.page(
        "lexicon/words.html", words=listed, next=f"/me/words?after={page.next}" if page.next else ""
    )


@post("/me/words/{word_id:str}/remove", status_code=200)
async def remove(request: Request, word_id: str) -> Response:
    """Takes a word out of the viewer's book."""
    at = here(request)
    async with at.scope.transaction() as tx:
        await wordbook.remove_word(tx, id_in_path(word_id))
    return at.redirect("/me/words")


@get("/me/words/export/{ending:str}")
async def export(request: Request, ending: str) -> Response:
    """The whole book for flash-card programs."""
    at = here(request)
    if ending not in _ENDINGS:
        raise NotFound
    separator, media_type = _ENDINGS[ending]
    lines = await wordbook.export_words(at.scope, separator)
    return Response(
        lines.encode(),
        media_type=f"{media_type}; charset=utf-8",
        headers={
            "content-disposition": f'attachment; filename="words.{ending}"',
            "cache-control": "no-store",
        },
    )


async def _reading(at: Here, refs: list[str], back: str) -> Response:
    texts = [text for text in (await texts_of_refs(at, refs)).values() if text.words]
    if not texts:
        raise NotFound
    terms = await at.site.cards.look(at.scope)
    read = [
        ReadingText(
            text.ref, text.lang, await asyncio.to_thread(lexicon.words_of, text.words, text.lang, terms)
        )
        for text in texts
    ]
    can_be_read = any(base_of(text.lang) in lexicon.READ_LANGS for text in texts)
    return at.page("lexicon/read.html", texts=read, back_to=back, can_be_read=can_be_read)


async def _gloss(at: Here, ref: str, place: int) -> tuple[Text, Gloss]:
    """The word at a place of a text that the viewer may see. Raises NotFound."""
    text = (await texts_of_refs(at, [ref])).get(ref)
    terms = await at.site.cards.look(at.scope)
    found = await asyncio.to_thread(lexicon.gloss, text.words, text.lang, place, terms) if text else None
    if text is None or found is None:
        raise NotFound(mark("There is no word here that could be looked up."))
    return text, found


def _said(at: Here, found: Gloss) -> dict[str, str]:
    """A term in the reader's language, or in English said to be English."""
    if found.term is None:
        return {}
    own, whole = base_of(at.reader.reads[0]), found.term_written == found.word.written
    lang = own if own in found.term.said else "en"
    why = own if own in found.term.why else "en"
    return {
        "lang": lang,
        "words": found.term.said.get(lang, ""),
        "why": found.term.why[why],
        "why_lang": why,
        "of": "" if whole else found.term_written,
    }


HANDLERS = [read_note, read_text, word, save, words, remove, export]
