"""Names of a topic and their history: people propose, speakers of both sides vote, trusted people decide."""

from collections.abc import Awaitable, Callable

from litestar import Request, Response, get, post

from hongqiao.features import accounts, topics
from hongqiao.features.site import declare_limit, spend
from hongqiao.features.topics import changes
from hongqiao.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, SignInNeeded, mark
from hongqiao.kernel.ids import to_public
from hongqiao.kernel.language import UNDETERMINED
from hongqiao.kernel.scope import Scope
from hongqiao.web.request import Fields, Here, fields, here, id_in_path
from hongqiao.web.topic_lines import shown_names, topic_name, topic_path

PROPOSALS_BY_ACCOUNT = declare_limit("proposals about topics", 20, 86_400)
VOTES_BY_ACCOUNT = declare_limit("votes about topics", 300, 3_600)
STATES = {
    "open": mark("waits for votes"),
    "accepted": mark("in force"),
    "declined": mark("declined"),
    "taken-back": mark("taken back"),
    "undone": mark("undone"),
}
ACTS = {
    "proposed": mark("Proposed"),
    "accepted": mark("Accepted"),
    "declined": mark("Declined"),
    "taken-back": mark("Taken back"),
    "undone": mark("Undone"),
}
Proposing = Callable[[Scope, str, Fields], Awaitable[int]]
Deciding = Callable[[Scope, int], Awaitable[changes.Change]]


@get("/topics/{name:str}/history")
async def history(request: Request, name: str, lang: str = "") -> Response:
    """All names, open proposals, what was decided, and forms to propose more."""
    at = here(request)
    return await _page(at, await _key(at, name, lang))


@post("/topics/{name:str}/changes", status_code=200)
async def propose(request: Request, name: str, lang: str = "") -> Response:
    """Takes a proposal; the page again, with what is wrong."""
    at, form = _signed_in(request), await fields(request)
    key = await _key(at, name, lang)
    proposing = PROPOSING.get(form.text("kind"))
    if proposing is None:
        raise Invalid(mark("This request could not be read. Go back and try again."))
    await spend(at.scope, PROPOSALS_BY_ACCOUNT, at.reader.handle)
    try:
        async with at.scope.transaction() as tx:
            await proposing(tx, key, form)
    except (Invalid, Conflict) as refusal:
        fields_wrong = at.say_each(getattr(refusal, "fields", {}))
        notice = " ".join(fields_wrong.values()) or at.say(refusal.message)
        status = 409 if isinstance(refusal, Conflict) else 422
        return await _page(at, key, notice=notice, form=form, http_status=status)
    return at.redirect(f"{_history_path(at, key)}#proposals")


@post("/topics/{name:str}/changes/{id_:str}/{act:str}", status_code=200)
async def decide(request: Request, name: str, id_: str, act: str, lang: str = "") -> Response:
    """A vote, or what a trusted person or the proposer decides."""
    at, form = _signed_in(request), await fields(request)
    key, change_id = await _key(at, name, lang), id_in_path(id_)
    deciding = DECIDING.get(act)
    if deciding is None and act != "vote":
        raise NotFound
    await spend(at.scope, VOTES_BY_ACCOUNT, at.reader.handle)
    is_known = deciding is None and await accounts.levels.is_known(at.scope)
    try:
        async with at.scope.transaction() as tx:
            if deciding is None:
                await changes.vote(tx, change_id, yes=_yes(form), is_known=is_known)
            else:
                await deciding(tx, change_id)
    except (NotAllowed, Conflict) as refusal:
        status = 409 if isinstance(refusal, Conflict) else 403
        return await _page(at, key, notice=at.say(refusal.message), http_status=status)
    await topics.reread(at.scope)
    return at.redirect(_history_path(at, topics.atlas().resolve(key)))


async def _name(tx: Scope, key: str, form: Fields) -> int:
    return await changes.propose_name(tx, key, form.text("lang"), form.text("name"))


