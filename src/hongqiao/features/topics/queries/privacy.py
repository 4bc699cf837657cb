"""SQL of somebody’s own rows: a copy of them, and their end."""

from hongqiao.kernel.sql import Command, Query

TOPIC_CHANGE_OF = Query(
    str,
    """
    select to_jsonb(held)::text as row
    from topic_change as held
    where held.bucket = $1
      and held.person_id = $2
    """,
)

ERASE_TOPIC_CHANGE = Command(
    """
    update topic_change
    set person_id = 0, person_handle = ''
    where bucket = $1
      and person_id = $2
    """
)

TOPIC_VOTE_OF = Query(
    str,
    """
    select to_jsonb(held)::text as row
    from topic_vote as held
    where held.bucket = $1
      and held.person_id = $2
    """,
)

ERASE_TOPIC_VOTE = Command(
    """
    delete from topic_vote
    where bucket = $1
      and person_id = $2
    """
)

TOPIC_LOG_OF = Query(
    str,
    """
    select to_jsonb(held)::text as row
    from topic_log as held
    where held.bucket = $1
      and held.person_id = $2
    """,
)

ERASE_TOPIC_LOG = Command(
    """
    update topic_log
    set person_id = null, person_handle = ''
    where bucket = $1
      and person_id = $2
    """
)

TOPIC_FOLLOW_OF = Query(
    str,
    """
    select (to_jsonb(held))::text as row
    from topic_follow as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_TOPIC_FOLLOW = Command(
    """
    delete from topic_follow
    where bucket = $1
      and account_id = $2
    """
)
