"""Names that people look for or are offered while they type: people, topics, places, popular queries."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import product

from hongqiao.features.search.analysis import hashed, head_tokens, number_of, pieces
from hongqiao.features.search.folding import fold
from hongqiao.features.search.kana import romaji
from hongqiao.features.search.pinyin import readings
from hongqiao.features.search.queries import names as rows
from hongqiao.features.search.queries.names import Name
from hongqiao.features.search.query import Question
from hongqiao.features.search.store import BUCKET
from hongqiao.kernel.scope import Scope

OFFERED, FOUND_AT_MOST = 8, 40
_LAST = "\U0010ffff"
_FORMS_AT_MOST = 8


async def count_names(tx: Scope, kind: str, by: Counter[str]) -> None:
    """Adds to how many public notes bear these names, and takes away those of none. In one transaction."""
    changed = [(key, notes) for key, notes in sorted(by.items()) if notes]
    if not changed:
        return
    named = [(BUCKET, kind, key, key, notes, _tokens(key)) for key, notes in changed]
    await rows.PUT_NAMES.run_each(tx.db, named)
    if forms := [(BUCKET, form, kind, key) for key, notes in changed if notes > 0 for form in forms_of(key)]:
        await rows.PUT_FORM.run_each(tx.db, forms)
    if fewer := [key for key, notes in changed if notes < 0]:
        await rows.DROP_NAMES.run(tx.db, BUCKET, kind, fewer)
        await rows.DROP_ORPHANS.run(tx.db, BUCKET, kind, fewer)


async def set_name(scope: Scope, kind: str, key: str, shown: str, *, notes: int, also: str = "") -> None:
    """Keeps a name as it is now, with its forms and what it is `also` known by; former ones are gone."""
    tokens = hashed(head_tokens(shown) | head_tokens(also))
    async with scope.transaction() as tx:
        await rows.SET_NAME.run(tx.db, BUCKET, kind, key, shown, notes, tokens)
        await rows.DROP_FORMS.run(tx.db, BUCKET, kind, key)
        every = dict.fromkeys((*forms_of(shown), *forms_of(also)))
        await rows.PUT_FORM.run_each(tx.db, [(BUCKET, form, kind, key) for form in every])


async def keys_of(scope: Scope, kind: str, *, after: str, limit: int) -> list[str]:
    """Keys of the names of a kind, in order, behind one of them."""
    return await rows.KEYS_OF.all(scope.db, BUCKET, kind, after, limit)


async def forget_names(scope: Scope, kind: str, keys: Sequence[str]) -> None:
    """Takes names away, with all forms by which they were offered."""
    async with scope.transaction() as tx:
        await rows.FORGET_NAMES.run(tx.db, BUCKET, kind, list(keys))
        await rows.DROP_ORPHANS.run(tx.db, BUCKET, kind, list(keys))


async def offered(scope: Scope, typed: str) -> list[Name]:
    """Names that begin as typed, or whose sound does, those of most notes first."""
    begins = "".join(fold(typed).split())
    if not begins or len(begins) > 40:
        return []
    return await rows.BEGINNING_WITH.all(scope.db, BUCKET, begins, begins + _LAST, OFFERED)


async def named(scope: Scope, kind: str, question: Question) -> list[Name]:
    """Names of a kind that hold what was asked in one of its ways, those of most notes first."""
    every = product(*(clause.ways for clause in question.clauses))
    tokens = [
        frozenset(number_of(token) for way in ways for token in way.tokens)
        for ways, _ in zip(every, range(12), strict=False)
    ]
    needs = ["{" + ",".join(map(str, sorted(one))) + "}" for one in dict.fromkeys(tokens) if one]
    return await rows.HOLDING.all(scope.db, BUCKET, kind, needs, FOUND_AT_MOST) if needs else []


@lru_cache(maxsize=4_096)
def forms_of(name: str) -> tuple[str, ...]:
    """How somebody may begin to type a name: as written, in pinyin, by initials, in romaji."""
    folded = fold(name)
    said = [_said(piece.script, piece.text) for piece in pieces(folded)]
    forms = ["".join(folded.split())]
    if any(len(ways) > 1 for ways in said):
        forms += ["".join(one[min(at, len(one) - 1)] for one in said) for at in (1, 2)]
    forms += [piece.text for piece in pieces(folded) if len(piece.text) > 1]
    return tuple(dict.fromkeys(form[:60] for form in forms if form))[:_FORMS_AT_MOST]


def _said(script: str, text: str) -> tuple[str, ...]:
    """As written, in full, by initials."""
    if script == "han":
        syllables = [one[0] for one in readings(text, all_plausible=False) if one]
        return text, "".join(syllables), "".join(one[0] for one in syllables)
    if script == "kana":
        return text, romaji(text), romaji(text)
    return (text,)


@lru_cache(maxsize=4_096)
def _tokens(name: str) -> list[int]:
    return hashed(head_tokens(name))


def tally(before: Iterable[Sequence[str]], now: Iterable[Sequence[str]]) -> Counter[str]:
    """By how much each name is borne by more notes, or by fewer."""
    by = Counter(name for names in now for name in names)
    by.subtract(name for names in before for name in names)
    return by


def of_kind(labels: Iterable[Sequence[str]], sign: str) -> Iterator[list[str]]:
    """The labels of entries that begin with a sign, without it: # for topics, ~ for places."""
    return ([label[1:] for label in some if label[0] == sign] for some in labels)