async def _merge(tx: Scope, key: str, form: Fields) -> int:
    lang = form.text("other_lang")
    other = topics.atlas().key_of(form.text("other"), lang if lang in topics.NAME_LANGS else UNDETERMINED)
    if other == "#":
        raise Invalid(fields={"other": mark("Write the name of the other topic.")})
    return await changes.propose_merge(tx, key, other)


async def _split(tx: Scope, key: str, form: Fields) -> int:
    return await changes.propose_split(tx, key, form.texts("names"))


PROPOSING: dict[str, Proposing] = {"name": _name, "merge": _merge, "split": _split}
DECIDING: dict[str, Deciding] = {
    "accept": changes.accept,
    "decline": changes.decline,
    "undo": changes.undo,
    "take-back": changes.take_back,
}


async def _page(
    at: Here, key: str, *, notice: str = "", form: Fields | None = None, http_status: int = 200
) -> Response:
    concept = topics.atlas().concept(key)
    proposals = await changes.proposals(at.scope, key)
    log = await changes.history(at.scope, [proposal.change for proposal in proposals])
    views = {proposal.change.id: _view(at, proposal) for proposal in proposals}
    path = topic_path(key, at.reader.reads[0])
    typed = {name: form.text(name) if form else "" for name in ("name", "lang", "other", "other_lang")}
    return at.page(
        "topics/history.html",
        http_status=http_status,
        topic={"name": (await shown_names(at, [key]))[key], "path": path},
        names=sorted(concept.names.items()) if concept and set(concept.names) != {UNDETERMINED} else [],
        proposals=[view for view in views.values() if view["is_open"]],
        log=[
            {"line": line, "act": at.say(ACTS[line.act]), "change": views[line.change_id], "is_last": last}
            for line, last in _with_last(log)
        ],
        act_path=path.partition("?")[0] + "/changes",
        query=path[len(path.partition("?")[0]) :],
        langs=topics.NAME_LANGS,
        typed=typed,
        notice=notice,
        is_trusted=changes.is_trusted(at.scope),
        votes_needed=changes.YES_NEEDED,
        known_needed=changes.KNOWN_NEEDED,
    )


def _with_last(log: list[changes.LogLine]) -> list[tuple[changes.LogLine, bool]]:
    """Each line, and whether it is the newest one about its change: there stands what can be done."""
    newest: dict[int, int] = {}
    for line in log:
        newest.setdefault(line.change_id, line.id)
    return [(line, newest[line.change_id] == line.id) for line in log]


def _view(at: Here, proposal: changes.Proposal) -> dict:
    change, me = proposal.change, at.scope.viewer.account_id
    other = topic_name(at, change.other) if change.kind == "merge" else ("", "")
    return {
        "id": to_public(change.id),
        "kind": change.kind,
        "names": change.pairs if change.kind == "split" else [(change.lang, name) for name in change.names],
        "other": {"name": other[0] or change.other.lstrip("#"), "lang": other[1]},
        "by": change.person_handle,
        "made_at": change.made_at,
        "state": at.say(STATES[change.state]),
        "is_open": change.state == "open",
        "is_accepted": change.state == "accepted",
        "may_come_back": change.state in ("declined", "undone"),
        "yes": proposal.yes,
        "no": proposal.no,
        "mine": proposal.mine,
        "may_vote": changes.may_vote(change, me, at.reader.reads),
        "may_take_back": change.person_id == me and change.state == "open",
    }


async def _key(at: Here, name: str, lang: str) -> str:
    await topics.refresh(at.scope)
    key = topics.atlas().key_of(name, lang if lang in topics.NAME_LANGS else UNDETERMINED)
    if key == "#":
        raise NotFound
    return key


def _history_path(at: Here, key: str) -> str:
    page, mark_, query = topic_path(key, at.reader.reads[0]).partition("?")
    return f"{page}/history{mark_}{query}"


def _yes(form: Fields) -> bool:
    yes = form.text("yes")
    if yes not in ("yes", "no"):
        raise Invalid(mark("Vote yes or no."))
    return yes == "yes"


def _signed_in(request: Request) -> Here:
    at = here(request)
    if not at.reader.is_signed_in:
        raise SignInNeeded
    return at


HANDLERS = [history, propose, decide]
