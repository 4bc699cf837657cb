"""SQL of the transparency log and of statements of reasons. All of it lies in the log’s bucket."""

import msgspec

from hongqiao.kernel.sql import Command, Query


class NodeRow(msgspec.Struct, frozen=True):
    level: int
    at: int
    hash: bytes


class Counted(msgspec.Struct, frozen=True):
    number: int
    size: int


GROW = Query(
    int,
    """
    insert into log_state (bucket, size, heads)
    values ($1, 1, 0)
    on conflict (bucket)
    do update set size = log_state.size + 1
    returning size - 1
    """,
)

COUNT_HEAD = Query(
    Counted,
    """
    insert into log_state (bucket, size, heads)
    values ($1, 0, 1)
    on conflict (bucket)
    do update set heads = log_state.heads + 1
    returning heads - 1 as number, size
    """,
)

INSERT_ENTRY = Command(
    """
    insert into log_entry (bucket, index, decision_id, reverses, at, body)
    values ($1, $2, $3, $4, $5, $6)
    """
)

INSERT_NODE = Command(
    """
    insert into log_node (bucket, level, at, hash)
    values ($1, $2, $3, $4)
    """
)

NODES = Query(
    NodeRow,
    """
    select level, at, hash
    from log_node
    where bucket = $1
      and (level, at) in (
        select level, at
        from unnest($2::int[], $3::bigint[]) as wanted (level, at)
      )
    """,
)

INSERT_HEAD = Command(
    """
    insert into log_head (bucket, number, size, body)
    values ($1, $2, $3, $4)
    """
)

HEAD_LINE = Query(
    str,
    """
    select body
    from log_head
    where bucket = $1
      and number = $2
    """,
)

NEWEST_HEADS = Query(
    str,
    """
    select body
    from log_head
    where bucket = $1
    order by number desc
    limit $2
    """,
)

HEAD_LINES = Query(
    str,
    """
    select body
    from log_head
    where bucket = $1
      and number >= $2
      and number < $3
    order by number
    limit 1000
    """,
)

ENTRY_LINES = Query(
    str,
    """
    select body
    from log_entry
    where bucket = $1
      and index >= $2
      and index < $3
    order by index
    limit 1000
    """,
)

INSERT_KEY = Command(
    """
    insert into log_key (bucket, number, body)
    values ($1, $2, $3)
    """
)

KEY_LINES = Query(
    str,
    """
    select body
    from log_key
    where bucket = $1
    order by number
    limit 1000
    """,
)


class StatementRow(msgspec.Struct, frozen=True):
    decision_id: int
    person_id: int
    index: int
    head: int
    salt: bytes | None
    body: str


INSERT_STATEMENT = Command(
    """
    insert into statement_of_reasons (bucket, decision_id, person_id, index, head, salt, body, made_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    """
)

STATEMENT = Query(
    StatementRow,
    """
    select decision_id, person_id, index, head, salt, body
    from statement_of_reasons
    where bucket = $1
      and decision_id = $2
    """,
)

STATEMENTS_TO = Query(
    StatementRow,
    """
    select decision_id, person_id, index, head, salt, body
    from statement_of_reasons
    where bucket = $1
      and person_id = $2
      and decision_id < $3
    order by decision_id desc
    limit $4
    """,
)

FORGET_SALTS = Command(
    """
    update statement_of_reasons
    set salt = null
    where bucket = $1
      and person_id = $2
    """
)
