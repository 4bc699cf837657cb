"""The page on which somebody sees and changes all that keeps people and words away from them."""

from collections.abc import Awaitable, Callable

from litestar import Request, Response, get, post

from hongqiao.features import comments, notes, people
from hongqiao.features.people import filters
from hongqiao.features.site import declare_limit, spend
from hongqiao.kernel.errors import Invalid, NotAllowed, mark
from hongqiao.kernel.ids import to_public
from hongqiao.kernel.scope import Scope
from hongqiao.web.people.boundaries import signed_in
from hongqiao.web.people_lines import forget_line, line_of
from hongqiao.web.request import Fields, Here, fields, id_in_path

WORDS_BY_ACCOUNT = declare_limit("filters", 300, 3_600)
DONE = {
    "blocked": mark("Blocked. You don’t see each other any more."),
    "unblocked": mark("No longer blocked. Nobody follows anybody by that."),
    "muted": mark("Muted. Only you know."),
    "unmuted": mark("No longer muted."),
    "private": mark("Your account is private now. Only people you let in see your notes."),
    "public": mark("Your account is open now. Everybody sees the notes that you meant for everyone."),
    "kept": mark("Changes saved."),
}
_DAYS = {0: mark("For good"), 1: mark("For a day"), 7: mark("For a week"), 30: mark("For 30 days")}
_WAYS = {"fold": filters.Way.FOLD, "hide": filters.Way.HIDE}


@get("/settings/people")
async def keeping_away(request: Request, done: str = "", blocked: str = "", muted: str = "") -> Response:
    """Private account, filters, words kept for later, muted and blocked people."""
    return await _page(signed_in(request), done=DONE.get(done, ""), blocked=blocked, muted=muted)


@post("/settings/people/privacy", status_code=200)
async def set_privacy(request: Request) -> Response:
    """Makes the account private, or opens it; its notes follow in the same transaction."""
    at, form = signed_in(request), await fields(request)
    changes = {"private": notes.audiences.go_private, "public": notes.audiences.go_public}
    change = changes.get(form.text("account"))
    if change is None:
        raise Invalid(mark("Choose whether your account is private."))
    async with at.scope.transaction() as tx:
        await change(tx)
    forget_line(at, at.scope.me)
    return at.redirect("/settings/people?done=" + form.text("account"))


@post("/settings/people/filters", status_code=200)
async def add_filter(request: Request) -> Response:
    """Keeps a word or #topic out of the reader's sight."""

    async def add(tx: Scope, form: Fields) -> None:
        days = form.text("days", "0")
        way = _WAYS.get(form.text("way", "fold"), filters.Way.FOLD)
        length = int(days) if days.isascii() and days.isdigit() and len(days) < 4 else -1
        await filters.add_filter(tx, form.text("words"), way, days=length)

    return await _change(request, add)


@post("/settings/people/filters/{filter_id:str}/delete", status_code=200)
async def drop_filter(request: Request, filter_id: str) -> Response:
    """Takes a filter away."""
    return await _change(request, lambda tx, _: filters.drop_filter(tx, id_in_path(filter_id)))


@post("/settings/people/words", status_code=200)
async def hold_word(request: Request) -> Response:
    """Has comments with a word wait for the reader, under their own notes."""
    return await _change(request, lambda tx, form: comments.welcome.hold_word(tx, form.text("held")))


@post("/settings/people/words/{word_id:str}/delete", status_code=200)
async def let_word(request: Request, word_id: str) -> Response:
    """Takes a word off that list."""
    return await _change(request, lambda tx, _: comments.welcome.let_word(tx, id_in_path(word_id)))


async def _change(request: Request, change: Callable[[Scope, Fields], Awaitable[None]]) -> Response:
    at, form = signed_in(request), await fields(request)
    await spend(at.scope, WORDS_BY_ACCOUNT, at.reader.handle)
    try:
        async with at.scope.transaction() as tx:
            await change(tx, form)
    except (Invalid, NotAllowed) as refusal:
        errors = at.say_each(refusal.fields) if isinstance(refusal, Invalid) else {}
        typed = {"words": form.text("words"), "held": form.text("held")}
        return await _page(at, errors=errors, error=at.say(refusal.message), typed=typed, status=422)
    return at.redirect("/settings/people?done=kept")


async def _page(
    at: Here,
    *,
    done: str = "",
    blocked: str = "",
    muted: str = "",
    errors: dict[str, str] | None = None,
    error: str = "",
    typed: dict[str, str] | None = None,
    status: int = 200,
) -> Response:
    blocks = await people.boundaries.blocked(at.scope, blocked)
    mutes = await people.boundaries.muted(at.scope, muted)
    return at.page(
        "people/keeping_away.html",
        http_status=status,
        done=at.say(done) if done else "",
        form={"errors": errors or {}, "error": error, **(typed or {"words": "", "held": ""})},
        is_private=await people.private.is_private(at.scope, at.scope.me),
        waiting=await people.private.count_requests(at.scope),
        filters=[
            {
                "id": to_public(one.id),
                "words": one.words,
                "hides": one.way == filters.Way.HIDE,
                "ends": one.ends_at,
            }
            for one in await filters.filters(at.scope)
        ],
        held=[
            {"id": to_public(one.id), "words": one.words}
            for one in await comments.welcome.held_words(at.scope)
        ],
        lengths=[(str(days), at.say(_DAYS[days])) for days in filters.DAYS],
        blocked=[line_of(one) for one in blocks.items],
        muted=[line_of(one) for one in mutes.items],
        more_blocked=f"/settings/people?blocked={blocks.next}" if blocks.next else "",
        more_muted=f"/settings/people?muted={mutes.next}" if mutes.next else "",
    )


HANDLERS = [keeping_away, set_privacy, add_filter, drop_filter, hold_word, let_word]
