"""Pages of one’s own data: an archive is asked for, made, fetched by its owner alone; posts are brought.

Case A3.
"""

import io
import time
import zipfile

from tests.features.archives import boxes
from tests.web.visitor import Visitor

PATIENCE_S = 60


def archive_of(who: Visitor) -> str:
    """Asks for the archive and waits for the worker; the path at which it is fetched."""
    assert who.post("/settings/data/archive").location == "/settings/data#archive"
    until(lambda: "The archive of your data is ready." in who.get("/about").words())
    return until(lambda: found_in(who.get("/settings/data").text, "/settings/data/archives/"))


def until(look):
    ends = time.monotonic() + PATIENCE_S
    while time.monotonic() < ends:
        if found := look():
            return found
        time.sleep(0.5)
    raise AssertionError("the worker was not done in time")


def receipts_of(who: Visitor) -> str:
    return who.get("/settings/data/import").words()


def found_in(page: str, path: str) -> str:
    _, found, rest = page.partition(f'href="{path}')
    return path + rest.split('"')[0] if found else ""


def test_somebody_takes_all_of_theirs_along(mei, diego, stranger):
    mei.publish("Tea of spring", "Fragrant.", pictures=1)

    path = archive_of(mei)
    answer = mei.get(path)

    assert answer.status == 200
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["content-disposition"].startswith("attachment;")
    with zipfile.ZipFile(io.BytesIO(answer.body)) as archive:
        assert archive.testzip() is None
        assert "Tea of spring" in archive.read("index.html").decode()
        assert [name for name in archive.namelist() if name.startswith("media/")]
    assert "Asked for an archive of all your data" in mei.get("/settings/security").words()
    assert diego.get(path).status == 404
    assert stranger.get(path).status == 303
    assert diego.post(f"{path}/delete").status == 404
    assert mei.post(f"{path}/delete").status == 303
    assert mei.get(path).status == 404


def test_posts_of_elsewhere_are_brought_with_a_receipt(mei):
    box = boxes.mastodon(
        boxes.toot(1, "<p>Rice</p>"), {"type": "Announce", "object": "x"}, boxes.toot(2, "<p>Tea</p>")
    )
    files = {"file": ("archive.zip", box.getvalue(), "application/zip")}

    answer = mei.post("/settings/data/import", {"source": "mastodon", "audience": "me"}, files=files)

    assert answer.status == 303, answer
    words = until(lambda: told if "notes are new" in (told := receipts_of(mei)) else "")
    assert "2 notes are new" in words
    assert "Posts of others that you passed on" in words


def test_a_hostile_archive_is_refused_whole_on_its_receipt(mei):
    box = boxes.mastodon(boxes.toot(1, "<p>Rice</p>"), media={"../evil.jpg": b"x"})
    files = {"file": ("archive.zip", box.getvalue(), "application/zip")}

    assert mei.post("/settings/data/import", {"source": "mastodon"}, files=files).status == 303

    until(lambda: "Nothing was added" in receipts_of(mei))


def test_the_form_says_what_is_missing(mei):
    assert "Choose the archive first." in mei.post("/settings/data/import", {"source": "mastodon"}).words()
    files = {"file": ("a.zip", b"x", "application/zip")}
    assert mei.post("/settings/data/import", {"source": "elsewhere"}, files=files).status == 422
    form = {"source": "pixelfed", "audience": "x"}
    assert mei.post("/settings/data/import", form, files=files).status == 422
