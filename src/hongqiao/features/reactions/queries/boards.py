"""SQL of boards and of what stands on them."""

from datetime import datetime

import msgspec

from hongqiao.features.reactions.model import Board
from hongqiao.kernel.sql import Command, Query


class OnBoard(msgspec.Struct, frozen=True):
    """A note on a board."""

    note_id: int
    added_at: datetime


INSERT_BOARD = Command(
    """
    insert into board (bucket, id, owner_id, name, is_default, is_private, made_at)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict do nothing
    """
)

DEFAULT_BOARD = Query(
    int,
    """
    select id
    from board
    where bucket = $1
      and owner_id = $2
      and is_default
      and state = 0
    """,
)

BOARD_COUNT = Query(
    int,
    """
    select count(*)
    from board
    where bucket = $1
      and owner_id = $2
      and state = 0
    """,
)

BOARD = Query(
    Board,
    """
    select id, owner_id, name, is_default, is_private, notes, made_at,
      array(
        select note_id
        from board_note
        where board_note.bucket = $1
          and board_note.board_id = board.id
        order by added_at desc, note_id desc
        limit 4
      ) as newest
    from board
    where bucket = $1
      and id = $2
      and state = 0
    """,
)

BOARDS_OF = Query(
    Board,
    """
    select id, owner_id, name, is_default, is_private, notes, made_at,
      array(
        select note_id
        from board_note
        where board_note.bucket = $1
          and board_note.board_id = board.id
        order by added_at desc, note_id desc
        limit 4
      ) as newest
    from board
    where bucket = $1
      and owner_id = $2
      and state = 0
    order by is_default desc, id
    limit $3
    """,
)

RENAME_BOARD = Command(
    """
    update board
    set name = $3
    where bucket = $1
      and id = $2
      and state = 0
    """
)

SET_PRIVACY = Command(
    """
    update board
    set is_private = $3
    where bucket = $1
      and id = $2
      and state = 0
    """
)

MARK_DELETED = Command(
    """
    update board
    set state = 1
    where bucket = $1
      and id = $2
      and state = 0
    """
)

SAVE = Command(
    """
    with place as (
      select id
      from board
      where bucket = $1
        and id = $2
        and owner_id = $3
        and state = 0
      for update
    ), came as (
      insert into board_note (bucket, board_id, owner_id, note_id, added_at)
      select $1, id, $3, $4, $5
      from place
      on conflict do nothing
      returning board_id
    )
    update board
    set notes = board.notes + 1
    from came
    where board.bucket = $1
      and board.id = came.board_id
    """
)

UNSAVE = Command(
    """
    with went as (
      delete from board_note
      where bucket = $1
        and owner_id = $2
        and note_id = $3
        and board_id = coalesce($4, board_id)
      returning board_id
    )
    update board
    set notes = board.notes - 1
    from went
    where board.bucket = $1
      and board.id = went.board_id
    """
)

TAKE_FROM_DELETED = Query(
    int,
    """
    delete from board_note
    where bucket = $1
      and board_id = $2
      and note_id in (
        select note_id
        from board_note
        where bucket = $1
          and board_id = $2
        limit $3
      )
      and exists (
        select
        from board
        where bucket = $1
          and id = $2
          and state = 1
      )
    returning note_id
    """,
)

ERASE_BOARD = Command(
    """
    delete from board
    where bucket = $1
      and id = $2
      and state = 1
    """
)

SAVED_AMONG = Query(
    int,
    """
    select distinct board_note.note_id
    from board_note
    join board on board.bucket = $1
      and board.id = board_note.board_id
    where board_note.bucket = $1
      and board_note.owner_id = $2
      and board_note.note_id = any($3)
      and board.state = 0
    """,
)

BOARDS_HOLDING = Query(
    int,
    """
    select board_note.board_id
    from board_note
    join board on board.bucket = $1
      and board.id = board_note.board_id
    where board_note.bucket = $1
      and board_note.owner_id = $2
      and board_note.note_id = $3
      and board.state = 0
    limit 200
    """,
)

NOTES_ON = Query(
    OnBoard,
    """
    select note_id, added_at
    from board_note
    where bucket = $1
      and board_id = $2
      and (added_at, note_id) < ($3, $4)
    order by added_at desc, note_id desc
    limit $5
    """,
)

SAVED_SINCE = Query(
    datetime,
    """
    select min(board_note.added_at)
    from board_note
    join board on board.bucket = $1
      and board.id = board_note.board_id
    where board_note.bucket = $1
      and board_note.owner_id = $2
      and board_note.note_id = $3
      and board.state = 0
    """,
)
