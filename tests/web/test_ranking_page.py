"""/transparency/feed prints every number that ranks, the version, and what changed; for everybody."""

import httpx
import msgspec
import pytest

from hongqiao.features import recommendation
from hongqiao.features.recommendation import CONFIG
from hongqiao.features.recommendation.queries import choices
from hongqiao.web.app import make_app
from hongqiao.web.public.ranking import MEANINGS
from tests.features.acts import later
from tests.web.sitting import site_of


@pytest.fixture
async def visitor(scope):
    transport = httpx.ASGITransport(app=make_app(site_of(scope)))
    async with httpx.AsyncClient(transport=transport, base_url="http://site") as client:
        yield client


def test_every_weight_has_its_words():
    assert MEANINGS.keys() == CONFIG.weights.keys()


async def test_every_weight_and_the_hash_are_printed(visitor):
    html = (await visitor.get("/transparency/feed")).text

    assert CONFIG.hash in html
    for name, weight in CONFIG.weights.items():
        assert f'<code>{name}</code></th><td dir="ltr">{weight:g}</td>' in html


async def test_a_changed_number_is_told_as_a_change(scope, visitor):
    former = msgspec.structs.replace(CONFIG, gamma=9.0, weights={**CONFIG.weights, "hide": -3.0})
    body = msgspec.json.encode(former, order="sorted")
    await choices.ADD_CONFIG.run(scope.db, choices.BUCKET, former.hash, body, scope.now)
    await recommendation.gather.keep_config(later(scope, days=1))

    html = (await visitor.get("/transparency/feed")).text

    assert former.hash != CONFIG.hash
    assert f'<code>gamma</code>: <span dir="ltr">9 → {CONFIG.gamma:g}</span>' in html
    assert '<code>weights.hide</code>: <span dir="ltr">-3 → -6</span>' in html


def test_the_hash_changes_with_any_number():
    changes: list[dict] = [{"mix": 20}, {"version": f"{CONFIG.version}1"}]
    others = [msgspec.structs.replace(CONFIG, **one) for one in changes]

    assert len({CONFIG.hash, *(one.hash for one in others)}) == 3
