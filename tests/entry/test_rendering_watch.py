"""H5: abuse that only the translation brings in is not shown, and somebody looks at it."""

import pytest

from hongqiao.entry.rendering_watch import RenderingWatch
from hongqiao.features import notes, translation
from hongqiao.features.trust import cases
from tests.cast import drain, sign_up
from tests.fakes import FakeEngine
from tests.features.trust.moderating import publish, staff


class Launderer(FakeEngine):
    """Turns whatever is said into a threat."""

    def render(self, text: str, target: str) -> str:
        return "You there, I will kill you and your family by the calm sea"


@pytest.fixture
async def mei(scope):
    return await sign_up(scope, "mei")


async def test_h5_a_rendering_that_threatens_is_not_shown_and_becomes_a_case(scope, mei):
    scope.ports.engines = (Launderer(),)
    aisha = await staff(scope, "aisha")
    note_id = await publish(mei, "今天的海很平静我们待了一整天", "从早到晚都在海边散步")
    (title, *_) = (await notes.note(mei, note_id)).texts

    await drain(scope, with_jobs=True)
    await drain(scope)

    shown = await translation.stored(scope, [title], "en")
    assert all(one.quality == "refused" and not one.words for one in shown.values())
    assert (await notes.visible(mei, note_id)).title == title.words, "the original stays"
    (case,) = await cases.queue(aisha)
    assert case.category == "violence"


def test_h5_what_the_original_says_too_is_the_translators_duty(tmp_path):
    watch = RenderingWatch(tmp_path)

    assert watch.lets_pass("我要杀了你全家", "I will kill you")
    assert not watch.lets_pass("我爱你们全家", "I will kill you")
