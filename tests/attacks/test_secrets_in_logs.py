"""Canaries: what is secret goes through the site in every way, and stands in none of its logs. Case I3."""

import re
import secrets

from tests.entry.installation import Installation
from tests.web.door_acts import add_second_step, again
from tests.web.visitor import PASSWORD, Visitor

FORMS = ("/sign-in", "/sign-up", "/confirm", "/sign-in/code", "/sign-in/passkey", "/settings/password")
FIELDS = ("handle", "password", "code", "current", "answer")


def logs(community: Installation) -> str:
    """Everything that the site has written down beside its database."""
    files = [*community.home.glob("*.log"), community.home.with_name(f"{community.home.name}.log")]
    assert files
    return "\n".join(file.read_text(errors="replace") for file in files if file.exists())


def test_no_secret_stands_in_a_log(community):
    canary = secrets.token_hex(8)

    def visit(*_: str) -> Visitor:
        return Visitor(community.origin)

    mei = visit().sign_up("mei")
    secret, recovery = add_second_step(mei)
    other = again(visit, mei)
    other.post("/sign-in/code", {"code": recovery[0]})
    wrong = visit()
    for path in FORMS:
        for who in (wrong, mei):
            who.post(path, dict.fromkeys(FIELDS, f"x{canary}"))
    mei.publish(f"Title {canary}", f"Body {canary}", audience="me")
    mei.ask("POST", f"/no/such/{canary[:3]}", canary.encode(), {"authorization": f"Bearer {canary}"})
    odd = {"content-type": f"multipart/form-data; boundary={canary}"}
    mei.ask("POST", "/compose/x/pictures", b"\xff" * 100, odd)

    told = logs(community)

    tokens = [cookie.rsplit(".", 1)[-1] for who in (mei, other) for cookie in who.cookies.values()]
    site = (community.home / "secret").read_bytes()
    for canary_or_secret in (canary, PASSWORD, *tokens, *recovery, mei.token(), secret.hex(), site.hex()):
        assert canary_or_secret not in told
    assert not re.search(r"otpauth:|password_hash|\$argon2", told)


def test_settings_never_print_their_secrets(settings):
    assert settings.secret.decode() not in f"{settings} {settings!r}"
