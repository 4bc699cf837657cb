"""Keys of the API: made for a name, replaced under it, kept as hashes."""

import pytest

from hongqiao.features import site
from hongqiao.kernel.errors import Invalid, NotFound


async def test_a_key_opens_for_whom_it_was_made_and_is_kept_as_a_hash(scope):
    key = await site.make_key(scope, "luma", a_minute=7)

    holder = await site.holder_of(scope, key)
    assert (holder.name, holder.a_minute) == ("luma", 7)
    [row] = await scope.db.fetch("select * from api_key")
    assert key not in str(row)


async def test_a_new_key_of_the_same_name_replaces_the_old_one(scope):
    first, second = await site.make_key(scope, "mei"), await site.make_key(scope, "mei")

    assert await site.holder_of(scope, first) is None
    assert await site.holder_of(scope, second) is not None


async def test_the_last_key_that_is_withdrawn_closes_the_api(scope):
    assert not await site.has_keys(scope)
    key = await site.make_key(scope, "mei")
    assert await site.has_keys(scope)

    await site.withdraw_key(scope, "mei")

    assert await site.holder_of(scope, key) is None
    assert not await site.has_keys(scope)
    with pytest.raises(NotFound):
        await site.withdraw_key(scope, "mei")


@pytest.mark.parametrize("name", ["", "Mei", "a b", "x" * 41, "../x", "-x"])
async def test_a_name_that_cannot_be_one_makes_no_key(scope, name):
    with pytest.raises(Invalid):
        await site.make_key(scope, name)


@pytest.mark.parametrize("key", ["", "hq_", "\x00", "\ud800"])
async def test_what_is_no_key_belongs_to_nobody(scope, key):
    await site.make_key(scope, "mei")

    assert await site.holder_of(scope, key) is None
