"""SQL of people who leave: out of sight, and off the lists of others."""

from hongqiao.kernel.sql import Command, Query

STEP_OUT = Command(
    """
    update profile
    set is_away = true
    where bucket = $1
      and account_id = $2
      and not is_away
    """
)

STEP_IN = Command(
    """
    update profile
    set is_away = false
    where bucket = $1
      and account_id = $2
      and is_away
    """
)

HAS_PROFILE = Query(
    bool,
    """
    select true
    from profile
    where bucket = $1
      and account_id = $2
    """,
)

TARGETS = Query(
    int,
    """
    select target_id
    from follow_out
    where bucket = $1
      and account_id = $2
    order by target_id
    limit 500
    """,
)

FOLLOWERS = Query(
    int,
    """
    select follower_id
    from follow_in
    where bucket = $1
      and account_id = $2
      and follower_id > $3
    order by follower_id
    limit 500
    """,
)
