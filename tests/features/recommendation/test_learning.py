"""The site's own light model: learned from what was seen, named in the settings, not used when it is bad."""

import msgspec
import numpy as np
import pytest

from hongqiao.features import recommendation
from hongqiao.features.recommendation import Stockroom, light, recomputed, served
from hongqiao.features.recommendation.hot import WEIGHTS
from hongqiao.features.recommendation.queries import choices
from hongqiao.features.recommendation.stock import LIGHT
from hongqiao.kernel.errors import NotFound
from hongqiao.kernel.ids import bucket_of
from hongqiao.kernel.paging import read_cursor
from tests.cast import sign_up
from tests.features.acts import later
from tests.features.recommendation.reading import like, page, town


def other_model() -> light.Light:
    changed = {
        name: msgspec.structs.replace(one, base=one.base + 1) for name, one in light.DEFAULT.actions.items()
    }
    return light.Light(changed)


async def test_too_few_signals_teach_nothing(scope):
    written = await town(scope, 12)
    diego = await sign_up(scope, "diego")
    await like(diego, *written[:3])

    assert not await recommendation.learning.learn(scope)


async def test_from_enough_signals_a_model_is_laid_ready(scope, monkeypatch):
    monkeypatch.setattr(light, "LOGISTIC_FROM", 5)
    written = await town(scope, 24)
    for handle in ("mei", "diego", "luma"):
        reader = await sign_up(scope, handle)
        found = await page(reader)
        await recommendation.note_met(reader, [line.id for line in found.lines])
        await like(reader, *written[:8])

    assert await recommendation.learning.learn(scope)
    room = Stockroom()
    await room.look(scope)
    assert room.model.actions["like"].kind == "logistic"
    assert room.config.model != recommendation.CONFIG.model


async def test_a_model_of_the_sites_own_is_named_and_its_scores_can_be_computed_again(scope):
    await town(scope, 24)
    diego, body = await sign_up(scope, "diego"), light.packed(other_model())
    await choices.SET_STOCK.run(scope.db, choices.BUCKET, LIGHT, 7, body)
    room = Stockroom()

    found = await page(diego, room)
    logged = await served(diego, read_cursor(found.next, 3)[0])

    again = [recomputed(one, room.config, room.model) for one in logged]
    shipped = [recomputed(one) for one in logged]
    assert np.allclose(again, [one.score for one in logged], atol=1e-6, rtol=0)
    assert not np.allclose(shipped, again)


async def test_pages_of_the_model_before_can_be_computed_again_for_30_days(scope, monkeypatch):
    monkeypatch.setattr(light, "LOGISTIC_FROM", 5)
    written = await town(scope, 24)
    diego = await sign_up(scope, "diego")
    await choices.SET_STOCK.run(scope.db, choices.BUCKET, LIGHT, 7, light.packed(other_model()))
    await recommendation.gather.keep_config(scope)
    found = await page(diego)
    session = read_cursor(found.next, 3)[0]
    for handle in ("mei", "luma", "noor"):
        reader = await sign_up(scope, handle)
        await recommendation.note_met(reader, [line.id for line in (await page(reader)).lines])
        await like(reader, *written[:8])

    assert await recommendation.learning.learn(scope)

    rows = await choices.SERVED.all(scope.db, bucket_of(diego.me), diego.me, session)
    settings = await recommendation.published.settings_of(scope, rows[0].config)
    logged = await served(diego, session)
    again = [recomputed(one, *settings) for one in logged]
    assert settings[0].model != recommendation.CONFIG.model
    assert np.allclose(again, [one.score for one in logged], atol=1e-6, rtol=0)
    await recommendation.gather.forget_old(later(scope, days=31))
    with pytest.raises(NotFound):
        await recommendation.published.settings_of(scope, rows[0].config)


def test_what_is_published_of_actions_is_what_counts():
    published = recommendation.CONFIG.action_points

    assert set(published) == {"like", "save", "comment", "hide"}
    assert {name: WEIGHTS[name] for name in published} == published


async def test_a_model_that_cannot_be_read_is_not_used(scope):
    await town(scope, 24)
    diego = await sign_up(scope, "diego")
    await choices.SET_STOCK.run(scope.db, choices.BUCKET, LIGHT, 7, b"{not a model")
    room = Stockroom()

    found = await page(diego, room)

    assert len(found.lines) == 12
    assert room.model == light.DEFAULT
