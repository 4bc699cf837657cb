"""SQL of threads: every statement gives comments with their counts."""

from hongqiao.features.comments.model import Comment
from hongqiao.kernel.sql import Query

COMMENTS = Query(
    Comment,
    """
    select c.id, c.note_id, c.note_author_id, c.parent_id, c.reply_to_id, c.author_id, c.words, c.lang,
      c.rank, pin.comment_id is not null as is_pinned, c.made_at, greatest(stat.likes, 0) as likes,
      greatest(stat.replies, 0) as replies, c.state, c.reason,
      c.barred || coalesce(top.barred, '{}') as barred
    from unnest($1::int[], $2::bigint[]) as wanted (bucket, id)
    join comment c on c.bucket = wanted.bucket
      and c.id = wanted.id
    left join comment top on top.bucket = wanted.bucket
      and top.id = c.parent_id
    left join comment_pin pin on pin.bucket = wanted.bucket
      and pin.note_id = c.note_id
      and pin.comment_id = c.id
    cross join lateral (
      select sum(likes) as likes, sum(replies) as replies
      from comment_stat
      where bucket = wanted.bucket
        and comment_id = c.id
    ) stat
    where c.state = 0
      and (c.parent_id is null or top.state = 0)
    limit 1000
    """,
    buckets="many",
)

PINNED = Query(
    Comment,
    """
    select c.id, c.note_id, c.note_author_id, c.parent_id, c.reply_to_id, c.author_id, c.words, c.lang,
      c.rank, true as is_pinned, c.made_at, greatest(stat.likes, 0) as likes,
      greatest(stat.replies, 0) as replies, c.state, c.reason, c.barred
    from comment_pin pin
    join comment c on c.bucket = $1
      and c.id = pin.comment_id
    cross join lateral (
      select sum(likes) as likes, sum(replies) as replies
      from comment_stat
      where bucket = $1
        and comment_id = c.id
    ) stat
    where pin.bucket = $1
      and pin.note_id = $2
      and c.state = 0
    """,
)

TOP_COMMENTS = Query(
    Comment,
    """
    select c.id, c.note_id, c.note_author_id, c.parent_id, c.reply_to_id, c.author_id, c.words, c.lang,
      c.rank, false as is_pinned, c.made_at, greatest(stat.likes, 0) as likes,
      greatest(stat.replies, 0) as replies, c.state, c.reason, c.barred
    from comment c
    cross join lateral (
      select sum(likes) as likes, sum(replies) as replies
      from comment_stat
      where bucket = $1
        and comment_id = c.id
    ) stat
    where c.bucket = $1
      and c.note_id = $2
      and c.parent_id is null
      and c.state = 0
      and (c.rank, c.id) < ($3, $4)
      and not exists (
        select
        from comment_pin pin
        where pin.bucket = $1
          and pin.note_id = $2
          and pin.comment_id = c.id
      )
    order by c.rank desc, c.id desc
    limit $5
    """,
)

FIRST_REPLIES = Query(
    Comment,
    """
    select c.id, c.note_id, c.note_author_id, c.parent_id, c.reply_to_id, c.author_id, c.words, c.lang,
      c.rank, false as is_pinned, c.made_at, greatest(stat.likes, 0) as likes, 0 as replies, c.state,
      c.reason, c.barred
    from unnest($2::bigint[]) as top (id)
    cross join lateral (
      select *
      from comment
      where bucket = $1
        and parent_id = top.id
        and state = 0
      order by id
      limit $3
    ) c
    cross join lateral (
      select sum(likes) as likes
      from comment_stat
      where bucket = $1
        and comment_id = c.id
    ) stat
    order by c.parent_id, c.id
    limit 1000
    """,
)

REPLIES = Query(
    Comment,
    """
    select c.id, c.note_id, c.note_author_id, c.parent_id, c.reply_to_id, c.author_id, c.words, c.lang,
      c.rank, false as is_pinned, c.made_at, greatest(stat.likes, 0) as likes, 0 as replies, c.state,
      c.reason, c.barred
    from comment c
    cross join lateral (
      select sum(likes) as likes
      from comment_stat
      where bucket = $1
        and comment_id = c.id
    ) stat
    where c.bucket = $1
      and c.parent_id = $2
      and c.state = 0
      and c.id > $3
    order by c.id
    limit $4
    """,
)

ASIDE = Query(
    Comment,
    """
    select c.id, c.note_id, c.note_author_id, c.parent_id, c.reply_to_id, c.author_id, c.words, c.lang,
      c.rank, false as is_pinned, c.made_at, 0 as likes, 0 as replies, c.state, c.reason, c.barred
    from comment c
    where c.bucket = $1
      and c.note_id = $2
      and (c.author_id = $3 and c.state in (3, 4) or c.note_author_id = $3 and c.state = 3)
    order by c.id desc
    limit 50
    """,
)

ASIDE_ONE = Query(
    Comment,
    """
    select c.id, c.note_id, c.note_author_id, c.parent_id, c.reply_to_id, c.author_id, c.words, c.lang,
      c.rank, false as is_pinned, c.made_at, 0 as likes, 0 as replies, c.state, c.reason, c.barred
    from comment c
    where c.bucket = $1
      and c.id = $2
      and c.state in (3, 4)
    """,
)

COUNT_OF = Query(
    int,
    """
    select count(*)
    from comment c
    left join comment top on top.bucket = $1
      and top.id = c.parent_id
    where c.bucket = $1
      and c.note_id = $2
      and c.state = 0
      and (c.parent_id is null or top.state = 0)
      and (
        c.author_id = any($3)
        or top.author_id = any($3)
        or c.author_id <> $5
        and c.barred || coalesce(top.barred, '{}') <> '{}'
        and ($4 = '' or $4 = any(c.barred || coalesce(top.barred, '{}')))
      )
    """,
)

LANGUAGES = Query(
    str,
    """
    select distinct lang
    from (
      select lang
      from comment
      where bucket = $1
        and note_id = $2
        and state = 0
      order by author_id -- as the index has them: without an order all comments would be read
      limit $3
    ) as first_found
    where lang <> 'und'
    limit 50
    """,
)
