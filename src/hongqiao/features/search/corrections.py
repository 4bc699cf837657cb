"""Words that were mistyped: the known word that somebody may have meant."""

from hongqiao.features.search import store
from hongqiao.features.search.query import Question
from hongqiao.kernel.scope import Scope

_LIKE_AT_MOST = 12


async def corrected(scope: Scope, question: Question) -> str:
    """The words with each unknown one replaced by the likeliest known one; empty when none is any better.

    Says nothing of who may see what: ask whether the result finds something before it is offered.
    """
    typed = [clause.written for clause in question.clauses if " " not in clause.written]
    known = set(await store.KNOWN_WORDS.all(scope.db, store.BUCKET, typed)) if typed else set()
    meant = {}
    for word in typed:
        if word not in known and (likely := await _likeliest(scope, word)):
            meant[word] = likely
    if not meant:
        return ""
    return " ".join(meant.get(clause.written, clause.written) for clause in question.clauses)


async def _likeliest(scope: Scope, word: str) -> str:
    if len(word) < (4 if word.isascii() else 3):
        return ""
    like = await store.LIKE_WORDS.all(scope.db, store.BUCKET, word, _LIKE_AT_MOST)
    near = [(distance(word, one), place, one) for place, one in enumerate(like)]
    allowed = 1 if len(word) < 6 else 2
    return min((one for one in near if one[0] <= allowed), default=(0, 0, ""))[2]


def distance(one: str, other: str) -> int:
    """How many letters are put in, left out, changed, or swapped with their neighbour, at least.

    Source: Damerau 1964, in the restricted form (optimal string alignment).
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        before, former, row = row, before, [at]
        for place, sign in enumerate(other, 1):
            cost = min(before[place] + 1, row[-1] + 1, before[place - 1] + (letter != sign))
            if at > 1 and place > 1 and letter == other[place - 2] and one[at - 2] == sign:
                cost = min(cost, former[place - 2] + 1)
            row.append(cost)
    return row[-1]
