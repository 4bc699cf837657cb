"""Leaving, as somebody does it: out of sight at once, back by signing in, erased in the end."""

import json
import time
from collections.abc import Callable

AT_MOST_S = 5.0


def within(seconds: float, is_so: Callable[[], bool]) -> bool:
    """Whether it becomes so in time."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if is_so():
            return True
        time.sleep(0.1)
    return is_so()


def test_whoever_leaves_is_out_of_sight_and_comes_back_by_signing_in(visit, mei, diego):
    note = mei.publish("Seven bridges", "Words. #bridges", pictures=1)
    theirs = diego.publish("Of diego", "Words.")
    mei.say(theirs, "What a bridge")
    page = mei.get("/settings/leave")
    assert page.status == 200

    left = mei.post("/settings/leave", {"sure": "on"})

    assert left.status == 303 and left.location.startswith("/left/")
    assert mei.get("/settings").status == 303
    places = (note, f"/people/{mei.handle}")
    assert [diego.get(path).status for path in places] == [404, 404]
    assert "What a bridge" not in diego.get(theirs).text
    assert within(AT_MOST_S, lambda: note not in diego.get("/search?q=Seven+bridges").text)
    told = diego.get(left.location)
    assert told.status == 200 and told.headers["cache-control"] == "no-store"

    assert visit().sign_in(mei.handle).status == 303
    assert within(AT_MOST_S, lambda: all(diego.get(path).status == 200 for path in places))
    assert within(AT_MOST_S, lambda: "What a bridge" in diego.get(theirs).text)
    assert diego.get(left.location).status == 404


def test_nobody_leaves_by_accident(mei):
    refused = mei.post("/settings/leave", {})

    assert refused.status == 422
    assert mei.get("/settings").status == 200


def test_the_command_line_erases_at_once_and_prints_the_receipt(community, mei, diego, stranger):
    note = mei.publish("Of mei", "Words.", pictures=1)

    done = community.run("erase", "--as", mei.handle, "--now")

    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["rows"]["notes"] and told["objects"] == 1
    assert diego.get(note).status == 404
    path = "/left/" + told["address"].rpartition("/")[2]
    assert diego.get(path).status == 200
    kept = json.loads(diego.get(f"{path}/receipt").text)
    assert json.loads(kept["receipt"])["account"] == told["account"]
    assert stranger.sign_in(mei.handle).status == 422


def test_the_command_line_erases_nobody_without_being_told_so(community, mei):
    assert community.run("erase", "--as", mei.handle).returncode == 1
    assert mei.get("/settings").status == 200
