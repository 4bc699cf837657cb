"""Every regular expression of the product, and words made to be slow for it: case E6."""

import ast
import importlib
import pkgutil
import re
import re._compiler as compiler  # as they are written, patterns tell nobody what they repeat
import re._constants as sre
import re._parser as parser
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

import hongqiao
from hongqiao.features.lexicon import sizes
from hongqiao.features.translation import doubled, negation, protect, small_numbers
from hongqiao.features.translation import patterns as exchanged
from hongqiao.features.trust.screening import lists
from hongqiao.web import varieties
from hongqiao.web.search import marking
from tests.architecture.tree import PROJECT, Source

LONG = 100_000
"""Characters of a hostile text, as the case says."""

METHODS = frozenset({"search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn"})
_ONE_OF = "a0_ -.#@/:<\n\u00e9\u6c49\u0627\u200d\U0001f600"
"""Letters of each kind that patterns tell apart."""
GENERIC = (
    *_ONE_OF, "a ", "a1", ". ", "#a ", "@a", "https://", "http://a.", "<a ", "&amp;", "((", "[[", '"',
    "1,", "1.", "+1 ", "\u4e00\u4e8c", "\u0661", "a\u0301", "\U0001f468\u200d", "\r\n", "\u3000",
    "\u3001", "--", "\\",
)  # fmt: skip
"""Units that are repeated in front of every pattern."""

MADE: dict[str, Callable[[], list[re.Pattern]]] = {
    "features.lexicon.sizes._noun_near": lambda: _each(sizes._SHOES, sizes._CLOTHES),
    "features.lexicon.sizes._nearest": lambda: _each(sizes._SHOES, sizes._CLOTHES),
    "features.translation.doubled.without_doubled_units": lambda: [
        re.compile(rf"(9 km)\s?-?(?:{unit})(?![A-Za-zа-яё])", re.IGNORECASE)
        for unit in [doubled._CURRENCY, *doubled._MEASURE.values()]
    ],
    "features.translation.negation._is_lost": lambda: _each(
        negation._LOOKS_LIKE, negation._SURE, negation.ANY_FORM
    ),
    "features.translation.patterns._may_exchange": lambda: [re.compile(exchanged._as_whole("3"))],
    "features.translation.patterns._put": lambda: [re.compile(exchanged._as_whole("Ann-Mary"))],
    "features.translation.protect._grows_together": lambda: _each(protect._MORE),
    "features.translation.protect.restore_so_far": lambda: [re.compile(r"\[\d*$")],
    "features.translation.protect._marks": lambda: [protect._marks("[{}]"), protect._marks("⟦{}⟧")],
    "features.translation.small_numbers._pattern": lambda: [
        one for each in small_numbers._SAYS.values() for one in each
    ],
    "features.trust.screening.lists.__init__": lambda: [
        pattern for group in lists.shipped()._groups.values() for _, pattern in group._phrases
    ],
    "web.varieties._table": lambda: [
        table.pattern for tag in varieties._WITH_TABLES if (table := varieties._table(tag))
    ],
    "web.search.marking._pattern": lambda: [one for one in [marking._pattern("coffee tea c++")] if one],
}
"""Functions that put patterns together while the product runs -> what they can come to."""


class Found(NamedTuple):
    """A pattern, where it stands, and by which methods it is used."""

    place: str
    pattern: re.Pattern
    methods: frozenset[str]


@cache
def patterns() -> list[Found]:
    """Every pattern of the package that can be read or is held by a module, each once."""
    found: dict[re.Pattern, Found] = {}
    everywhere = {source: _uses(source) for source in PROJECT.package()}
    of_module = {f"hongqiao.{_module(source)}": used for source, used in everywhere.items()}
    for module in pkgutil.walk_packages(hongqiao.__path__, "hongqiao."):
        for name, value in vars(importlib.import_module(module.name)).items():
            for pattern in _held(value):
                near = [of_module[module.name]] if name.startswith("_") else everywhere.values()
                methods = frozenset().union(*(used.get(name, ()) for used in near)) or METHODS
                place = f"{module.name.removeprefix('hongqiao.')}.{name}"
                found.setdefault(pattern, Found(place, pattern, methods))
    for source in PROJECT.package():
        for call, function in _calls(source):
            pattern = _pattern_of(source, call)
            if pattern is not None and pattern not in found:
                method = call.func.attr  # type: ignore[attr-defined]
                methods = METHODS if method == "compile" else frozenset({method})
                found[pattern] = Found(f"{_module(source)}.{function}", pattern, methods)
    for place, made in MADE.items():
        found |= {pattern: Found(place, pattern, METHODS) for pattern in made()}
    return list(found.values())


def unread() -> list[str]:
    """Functions that put a pattern together while the product runs: nobody can read it there."""
    return sorted({
        f"{_module(source)}.{function}"
        for source in PROJECT.package()
        for call, function in _calls(source)
        if _pattern_of(source, call) is None
    })  # fmt: skip


def _uses(source: Source) -> dict[str, set[str]]:
    """Name -> the methods that this file calls on it; all of them if it also hands it on."""
    found: dict[str, set[str]] = {}
    asked = set()
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
            asked.add(node.value)
            found.setdefault(_name(node.value), set()).update({node.attr} & METHODS)
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node not in asked:
            found.setdefault(node.id, set()).update(METHODS)
    return found


