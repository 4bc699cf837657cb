"""SQL of private accounts and of who asks to follow them."""

from datetime import datetime

from hongqiao.features.people.store import FollowEnd
from hongqiao.kernel.sql import Command, Query

IS_PRIVATE = Query(
    bool,
    """
    select is_private
    from profile
    where bucket = $1
      and account_id = $2
    """,
)

HOLD_PRIVACY = Query(
    bool,
    """
    select is_private
    from profile
    where bucket = $1
      and account_id = $2
    for share
    """,
)

SET_PRIVATE = Command(
    """
    update profile
    set is_private = $3
    where bucket = $1
      and account_id = $2
      and is_private <> $3
    """
)

WISH = Command(
    """
    insert into follow_wish (bucket, account_id, target_id, made_at)
    values ($1, $2, $3, $4)
    on conflict do nothing
    """
)

DROP_WISH = Command(
    """
    delete from follow_wish
    where bucket = $1
      and account_id = $2
      and target_id = $3
    """
)

WISHED_SINCE = Query(
    datetime,
    """
    select made_at
    from follow_wish
    where bucket = $1
      and account_id = $2
      and target_id = $3
    """,
)

WISHED_AMONG = Query(
    int,
    """
    select target_id
    from follow_wish
    where bucket = $1
      and account_id = $2
      and target_id = any($3)
    """,
)

ADD_REQUEST = Command(
    """
    insert into follow_request (bucket, account_id, asker_id, made_at)
    values ($1, $2, $3, $4)
    on conflict do nothing
    """
)

DROP_REQUEST = Command(
    """
    delete from follow_request
    where bucket = $1
      and account_id = $2
      and asker_id = $3
    """
)

ACCEPT_REQUEST = Command(
    """
    update follow_request
    set is_accepted = true
    where bucket = $1
      and account_id = $2
      and asker_id = $3
      and not is_accepted
    """
)

IS_ACCEPTED = Query(
    bool,
    """
    select is_accepted
    from follow_request
    where bucket = $1
      and account_id = $2
      and asker_id = $3
    """,
)

REQUESTS = Query(
    FollowEnd,
    """
    select asker_id as person_id, made_at
    from follow_request
    where bucket = $1
      and account_id = $2
      and not is_accepted
      and (made_at, asker_id) < ($3, $4)
    order by made_at desc, asker_id desc
    limit $5
    """,
)

REQUEST_COUNT = Query(
    int,
    """
    select count(*)
    from (
      select
      from follow_request
      where bucket = $1
        and account_id = $2
        and not is_accepted
      limit 100
    ) as waiting
    """,
)
