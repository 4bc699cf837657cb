"""B5, B8: what the policy of every answer allows, word by word: nothing inline, nothing foreign, no frame."""

import pytest

from hongqiao.web.headers import protecting_headers

NOBODY, SELF = {"'none'"}, {"'self'"}
WANTED = {
    "default-src": NOBODY, "base-uri": NOBODY, "frame-ancestors": NOBODY, "script-src": SELF,
    "style-src": SELF, "connect-src": SELF, "form-action": SELF, "font-src": SELF,
    "img-src": {"'self'", "data:", "blob:"},
}  # fmt: skip


@pytest.fixture
def policy(settings) -> dict[str, set[str]]:
    """Directive -> what it allows."""
    said = dict(protecting_headers(settings))[b"content-security-policy"].decode()
    return {name: set(allowed) for name, *allowed in (one.split() for one in said.split(";"))}


@pytest.mark.parametrize("directive", WANTED)
def test_a_directive_allows_what_it_must_and_no_more(policy, directive):
    assert policy.get(directive) == WANTED[directive]


def test_nothing_inline_and_no_other_host_is_allowed(policy):
    allowed = set().union(*policy.values())

    assert allowed <= {"'none'", "'self'", "data:", "blob:"}
    assert not {"data:", "blob:"} & policy["script-src"]
