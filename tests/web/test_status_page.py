"""The status page and /healthz tell how each engine is; what it took is for those who run the site."""

import msgspec
import pytest

from hongqiao.features.translation import desk
from hongqiao.web.health import health_of
from hongqiao.web.public import pages
from tests.web.sitting import site_of, sits

TOLD = desk.Told(
    (
        desk.EngineReport("deepl", "v2", "spent", True, tokens=250_000, tokens_a_day=200_000),
        desk.EngineReport("house", "q", "resting", True, failures=4, rests_for_s=17),
        desk.EngineReport("local-llm", "q", "ready", False, tokens=12),
    )
)


@pytest.fixture
def site(scope):
    (scope.ports.settings.home / "engines.json").write_bytes(msgspec.json.encode(TOLD))
    return site_of(scope)


async def shown(site, scope, **looks) -> str:
    at = sits(site, scope, **looks)
    health = await health_of(site)
    pairs = {"target": "en", "able": [], "missing": []}
    engines = pages._engines(at, health)
    page = at.page("public/status.html", parts=[], model=None, pairs=pairs, engines=engines)
    return page.content.decode()


async def test_each_engine_is_shown_in_order_with_its_state_and_whether_text_leaves(site, scope):
    page = await shown(site, scope)

    assert page.index("deepl") < page.index("house") < page.index("local model")
    assert "has done its share for today" in page and "resting after failures" in page
    assert page.count("on another machine") == 2


async def test_what_engines_took_is_shown_to_staff_only(site, scope):
    assert "Tokens today" not in await shown(site, scope)

    page = await shown(site, scope, is_staff=True)

    assert "Tokens today: 250K of 200K" in page and "(17 s)" in page


async def test_health_names_states_and_calls_translation_ready_when_one_engine_is(site):
    health = await health_of(site)

    assert health.parts["engines"] == "ready"
    assert msgspec.json.decode(health.as_json())["engines"] == {
        "deepl": "spent", "house": "resting", "local-llm": "ready",
    }


@pytest.mark.parametrize("text", ["", "{", '{"nmt": "ready"}', "[]"])
async def test_a_file_of_another_version_is_as_none(site, scope, text):
    (scope.ports.settings.home / "engines.json").write_text(text)

    assert (await health_of(site)).parts["engines"] == "absent"
