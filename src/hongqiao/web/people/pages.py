"""Profiles, and who follows whom."""

import msgspec
from litestar import Request, Response, get, post

from hongqiao.features import notes, people, reactions, translation, trust
from hongqiao.features.people import Person, Profile
from hongqiao.features.site import declare_limit, spend
from hongqiao.kernel.errors import SignInNeeded, mark
from hongqiao.kernel.ids import to_public
from hongqiao.kernel.paging import Page
from hongqiao.web.cards import card_pieces, cover_of, faces_of
from hongqiao.web.note_view import unnamed_board
from hongqiao.web.people_lines import line_of, shown_profile
from hongqiao.web.regions import shown_region
from hongqiao.web.request import Here, fields, here
from hongqiao.web.shown import show as show_texts
from hongqiao.web.veils import veiled_among

FOLLOWS_BY_ACCOUNT = declare_limit("follows", 400, 3_600)


@get("/people/{handle:str}")
async def show(request: Request, handle: str, tab: str = "notes", after: str = "") -> Response:
    """A profile with notes or boards."""
    at = here(request)
    profile = await shown_profile(at, handle)
    path = f"/people/{profile.handle}"
    if not await people.boundaries.is_open(at.scope, profile):
        return at.page("people/closed.html", person=await _view(at, profile))
    if tab == "boards":
        listed = {"cards": b"", "next": "", "boards": await _boards(at, profile)}
    else:
        tab, page = "notes", await notes.lists.notes_by(at.scope, profile.id, after)
        reason = at.say(mark("It is on this person’s page."))
        cards = await card_pieces(at, page.items, reason=reason)
        listed = {"cards": cards, "next": f"{path}?after={page.next}" if page.next else "", "boards": []}
    if at.reader.partial:
        return at.block("people/show.html", "cards", **listed)
    region = await shown_region(at, profile.id)
    return at.page("people/show.html", person=await _view(at, profile), region=region, tab=tab, **listed)


@get("/people/{handle:str}/followers")
async def followers(request: Request, handle: str, after: str = "") -> Response:
    """Who follows somebody."""
    at = here(request)
    profile = await shown_profile(at, handle)
    page = await people.followers(at.scope, profile, after)
    return await _list(at, profile, page, "followers")


@get("/people/{handle:str}/following")
async def following(request: Request, handle: str, after: str = "") -> Response:
    """Whom somebody follows."""
    at = here(request)
    profile = await shown_profile(at, handle)
    page = await people.following(at.scope, profile, after)
    return await _list(at, profile, page, "following")


@post("/people/{handle:str}/follow", status_code=200)
async def follow(request: Request, handle: str) -> Response:
    """Follows somebody, or no longer."""
    at, form = here(request), await fields(request)
    if not at.reader.is_signed_in:
        raise SignInNeeded
    await spend(at.scope, FOLLOWS_BY_ACCOUNT, at.reader.handle)
    profile = await shown_profile(at, handle)
    async with at.scope.transaction() as tx:
        await (people.unfollow if form.text("to") == "off" else people.follow)(tx, profile.id)
    if "x-csrf" in request.headers:
        return Response(None, status_code=204)
    return at.redirect(f"/people/{profile.handle}")


async def _view(at: Here, profile: Profile) -> dict:
    line = line_of(profile)
    bio = profile.bio_text
    shown = await show_texts(at, [bio, profile.place_text])
    is_me = profile.id == at.scope.viewer.account_id
    followed = (
        at.reader.is_signed_in
        and not is_me
        and profile.id in await people.followed_among(at.scope, [profile.id])
    )
    return {
        "handle": line.handle,
        "name": line.name,
        "tone": line.tone,
        "initial": line.initial,
        "path": line.path,
        "lang": line.lang,
        "bio": shown[bio.ref],
        "reads": (profile.lang,),
        "place": shown[profile.place_text.ref],
        "is_private": profile.is_private,
        "asked": bool(await people.private.asked_among(at.scope, [profile.id])),
        "waiting": await people.private.count_requests(at.scope) if is_me else 0,
        "followers": profile.followers - await people.boundaries.count_followers_apart(at.scope, profile),
        "following": profile.following,
        "likes_received": profile.likes,
        "notes_count": await notes.lists.count_by(at.scope, profile.id),
        "is_me": is_me,
        "held": len(await trust.screening.waiting(at.scope)) if is_me else 0,
        "has_corrected": is_me and await translation.corrections.has_corrected(at.scope),
        "followed": followed,
    }


async def _boards(at: Here, profile: Profile) -> list[dict]:
    boards = await reactions.boards_of(at.scope, profile.id)
    newest = dict.fromkeys(note_id for board in boards for note_id in board.newest)
    faces = await faces_of(at, await notes.lines(at.scope, list(newest)))
    texts = [text for _, both in faces.values() for text in both]
    names = {board.id: board.text(profile.lang) for board in boards if board.name}
    shown = await show_texts(at, [*texts, *names.values()])
    veiled = await veiled_among(at, [face.key for face, _ in faces.values() if face.key])
    covers = {
        note_id: cover_of(face, *(shown[text.ref] for text in both))
        for note_id, (face, both) in faces.items()
        if face.key not in veiled.blurred | veiled.hidden
    }
    return [
        {
            "id": to_public(board.id),
            "path": f"/boards/{to_public(board.id)}",
            "name": shown[names[board.id].ref] if board.id in names else unnamed_board(at),
            "count": board.notes - sum(note_id not in faces for note_id in board.newest),
            "is_private": board.is_private,
            "covers": [covers[note_id] for note_id in board.newest if note_id in covers],
        }
        for board in boards
    ]


async def _list(at: Here, profile: Profile, page: Page[Person], which: str) -> Response:
    path = f"/people/{profile.handle}/{which}"
    hidden = await trust.standing.hidden_among(at.scope, [person.id for person in page.items])
    listed = [person for person in page.items if person.id not in hidden]
    ids = [person.id for person in listed]
    followed = await people.followed_among(at.scope, ids) if at.reader.is_signed_in and ids else set()
    asked = await people.private.asked_among(at.scope, [one.id for one in listed if one.is_private])
    rows = [
        {
            **msgspec.structs.asdict(line_of(one)),
            "initial": line_of(one).initial,
            "path": line_of(one).path,
            "followed": one.id in followed,
            "asked": one.id in asked,
            "is_me": one.id == at.scope.viewer.account_id,
        }
        for one in listed
    ]
    next_path = f"{path}?after={page.next}" if page.next else ""
    return at.page("people/list.html", person=line_of(profile), people=rows, next=next_path, tab=which)


HANDLERS = [show, followers, following, follow]
