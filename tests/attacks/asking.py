"""Every route as seven people ask for it: what stands for its ids, and what comes back."""

import asyncio
import http.client
import re
from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

import asyncpg

from hongqiao.kernel.ids import to_public
from tests.entry.installation import Installation
from tests.web.door_acts import change
from tests.web.visitor import PASSWORD, Visitor, media_in, new_address, new_handle

ROLES = ("stranger", "suspended", "other", "follower", "moderator", "admin", "owner")
"""In the order in which they ask: what the owner does may end the thing."""

FORM = {
    "to": "on", "words": "x", "name": "x", "title": "x", "private": "on", "lang": "pt", "next": "/",
    "current": "not this one", "password": "not this one", "handle": "nobody_at_all",
}  # fmt: skip
"""What every form is sent; a field that it doesn’t know must do nothing."""

_PLACE = re.compile(r"\{(\w+)\}")
_LATER = 1 << 22  # one millisecond in an id: another id of the same bucket


class People:
    """Seven people, and things that belong to the one called owner."""

    def __init__(self, community: Installation) -> None:
        self._community = community
        self._by_role = {role: Visitor(community.origin) for role in ROLES}
        for role in ROLES[1:]:
            self._by_role[role].sign_up(role)
        for role in ("moderator", "admin"):
            staff = self._by_role[role]
            made = community.run("admin", "role", staff.handle, role)
            assert made.returncode == 0, made.stderr
            staff.cookies.clear()
        self._by_role["follower"].post(f"/people/{self._by_role['owner'].handle}/follow", {"to": "on"})
        suspended = self._by_role["suspended"].handle
        change(community, "update account set state = 2 where handle = $1", suspended)

    def __getitem__(self, role: str) -> Visitor:
        """This person, signed in again if need be."""
        who = self._by_role[role]
        own_page = "/suspended" if role == "suspended" else "/settings"
        if role != "stranger" and who.get(own_page).status != 200:
            who.cookies.pop("login", None)
            who._token, who._own["x-forwarded-for"] = "", new_address()
            who.sign_in(who.handle)
        return who

    def thing(self, place: str, path: str, state: str) -> str:
        """A new thing of the owner's for this place in an address; no limit on making things counts here."""
        change(self._community, "delete from attempt")
        if state == "followers":  # the route for following was asked for by all of them
            for role in ("other", "moderator", "admin"):
                self[role].post(f"/people/{self._by_role['owner'].handle}/follow", {"to": "off"})
        owner = self["owner"]
        audience = {"private": "me", "followers": "followers"}.get(state, "public")
        makers: dict[str, Callable[[], str]] = {
            "note_id": lambda: _last(owner.publish("Of the owner", "Words. #tea", audience=audience)),
            "ref": lambda: f"note:{_last(owner.publish('Of the owner', 'Words.', audience=audience))}:body",
            "comment_id": lambda: self._comment(audience),
            "draft_id": self._draft,
            "board_id": lambda: _last(owner.post("/boards", {"name": "Mine", "private": "on"}).location),
            "handle": lambda: owner.handle if not path.endswith(("/block", "/mute")) else self._passer_by(),
            "login_id": self._second_login,
            "row_id": lambda: self._row("trusted_device", "token_hash, device, made_at, ends_at",
                                        "'x', 'phone', now(), now() + interval '1 day'"),
            "passkey_id": lambda: self._row("passkey", "credential_id, public_key, sign_count, name, made_at",
                                            "sha256(random()::text::bytea), 'x', 0, 'phone', now()"),
            "subject": lambda: "food", "ending": lambda: "csv",
            "act": lambda: "take-back" if "/topics/" in path else "withdraw",
            "id_": lambda: self._proposal() if "/topics/" in path else "zzzzzzzz",
            "name": lambda: "320.webp" if "/media/" in path else "tea",
            "key": lambda: self._picture().split("/")[2],
            "path": lambda: re.findall(r'/assets/(app\.[^"]+css)', owner.get("/about").text)[0],
        }  # fmt: skip
        return makers.get(place, lambda: "zzzzzzzz")()

    def _passer_by(self) -> str:
        """Somebody new, so that nobody of the four is kept away from another."""
        return Visitor(self["owner"].origin).sign_up("passer").handle

    def _draft(self) -> str:
        owner = self["owner"]
        draft = owner.start_draft()
        assert owner.post(f"/compose/{draft}/draft", {"title": "A draft", "body": "Words."}).status == 204
        return draft

    def _comment(self, audience: str) -> str:
        owner = self["owner"]
        note = owner.publish("Of the owner", "Words.", audience=audience)
        owner.say(note, "A comment")
        return owner.get(note).text.split('id="comment-')[1].split('"')[0]

    def _proposal(self) -> str:
        owner, name = self["owner"], new_handle("chai").replace("_", "")
        asked = owner.post("/topics/tea/changes", {"kind": "name", "name": name, "lang": "vi"})
        assert asked.status == 303, asked
        return owner.get("/topics/tea/history").text.split('id="proposal-')[1].split('"')[0]

    def _second_login(self) -> str:
        owner = self["owner"]
        second = Visitor(owner.origin)
        assert second.sign_in(owner.handle).status == 303
        return second.cookies["login"].split(".")[1]

    def _picture(self) -> str:
        owner = self["owner"]
        return media_in(owner.get(owner.publish("With a picture", pictures=1)).text)[0]

    def _row(self, table: str, columns: str, values: str) -> str:
        """A row of the owner's, made behind the site's back."""

        async def make() -> int:
            connection = await asyncpg.connect((self._community.home / "dsn").read_text())
            account, bucket = await connection.fetchrow(
                "select id, bucket from account where handle = $1", self._by_role["owner"].handle
            )
            last = await connection.fetchval(f"select coalesce(max(id), $1) from {table}", account)
            row = max(account, last & ~(_LATER - 1) | account & (_LATER - 1)) + _LATER
            await connection.execute(
                f"insert into {table} (bucket, id, account_id, {columns}) values ($1, $2, $3, {values})",
                bucket, row, account,
            )  # fmt: skip
            await connection.close()
            return row

        return to_public(asyncio.run(make()))


def answers(people: People, method: str, path: str, state: str) -> tuple[str, ...]:
    """What each role gets, on things that are new for this route."""
    filled = path
    for place in _PLACE.findall(path):
        filled = filled.replace(f"{{{place}}}", people.thing(place, path, state), 1)
    return tuple(ask(people[role], method, filled) for role in ROLES)


def ask(who: Visitor, method: str, path: str) -> str:
    """The status, and where a redirect leads if it is the door; streams are left after their head."""
    body = urlencode({"csrf": who.token(), **FORM}) if method == "POST" else None
    connection = http.client.HTTPConnection(urlsplit(who.origin).netloc, timeout=30)
    headers = {**who._own, "cookie": "; ".join(f"{name}={value}" for name, value in who.cookies.items())}
    if body is not None:
        headers |= {"content-type": "application/x-www-form-urlencoded", "origin": who.origin}
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    who._keep_cookies(answer)  # type: ignore[arg-type]
    to = answer.headers.get("location", "")
    door = next((name for name in ("sign-in", "confirm") if to.startswith(f"/{name}")), "")
    connection.close()
    assert PASSWORD not in to
    return f"{answer.status} {door}".strip()


def _last(path: str) -> str:
    return path.rpartition("/")[2]
