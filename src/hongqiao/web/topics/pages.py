"""Pages of topics: the notes of all languages, following, and what one follows."""

from litestar import Request, Response, get, post
from markupsafe import Markup

from hongqiao.features import notes, topics
from hongqiao.features.notes import topics as noted
from hongqiao.features.site import declare_limit, spend
from hongqiao.kernel.errors import NotFound, SignInNeeded, mark
from hongqiao.kernel.language import UNDETERMINED
from hongqiao.kernel.text import topic_slug
from hongqiao.web.cards import cards_of
from hongqiao.web.rendering import spoken
from hongqiao.web.request import Here, fields, here
from hongqiao.web.shown import Shown, show_one
from hongqiao.web.topic_lines import shown_names, topic_name, topic_path

FOLLOWS_BY_ACCOUNT = declare_limit("topics followed", 400, 3_600)


@get("/topics/{name:str}")
async def show(request: Request, name: str, lang: str = "", after: str = "") -> Response:
    """Public notes about one topic, in whatever language and by whatever name, newest first."""
    at = here(request)
    key = await key_in_path(at, name, lang)
    slug = topic_slug(name)
    page = await noted.notes_about_any(at.scope, topics.listings_of(key), after)
    about = await _about(at, key, slug)
    reason = _reason(at, about["name"])
    lines = await notes.lists.feed_lines(at.scope, page.items)
    cards = await cards_of(at, lines, dict.fromkeys((line.id for line in lines), reason))
    if about["count"] is not None:
        about["count"] -= len(page.items) - len(lines)  # without those that the reader may not see
    more = f"/topics/{slug}?{f'lang={lang}&' if lang else ''}after={page.next}"
    listed = {"cards": cards, "next": more if page.next else ""}
    if at.reader.partial:
        return at.block("topics/show.html", "cards", **listed)
    return at.page("topics/show.html", topic=about, **listed)


@post("/topics/{name:str}/follow", status_code=200)
async def follow(request: Request, name: str, lang: str = "") -> Response:
    """Follows a topic by all its names, or no longer."""
    at, form = here(request), await fields(request)
    if not at.reader.is_signed_in:
        raise SignInNeeded
    await spend(at.scope, FOLLOWS_BY_ACCOUNT, at.reader.handle)
    key = await key_in_path(at, name, lang)
    async with at.scope.transaction() as tx:
        await (topics.unfollow if form.text("to") == "off" else topics.follow)(tx, key)
    if "x-csrf" in request.headers:
        return Response(None, status_code=204)
    return at.redirect(topic_path(key, at.reader.reads[0]))


@get("/me/topics")
async def followed(request: Request) -> Response:
    """The topics that the viewer follows."""
    at = here(request)
    if not at.reader.is_signed_in:
        raise SignInNeeded
    await topics.refresh(at.scope)
    keys = [topic.key for topic in await topics.followed(at.scope)]
    names = await shown_names(at, keys)
    rows = [{"name": names[key], **_ways(at, key)} for key in keys]
    return at.page("topics/followed.html", topics=rows)


def _reason(at: Here, name: Shown) -> Markup:
    """Why each note stands here, its topic marked as what it is: words of people, perhaps not translated."""
    marked = Markup(" data-original") if name.state in ("waiting", "failed") else ""
    said = Markup("<bdi{}{}>{}</bdi>").format(marked, spoken(name.lang), name.words)
    return Markup(at.say(mark("It is about #%(topic)s."))) % {"topic": said}


async def key_in_path(at: Here, name: str, lang: str) -> str:
    """The key of the topic that an address names; raises NotFound for what can be no topic."""
    await topics.refresh(at.scope)
    if not topic_slug(name):
        raise NotFound
    return topics.atlas().key_of(name, lang if lang in topics.NAME_LANGS else UNDETERMINED)


def other_names(key: str, *, besides: str) -> list[dict]:
    """The most usual name in each language, each name once."""
    concept = topics.atlas().concept(key)
    seen, found = {topic_slug(besides)}, list[dict]()
    for lang, names in concept.names.items() if concept else ():
        if topic_slug(names[0]) not in seen:
            seen.add(topic_slug(names[0]))
            found.append({"lang": lang, "name": names[0]})
    return found


async def _about(at: Here, key: str, slug: str) -> dict:
    """What the head of the page shows."""
    mine = {topic.key for topic in await topics.followed(at.scope)}
    facts = {**_ways(at, key), "followed": key in mine}
    if topics.atlas().knows(key):
        words, lang = topic_name(at, key)
        others = other_names(key, besides=words)
        return {**facts, "name": Shown("", words, lang), "others": others, "meanings": [], "count": None}
    about = await noted.topic(at.scope, slug)
    return {
        **facts,
        "name": await show_one(at, about.text),
        "others": other_names(key, besides=slug),
        "meanings": [
            {
                "name": Shown("", *topic_name(at, id_)),
                "path": f"/topics/{slug}?lang={langs[0]}",
                "langs": langs,
            }
            for id_, langs in topics.atlas().meanings(slug).items()
            if id_ != key
        ],
        "count": about.notes,
    }


def _ways(at: Here, key: str) -> dict:
    """Where a topic and what can be done with it are."""
    path = topic_path(key, at.reader.reads[0])
    return {"path": path, "acts": _acts(path)}


def _acts(path: str) -> dict[str, str]:
    """Where a page's acts are posted, and its history stands."""
    page, mark_, query = path.partition("?")
    return {act: f"{page}/{act}{mark_}{query}" for act in ("follow", "history", "changes")}


HANDLERS = [show, follow, followed]
