"""Keeping, letting go, and what a sweep takes away."""

import asyncio
from dataclasses import replace

import pytest

from hongqiao.features import media
from hongqiao.features.media import store
from hongqiao.kernel.errors import Invalid
from hongqiao.kernel.ids import bucket_of_name
from hongqiao.kernel.scope import Scope

NOTE, OTHER = "note:1", "note:2"


class Stuck:
    """Objects that cannot be deleted now."""

    def __init__(self, real) -> None:
        self.put, self.get = real.put, real.get

    async def delete_all(self, prefix: str) -> None:
        raise OSError("read-only file system")


async def swept(scope: Scope) -> int:
    """Sweeps until nothing is left to do; returns in how many sweeps."""
    rounds = 1
    while await media.sweep(scope):
        rounds += 1
        assert rounds < 20
    return rounds


async def uses(scope: Scope) -> list[tuple[str, str]]:
    """Who keeps what."""
    return [tuple(row) for row in await scope.db.fetch("select key, subject from media_use order by 1, 2")]


async def can_read(scope: Scope, picture: media.Picture) -> bool:
    """Whether the picture is served."""
    return await media.read(scope, picture.key, 320, "avif") is not None


async def test_keeping_twice_is_keeping_once(scope: Scope, red: bytes):
    picture = await media.take(scope, red)

    await media.keep(scope, [picture.key, picture.key], subject=NOTE)
    await media.keep(scope, [picture.key], subject=NOTE)

    assert await uses(scope) == [(picture.key, NOTE)]


async def test_keeping_what_is_not_there_is_refused_but_the_rest_is_kept(scope: Scope, red: bytes):
    picture = await media.take(scope, red)

    for absent in ("0" * 32, "no key", "\0"):
        with pytest.raises(Invalid):
            await media.keep(scope, [absent, picture.key], subject=NOTE)

    assert await uses(scope) == [(picture.key, NOTE)]


async def test_a_kept_picture_stays_however_long(scope: Scope, red: bytes, later):
    picture = await media.take(scope, red)
    await media.keep(scope, [picture.key], subject=NOTE)

    await swept(later(days=3650))

    assert await can_read(scope, picture)
    assert await media.pictures(later(days=3650), [picture.key]) == {picture.key: picture}


async def test_taking_a_kept_picture_again_does_not_loosen_it(scope: Scope, red: bytes, later):
    picture = await media.take(scope, red)
    await media.keep(scope, [picture.key], subject=NOTE)

    await media.take(scope, red)
    await swept(later(days=9))

    assert await can_read(scope, picture)
    assert await media.pictures(later(days=9), [picture.key]) == {picture.key: picture}


async def test_a_picture_that_nobody_kept_is_swept_after_48_hours(scope: Scope, red: bytes, later, stored):
    picture = await media.take(scope, red)

    await swept(later(hours=47, minutes=59))
    still_there = await can_read(scope, picture)
    await swept(later(hours=48))

    assert still_there
    assert not await can_read(scope, picture)
    assert stored() == set()
    assert await scope.db.fetchrow("select count(*) from media_object") == (0,)


async def test_taking_a_picture_again_starts_its_48_hours_again(scope: Scope, red: bytes, later):
    picture = await media.take(scope, red)
    await media.take(later(hours=40), red)

    await swept(later(hours=80))

    assert await can_read(scope, picture)


async def test_a_picture_about_to_be_swept_is_no_longer_offered(scope: Scope, red: bytes, later):
    """What publishes a picture keeps it a little later, in the worker: there must be time for that."""
    picture = await media.take(scope, red)

    assert await media.pictures(later(hours=47), [picture.key]) == {picture.key: picture}
    assert await media.pictures(later(hours=47, minutes=30), [picture.key]) == {}


