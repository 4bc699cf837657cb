"""No limit is secret: what counts is what /transparency/limits shows, in every language."""

import re

import pytest

from hongqiao.features.site import declared_limits
from hongqiao.kernel.bounds import declared_bounds
from hongqiao.web.app import make_app  # all pages, with their limits
from hongqiao.web.public.declared import ACTS, COUNTED, LENGTHS, WHOSE
from tests.entry.installation import CHECKOUT
from tests.web.visitor import Visitor

MADE_ELSEWHERE = {
    "features/site/limits.py",
    "features/accounts/levels.py",  # by level: shown in the first table
    "web/accounts/pages.py",  # of everybody together: by the settings
    "web/translation/api.py",  # of a key: by whoever gave it
}


def test_every_limit_has_its_words():
    assert make_app
    assert {one.limit.action for one in declared_limits()} == set(ACTS)
    assert {one.by for one in declared_limits()} <= set(WHOSE)
    assert set(declared_bounds()) == {*LENGTHS, *COUNTED}


def test_no_limit_is_made_without_being_declared():
    source = CHECKOUT / "src" / "hongqiao"
    bare = re.compile(r"(?<![\w.])Limit\(\"?\w")

    made = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        if bare.search(path.read_text("utf-8"))
    }

    assert made <= MADE_ELSEWHERE


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant", "ar"])
def test_the_page_shows_every_limit_with_its_number(visit, language):
    page = visit(language).get("/transparency/limits")

    assert page.status == 200
    assert page.text.count('<tr><th scope="row">') == len(declared_limits()) + 3 + 1 + len(LENGTHS)
    if language == "en":
        for one in declared_limits():
            assert ACTS[one.limit.action][1] in page.words()
            assert f"<td>{one.limit.times:,}</td>" in page.text
        for name, what in LENGTHS.items():
            assert f'<th scope="row">{what}</th><td>{declared_bounds()[name]:,}</td>' in page.text
    else:
        assert "Every limit" not in page.words()


def test_a_suspended_person_is_told_where_they_can_complain(stranger: Visitor):
    assert "Who is suspended can complain too" in stranger.get("/transparency/limits").words()