def _name(node: ast.Name | ast.Attribute) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr


def _module(source: Source) -> str:
    return source.inner.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _calls(source: Source) -> Iterator[tuple[ast.Call, str]]:
    """Calls of the module `re`, and the function that each stands in."""
    within = [(source.tree, "")]
    while within:
        parent, function = within.pop()
        for node in ast.iter_child_nodes(parent):
            is_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            within.append((node, node.name if is_function else function))  # type: ignore[attr-defined]
            if isinstance(node, ast.Call) and _is_of_re(node.func):
                yield node, function


def _is_of_re(asked: ast.expr) -> bool:
    return (
        isinstance(asked, ast.Attribute)
        and isinstance(asked.value, ast.Name)
        and asked.value.id == "re"
        and asked.attr in METHODS | {"compile"}
    )


def _pattern_of(source: Source, call: ast.Call) -> re.Pattern | None:
    """What the call is given, worked out with the names of its module; None if they don't suffice."""
    known = vars(importlib.import_module(f"hongqiao.{_module(source)}"))
    flags = next((word.value for word in call.keywords if word.arg == "flags"), None)
    if flags is None and call.func.attr == "compile" and len(call.args) > 1:  # type: ignore[attr-defined]
        flags = call.args[1]
    try:
        return re.compile(_worth(call.args[0], known), _worth(flags, known) if flags is not None else 0)
    except NameError:
        return None


def _worth(expression: ast.expr, known: dict[str, Any]) -> Any:
    return eval(compile(ast.Expression(expression), "<pattern>", "eval"), dict(known))


def _each(*tables: Any) -> list[re.Pattern]:
    """The patterns that these tables hold as texts."""
    return [re.compile(one, re.IGNORECASE) for table in tables for one in table.values()]


def _held(value: object, depth: int = 0) -> Iterator[re.Pattern]:
    """Patterns in a value, in what it holds, and in the attributes of a class of ours."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 3:
        inner: Any = ()
        if isinstance(value, dict):
            inner = value.values()
        elif isinstance(value, tuple | list | set | frozenset):
            inner = value
        elif isinstance(value, type) and value.__module__.startswith("hongqiao."):
            inner = [one for name, one in vars(value).items() if not name.startswith("__")]
        for one in inner if not hasattr(inner, "__len__") or len(inner) < 500 else ():
            yield from _held(one, depth + 1)


def hostile(pattern: re.Pattern) -> Iterator[tuple[str, str, str]]:
    """(begin, unit, end): begin + unit again and again + end, made to be nearly what the pattern wants."""
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    ends = ("", "\x00", "!", "\n!")
    repeated = dict.fromkeys(_repeated(list(tree)))
    for before, unit in repeated:
        for end in ends:
            yield before, unit, end
    units = dict.fromkeys(unit for _, unit in repeated)
    for one in units:
        yield from (("", one + other, "\x00") for other in list(units)[:4] if other != one)
    for one in GENERIC:
        yield "", one, "\x00"


def _repeated(nodes: list, before: str = "") -> Iterator[tuple[str, str]]:
    """(what leads there, one turn) for everything that the pattern repeats."""
    for op, value in nodes:
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            _, most, body = value
            if most > 3:
                for unit in _samples(list(body)):
                    yield before, unit
            yield from _repeated(list(body), before)
        elif op is sre.SUBPATTERN:
            yield from _repeated(list(value[3]), before)
        elif op is sre.BRANCH:
            for branch in value[1]:
                yield from _repeated(list(branch), before)
        elif op in (sre.ASSERT, sre.ASSERT_NOT):
            yield from _repeated(list(value[1]), before)
        elif op is sre.ATOMIC_GROUP:
            yield from _repeated(list(value), before)
        before = (before + next(_samples([(op, value)]), ""))[-60:]


def _samples(nodes: list) -> Iterator[str]:
    """Up to four short texts that these nodes take."""
    found = [""]
    for op, value in nodes:
        found = [one + more for one in found for more in list(_of_node(op, value))[:4]][:6]
    yield from dict.fromkeys(one for one in found[:4] if one)


def _of_node(op: Any, value: Any) -> Iterator[str]:
    if op is sre.LITERAL:
        yield chr(value)
    elif op is sre.SUBPATTERN:
        yield from _samples(list(value[3]))
    elif op is sre.ATOMIC_GROUP:
        yield from _samples(list(value))
    elif op is sre.BRANCH:
        for branch in value[1]:
            yield from list(_samples(list(branch)))[:1]
    elif op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        yield from (one * max(1, value[0]) for one in _samples(list(value[2])))
    elif op in (sre.IN, sre.CATEGORY, sre.ANY, sre.NOT_LITERAL, sre.RANGE):
        taken = _class(op, value)
        yield from [one for one in _ONE_OF if taken.match(one)][:4] or [_first(op, value)]
    else:
        yield ""


def _class(op: Any, value: Any) -> re.Pattern:
    state = parser.State()
    state.str = ""
    return compiler.compile(parser.SubPattern(state, [(op, value)]), re.UNICODE | re.DOTALL)


def _first(op: Any, value: Any) -> str:
    for inner, what in value if op is sre.IN else ():
        if inner is sre.LITERAL:
            return chr(what)
        if inner is sre.RANGE:
            return chr(what[0])
    return "a"
