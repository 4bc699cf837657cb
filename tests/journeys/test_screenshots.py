"""The picture in the README, taken of the demo town; only when HONGQIAO_PICTURES=1 asks for it."""

import io
import os
import time
from collections.abc import Iterator

import pytest
from PIL import Image

from tests.entry.community import FOR_TESTS
from tests.entry.installation import CHECKOUT, Installation
from tests.journeys.person import Person

PICTURE = CHECKOUT / "docs" / "pictures" / "explore.webp"
FILLS_WITHIN_S = 600.0


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The demo town, whole; without photographs, which are not the project's own."""
    no_photos = tmp_path_factory.mktemp("photos")
    (no_photos / "credits.json").write_text("[]")
    installation = Installation("--no-model", "--photos", str(no_photos), **FOR_TESTS)
    installation.start()
    deadline = time.monotonic() + FILLS_WITHIN_S
    while installation.processes("hongqiao.entry.seed"):
        assert time.monotonic() < deadline, installation.last_words()
        time.sleep(1)
    yield installation
    installation.remove()


@pytest.mark.skipif(os.environ.get("HONGQIAO_PICTURES") != "1", reason="taken only when HONGQIAO_PICTURES=1")
async def test_explore_is_taken_for_the_readme(browser, town):
    reader = await Person.arrive(browser, town.origin, "en", device_scale_factor=1.5, reduced_motion="reduce")
    await reader.open("/")
    await reader.page.wait_for_load_state("networkidle")

    shot = await reader.page.screenshot(animations="disabled")

    await reader.leave()
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    Image.open(io.BytesIO(shot)).save(PICTURE, "WEBP", quality=82, method=6)
    assert reader.troubles == []
    assert PICTURE.stat().st_size > 20_000
