"""Without any engine the site works, and says what it cannot translate."""

from dataclasses import replace

import msgspec
import pytest

from hongqiao.features import translation
from hongqiao.features.translation import readers
from hongqiao.web.health import health_of
from hongqiao.web.note_view import note_context
from hongqiao.web.public.pages import _pairs
from tests.cast import drain, sign_up
from tests.fakes import FakeEngine
from tests.features.notes.writing import publish
from tests.web.sitting import site_of, sits


@pytest.fixture
def site(scope):
    return site_of(scope)


async def told(scope, site, reads=("en",)) -> dict:
    """What the status page tells this reader."""
    at = sits(site, scope, reads=reads)
    return _pairs(at, await health_of(site))


async def test_without_engines_the_status_names_every_language_as_missing(scope, site):
    found = await told(scope, site)

    assert (found["target"], found["able"]) == ("en", [])
    assert {"zh", "es", "ar", "ja"} <= set(found["missing"])
    assert "en" not in found["missing"]


async def test_the_status_names_what_the_engines_can_do_for_this_reader(scope, site):
    engines = [FakeEngine(pairs=[("es", "zh"), ("en", "zh")]), FakeEngine(state="arriving")]
    worker = replace(scope, ports=replace(scope.ports, engines=engines))
    (site.settings.home / "engines.json").write_bytes(
        msgspec.json.encode(await translation.desk.told(worker))
    )

    chinese, english = await told(scope, site, ("zh-Hant",)), await told(scope, site)

    assert chinese["able"] == ["en", "es"]
    assert "ja" in chinese["missing"] and "es" not in chinese["missing"]
    assert english["able"] == []


async def test_the_page_says_so_in_words(scope, site):
    at = sits(site, scope)
    html = site.rendering.render(
        "public/status.html", at.reader, parts=[], model=None, engines=[], pairs=await told(scope, site)
    )

    assert "Nothing new is translated into" in html
    assert "Shown as written, for want of a translator" in html
    assert "中文" in html


async def test_a_note_is_shown_as_written_and_a_tap_ends_without_a_trace(scope, site):
    mei = await sign_up(scope, "mei")
    note_id = await publish(mei, title="今天的海很平静", body="")
    await drain(scope)
    at = sits(site, scope)
    title = (await note_context(at, note_id))["note"].title

    assert (title.state, title.words) == ("waiting", "今天的海很平静")
    text = translation.Text(title.ref, title.words, "zh")
    assert await readers.tap(scope, text, "en", reader=b"somebody")
    await drain(scope, with_jobs=True)

    assert (await note_context(at, note_id))["note"].title.state == "waiting"
    assert await scope.db.fetch("select 1 from translation_wish") == []
    assert await scope.db.fetch("select 1 from translation") == []
