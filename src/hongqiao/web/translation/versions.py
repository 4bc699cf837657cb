"""An author's own versions of a note in other languages: written, changed and removed."""

from litestar import Request, Response, get, post

from hongqiao.features import notes, trust
from hongqiao.features.notes import NoteDraft
from hongqiao.features.site import declare_limit, spend
from hongqiao.features.translation import Text, corrections
from hongqiao.kernel.errors import Invalid, NotFound, SignInNeeded, mark
from hongqiao.kernel.ids import DraftId, NoteId
from hongqiao.kernel.language import NAMES, base_of
from hongqiao.kernel.text import clean_block, clean_line
from hongqiao.web.request import Here, fields, here, id_in_path
from hongqiao.web.shown import forget_held_everywhere

VERSIONS_BY_ACCOUNT = declare_limit("own versions", 120, 3_600)
_LIMITS = {"title": 100, "body": 5_000}


@get("/notes/{note_id:str}/versions")
async def versions(request: Request, note_id: str, lang: str = "") -> Response:
    """What there is, and a form for one language."""
    at = _signed_in(request)
    note_lang, texts = await _own_texts(at, note_id)
    chosen = lang if lang in NAMES and base_of(lang) != base_of(note_lang) else ""
    return await _page(at, note_id, note_lang, texts, lang=chosen)


@post("/notes/{note_id:str}/versions", status_code=200)
async def keep(request: Request, note_id: str) -> Response:
    """Keeps the version in one language; an empty field is left to translation again."""
    at, form = _signed_in(request), await fields(request)
    note_lang, texts = await _own_texts(at, note_id)
    lang, words = form.text("lang"), {name: form.text(name) for name in _LIMITS}
    await spend(at.scope, VERSIONS_BY_ACCOUNT, at.reader.handle)
    try:
        cleaned = _checked(lang, note_lang, words)
        _screen(at, texts, cleaned)
    except Invalid as refusal:
        errors = at.say_each(refusal.fields)
        return await _page(at, note_id, note_lang, texts, lang=lang, words=words, errors=errors, status=422)
    draft = NoteDraft(
        id=DraftId(0), version_lang=lang, version_title=cleaned["title"], version_body=cleaned["body"]
    )
    await notes.drafts.keep_own_version(at.scope, NoteId(id_in_path(note_id)), draft)
    for name, text in texts.items():
        if not cleaned[name]:
            await corrections.drop_version(at.scope, text, lang)
        forget_held_everywhere(at, text, lang)
    return at.redirect(f"/notes/{note_id}/versions")


@post("/notes/{note_id:str}/versions/remove", status_code=200)
async def remove(request: Request, note_id: str) -> Response:
    """Leaves a language to translation again."""
    at, form = _signed_in(request), await fields(request)
    _, texts = await _own_texts(at, note_id)
    lang = form.text("lang")
    for text in texts.values():
        await corrections.drop_version(at.scope, text, lang)
        forget_held_everywhere(at, text, lang)
    return at.redirect(f"/notes/{note_id}/versions")


def _checked(lang: str, note_lang: str, words: dict[str, str]) -> dict[str, str]:
    """The words cleaned; raises Invalid with a message for each field that is wrong."""
    wrong: dict[str, str] = {}
    if lang not in NAMES:
        wrong["lang"] = mark("Choose a language.")
    elif base_of(lang) == base_of(note_lang):
        wrong["lang"] = mark("The note itself is written in this language.")
    cleaned = {"title": "", "body": ""}
    for name, clean in (("title", clean_line), ("body", clean_block)):
        try:
            cleaned[name] = clean(words[name])
        except ValueError as unusable:
            wrong[name] = str(unusable)
        if len(cleaned[name]) > _LIMITS[name]:
            wrong[name] = mark("This is too long.")
    if not wrong and not any(cleaned.values()):
        wrong["title"] = mark("Write something first.")
    if wrong:
        raise Invalid(fields=wrong)
    return cleaned


def _screen(at: Here, texts: dict[str, Text], words: dict[str, str]) -> None:
    """Raises Invalid, with the reason, for what screening would hold of a note and this one doesn’t say."""
    note, version = "\n".join(text.words for text in texts.values()), "\n".join(words.values())
    found = trust.screening.screen_rendering(note, version, home=at.site.settings.home)
    if found:
        at_fault = "body" if words["body"] else "title"
        raise Invalid(fields={at_fault: trust.screening.REASONS[found[0].reason]})


async def _own_texts(at: Here, note_id: str) -> tuple[str, dict[str, Text]]:
    """Language and texts of the viewer's own note; raises NotFound for anybody else's."""
    row = (await notes.note(at.scope, NoteId(id_in_path(note_id)))).row
    if row.author_id != at.scope.viewer.account_id:
        raise NotFound
    title, body = notes.lists.texts_of(
        row.id,
        title=row.title,
        body=row.body,
        lang=row.lang,
        author_id=row.author_id,
        is_public=row.audience == 0,
    )
    return row.lang, {"title": title, "body": body}


async def _page(
    at: Here,
    note_id: str,
    note_lang: str,
    texts: dict[str, Text],
    *,
    lang: str = "",
    words: dict[str, str] | None = None,
    errors: dict[str, str] | None = None,
    status: int = 200,
) -> Response:
    kept: dict[str, dict[str, str]] = {}
    for name, text in texts.items():
        for result in await corrections.record(at.scope, text):
            if result.origin == "author":
                kept.setdefault(result.target, {"title": "", "body": ""})[name] = result.words
    typed = words or kept.get(base_of(lang), {"title": "", "body": ""})
    choices = [("", at.say(mark("Choose a language")))]
    choices += [
        (tag, name) for tag, name in NAMES.items() if tag != "zh" and base_of(tag) != base_of(note_lang)
    ]
    return at.page(
        "translation/versions.html",
        http_status=status,
        note_id=note_id,
        note_lang=note_lang,
        original={name: text.words for name, text in texts.items()},
        own=kept,
        form={"lang": lang, **typed, "errors": errors or {}},
        languages=choices,
        limits=_LIMITS,
    )


def _signed_in(request: Request) -> Here:
    at = here(request)
    if not at.reader.is_signed_in:
        raise SignInNeeded
    return at


HANDLERS = [versions, keep, remove]
