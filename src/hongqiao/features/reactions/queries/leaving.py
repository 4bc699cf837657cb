"""SQL of likes and boards of somebody who leaves."""

import msgspec

from hongqiao.kernel.sql import Query


class Given(msgspec.Struct, frozen=True):
    """A like that somebody gave."""

    kind: int
    subject_id: int


STEP_OUT = Query(
    int,
    """
    update board
    set state = 2
    where bucket = $1
      and owner_id = $2
      and state = 0
    returning id
    """,
)

STEP_IN = Query(
    int,
    """
    update board
    set state = 0
    where bucket = $1
      and owner_id = $2
      and state = 2
    returning id
    """,
)

LIKES = Query(
    Given,
    """
    select kind::int, subject_id
    from like_out
    where bucket = $1
      and account_id = $2
    order by kind, subject_id
    limit 500
    """,
)

BOARDS = Query(
    int,
    """
    select id
    from board
    where bucket = $1
      and owner_id = $2
      and state = 0
    order by id
    limit 300
    """,
)
