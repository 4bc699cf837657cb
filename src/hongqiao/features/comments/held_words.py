"""Words that a note's author wants to look at before anybody else reads a comment with them."""

from hongqiao.features import people
from hongqiao.features.comments.queries import aside as rows
from hongqiao.kernel.errors import Invalid, NotAllowed, mark
from hongqiao.kernel.ids import AccountId, bucket_of
from hongqiao.kernel.scope import Scope
from hongqiao.kernel.text import clean_line

WORDS_AT_MOST, LENGTH = 200, 60


async def held_words(scope: Scope) -> list[rows.HeldWord]:
    """The viewer's list, last first."""
    return await rows.WORDS.all(scope.db, bucket_of(scope.me), scope.me)


async def hold_word(tx: Scope, words: str) -> None:
    """Adds to the viewer's list. Raises Invalid for the words, NotAllowed beyond 200."""
    try:
        cleaned = clean_line(words)
    except ValueError as trouble:
        raise Invalid(fields={"held": str(trouble)}) from trouble
    if not cleaned or len(cleaned) > LENGTH:
        raise Invalid(fields={"held": mark("Write a word of at most 60 characters.")})
    kept = await held_words(tx)
    if any(one.words.casefold() == cleaned.casefold() for one in kept):
        return
    if len(kept) >= WORDS_AT_MOST:
        raise NotAllowed(mark("Your list has 200 words, which is as many as anyone can keep."))
    bucket = bucket_of(tx.me)
    await rows.ADD_WORD.run(tx.db, bucket, tx.me, tx.ids.make(bucket), cleaned, tx.now)


async def let_word(tx: Scope, word_id: int) -> None:
    """Takes a word off the viewer's list; none of that number is no error."""
    await rows.DROP_WORD.run(tx.db, bucket_of(tx.me), tx.me, word_id)


async def is_held(scope: Scope, author_id: AccountId, words: str) -> bool:
    """Whether a comment holds something that is on the list of the note's author. One statement."""
    listed = await rows.WORDS.all(scope.db, bucket_of(author_id), author_id)
    return any(people.filters.stands_in(one.words, words) for one in listed)