async def test_what_the_last_subject_lets_go_is_not_served_and_is_deleted(
    scope: Scope, red: bytes, later, stored
):
    picture = await media.take(scope, red)
    await media.keep(scope, [picture.key], subject=NOTE)

    await media.release(scope, [picture.key], subject=NOTE)
    served = await can_read(scope, picture)
    await swept(later(hours=1))

    assert not served
    assert stored() == set()
    assert await scope.db.fetchrow("select count(*) from media_object") == (0,)


async def test_what_another_subject_keeps_stays(scope: Scope, red: bytes, later):
    picture = await media.take(scope, red)
    for subject in (NOTE, OTHER):
        await media.keep(scope, [picture.key], subject=subject)

    await media.release(scope, [picture.key], subject=NOTE)
    await swept(later(days=9))

    assert await can_read(scope, picture)
    assert await uses(scope) == [(picture.key, OTHER)]


async def test_letting_go_what_one_never_kept_changes_nothing(scope: Scope, red: bytes, later):
    picture = await media.take(scope, red)

    await media.release(scope, [picture.key, "0" * 32, "no key", "\0"], subject=NOTE)

    assert await can_read(scope, picture)
    assert await media.pictures(scope, [picture.key])


async def test_two_who_let_go_at_once_leave_nobody(scope: Scope, red: bytes, later, stored):
    picture = await media.take(scope, red)
    subjects = [f"note:{number}" for number in range(8)]
    for subject in subjects:
        await media.keep(scope, [picture.key], subject=subject)

    await asyncio.gather(*(media.release(scope, [picture.key], subject=subject) for subject in subjects))
    await swept(later(hours=1))

    assert stored() == set()


async def test_a_picture_let_go_can_be_kept_again_for_an_hour(scope: Scope, red: bytes, later):
    """Events overtake each other: a note that shows it too may say so after another one was withdrawn."""
    picture = await media.take(scope, red)
    await media.keep(scope, [picture.key], subject=NOTE)
    await media.release(scope, [picture.key], subject=NOTE)
    await swept(later(minutes=59))

    await media.keep(later(minutes=59), [picture.key], subject=OTHER)
    await swept(later(days=9))

    assert await can_read(scope, picture)


async def test_a_picture_that_a_sweep_has_must_be_taken_again(scope: Scope, red: bytes, later):
    picture = await media.take(scope, red)
    assert await media.sweep(later(hours=48)) == 1

    with pytest.raises(Invalid):
        await media.keep(later(hours=48), [picture.key], subject=NOTE)
    again = await media.take(later(hours=48), red)
    await swept(later(hours=49))

    assert again == picture
    assert await can_read(scope, picture)


async def test_a_sweep_that_fails_is_made_good_by_the_next(scope: Scope, red: bytes, later, stored):
    await media.take(scope, red)
    await media.sweep(later(hours=48))
    stuck = replace(later(hours=48), ports=replace(scope.ports, objects=Stuck(scope.ports.objects)))

    with pytest.raises(OSError, match="read-only"):
        await media.sweep(stuck)
    left = len(stored())
    await swept(later(hours=48))

    assert left == 6
    assert stored() == set()


async def test_a_sweep_works_in_batches(scope: Scope):
    for number in range(103):
        key = f"{number:032x}"
        await store.TAKE.run(
            scope.db,
            bucket_of_name(key),
            key,
            400,
            300,
            b"12345",
            "#ff0000",
            "4x3",
            [320, 400],
            9_000,
            scope.now,
            scope.now,
            None,
            None,
        )

    counts = [await media.sweep(scope) for _ in range(4)]

    assert counts == [100, 103, 3, 0]


async def test_taking_while_two_sweeps_run_leaves_row_and_objects(scope: Scope, red: bytes, later, stored):
    picture = await media.take(scope, red)
    then = later(hours=48)
    await media.sweep(then)

    await asyncio.gather(media.sweep(then), media.take(then, red), media.sweep(then))

    assert await can_read(scope, picture)
    assert len(stored()) == 6
