"""People take along what they corrected: of texts that everyone may read, and of nobody else."""

import io

from hongqiao.features import translation
from hongqiao.features.translation import corrections
from tests.features.translation.correcting import (
    BETTER,
    BODY,
    LAST,
    PRIVATE,
    person,
    spread,
    suggested,
    translated,
)


async def test_a_file_of_ones_own_is_read_by_every_program_that_reads_tmx(scope):
    diego, noor = person(scope, 2, "en", "zh-Hans"), person(scope, 3, "en", "zh-Hans")
    await translated(scope, BODY)
    await suggested(diego)
    await spread(scope)

    mine, others = await corrections.own_tmx(diego), await corrections.own_tmx(noor)

    [(source, target, unit)] = corrections.read_tmx(io.BytesIO(mine.encode()))
    assert (source, target, unit.written, unit.words) == ("zh", "en", LAST, BETTER)
    assert "<tu " not in others
    assert (await corrections.has_corrected(diego), await corrections.has_corrected(noor)) == (True, False)


async def test_what_few_may_read_and_what_was_withdrawn_is_not_in_it(scope):
    diego = person(scope, 2, "en", "zh-Hans")
    await translated(scope, BODY, PRIVATE)
    await suggested(diego)
    await suggested(diego, PRIVATE)
    await spread(scope)

    before = await corrections.own_tmx(diego)
    await translation.forget(scope, [BODY], "note:0")
    await spread(scope)

    assert before.count("<tu ") == 1
    assert "<tu " not in await corrections.own_tmx(diego)
