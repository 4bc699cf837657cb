"""Habits that readers rely on: nothing left over, no session state, errors caught at the edge, one exit."""

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping

import pytest

from tests.architecture.test_tables import is_sql, is_store
from tests.architecture.tree import PROJECT, Source, Tree, plant, show, strings

EDGES = {
    "adapters/pictures/child.py": "decoders raise anything on hostile bytes, and this process may die of it",
    "adapters/models/local_llm_child.py": "the parent decides what a failure of this process means",
}
"""Files that may catch any Exception -> why; entry/ may too."""

OUTBOUND = {
    "adapters/models/sources.py": "fetches the translation model",
    "adapters/models/remote/wire.py": "asks the engines that the operator names, at addresses that it checks",
    "entry/launch.py": "asks our own web server whether it answers yet",
}
"""Modules that may hold an HTTP client -> whom they ask."""

OWN_CONNECTION = "adapters/postgres/migrate.py"
"""Holds a session lock on a connection that nobody else gets."""

_LEFTOVER = re.compile(r"\b(?:" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]) + r")\b")
_CLIENTS = re.compile(
    r"^(httpx|httpcore|requests|aiohttp|urllib3|urllib\.request|http\.client|ftplib|smtplib|websockets|pycurl"
    r"|niquests|curl_cffi|aiosmtplib|imaplib|poplib|nntplib|telnetlib|xmlrpc|grpc|paramiko|asyncssh|boto3|socks)\b"
)
_SESSION = re.compile(
    r"^\s*set\s+(?!local\b)(?:session\s+)?[\w.]+\s*(?:=|to\b)|\bpg_(?:try_)?advisory_lock\w*\s*\(|\bset_config\s*\([^)]*\bfalse\s*\)|^\s*listen\s+\w",
    re.I,
)
_OFFSET = re.compile(r"\boffset\s+(?:\$|\d)", re.I)
_CONNECTING = {"open_connection", "create_connection", "sock_connect", "connect_ex", "urlopen", "urlretrieve"}
_NO_NAME = re.compile(r"^(utils?|helpers?|common|misc|base|manager)\.py$")
_NO_CLASS = re.compile(r"[a-z](Manager|Helper|Utils?|Base|Info)$")
_TOUCHES = {"open", "print", "input"}
_TOUCHES_FILES = {
    "read_text",
    "read_bytes",
    "write_text",
    "write_bytes",
    "mkdir",
    "unlink",
    "exists",
    "iterdir",
    "glob",
}


def leftovers(tree: Tree) -> list[str]:
    """Marks that say that something is unfinished."""
    files = [
        file
        for folder in ("src", "tests", "tools", "measures", "bin", "docs")
        for pattern in ("*.py", "*.html", "*.css", "*.js", "*.sql", "*.sh", "*.toml", "*.md")
        for file in tree.files(folder, pattern)
    ]
    files += [file for file in tree.files("bin", "*") if "." not in file.path.name]
    return [
        file.at(at, "unfinished: do it, or write an issue")
        for file in files
        for at, line in enumerate(file.lines, 1)
        if _LEFTOVER.search(line)
    ]


def broad_catches(tree: Tree) -> list[str]:
    """`except Exception` off the edge. One that ends in a bare raise hides nothing and is fine."""
    found = []
    for source in tree.package():
        if source.inner in EDGES or source.inner.startswith("entry/"):
            continue
        for node in ast.walk(source.tree):
            if isinstance(node, ast.ExceptHandler) and _is_broad(node) and not _raises_again(node):
                found.append(
                    source.at(node, "catches everything; name what can happen, or let the edge see it")
                )
    return found


def _is_broad(node: ast.ExceptHandler) -> bool:
    caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
    return any(one is None or getattr(one, "id", "") in {"Exception", "BaseException"} for one in caught)


def _raises_again(node: ast.ExceptHandler) -> bool:
    return isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None


def session_state(tree: Tree) -> list[str]:
    """Statements whose effect would stay with a pooled connection."""
    return [
        source.at(node, "leaves state in a pooled session; use set local, or a lock of the transaction")
        for source in tree.package()
        if source.inner != OWN_CONNECTION
        for node, text in strings(source)
        if _SESSION.search(text) and "xact" not in text
    ]


def ways_out(tree: Tree) -> list[str]:
    """C3: HTTP clients and connections of one's own outside the outbound modules."""
    closed = [source for source in tree.package() if source.inner not in OUTBOUND]
    return [
        *(
            source.at(node, "holds an HTTP client; see OUTBOUND")
            for source in closed
            for node, name in _modules(source)
            if _CLIENTS.match(name)
        ),
        *(
            source.at(node, "opens a connection; see OUTBOUND")
            for source in closed
            for node in ast.walk(source.tree)
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in _CONNECTING
        ),
    ]


def _modules(source: Source) -> Iterator[tuple[ast.stmt, str]]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)


def offsets(tree: Tree) -> list[str]:
    """Lists paged by counting rows; ours go by cursor."""
    return [
        source.at(node, "pages by offset; use a cursor")
        for source in tree.package()
        if is_store(source)
        for node, text in strings(source)
        if is_sql(text) and _OFFSET.search(text)
    ]


def kernel_touching_the_world(tree: Tree) -> list[str]:
    """Input and output in the kernel that need no import."""
    found = []
    for source in tree.package("kernel"):
        for node in ast.walk(source.tree):
            if not isinstance(node, ast.Call):
                continue
            is_file = isinstance(node.func, ast.Attribute) and node.func.attr in _TOUCHES_FILES
            if is_file or getattr(node.func, "id", "") in _TOUCHES:
                found.append(source.at(node, "the kernel touches nothing"))
    return found


def names_that_say_nothing(tree: Tree) -> list[str]:
    """utils.py, NoteManager: names for a place, not for a thing."""
    found = [
        source.at(1, "a file is named for what is in it")
        for source in tree.package()
        if _NO_NAME.match(source.path.name)
    ]
    for source in tree.package():
        found += [
            source.at(node, f"{node.name} says nothing; name the thing")
            for node in ast.walk(source.tree)
            if isinstance(node, ast.ClassDef) and _NO_CLASS.search(node.name)
        ]
    return found


def modules_without_a_word(tree: Tree) -> list[str]:
    """Modules whose first line doesn't say what they are for."""
    return [
        source.at(1, "needs a docstring: what it is for, what it owns")
        for source in tree.package()
        if source.tree.body and not ast.get_docstring(source.tree)
    ]


def migrations_out_of_order(tree: Tree) -> list[str]:
    """Migrations without a number of their own or without a first line that says why."""
    files = tree.files("src/hongqiao/migrations", "*.sql")
    twice = {number for number, times in Counter(file.path.name[:4] for file in files).items() if times > 1}
    return [
        *(file.at(1, "another migration has this number") for file in files if file.path.name[:4] in twice),
        *(
            file.at(1, "is named NNNN_what_it_does.sql")
            for file in files
            if not re.match(r"\d{4}_[a-z]", file.path.name)
        ),
        *(file.at(1, "line 1 says why") for file in files if not re.match(r"-- \w+ \w+", file.text)),
    ]


FAULTS = [
    (leftovers, "features/notes/model.py", "# TO" + "DO later"),
    (leftovers, "docs/guides/start.md", "FIX" + "ME"),
    (leftovers, "bin/run", "# XX" + "X"),
    (broad_catches, "features/notes/publish.py", "try:\n    pass\nexcept Exception:\n    pass"),
    (broad_catches, "web/notes/pages.py", "try:\n    pass\nexcept:\n    pass"),
    (
        broad_catches,
        "web/notes/pages.py",
        "try:\n    pass\nexcept (OSError, BaseException) as e:\n    raise OSError from e",
    ),
    (session_state, "features/notes/store.py", 'A = Command("set statement_timeout = 5")'),
    (session_state, "features/notes/store.py", 'A = Command("select pg_advisory_lock($1)")'),
    (session_state, "adapters/bus/postgres.py", 'A = "listen live"'),
    (ways_out, "features/notes/publish.py", "import httpx"),
    (ways_out, "adapters/mail/send.py", "from urllib import request"),
    (ways_out, "adapters/mail/send.py", "async def send():\n    await asyncio.open_connection('x', 25)"),
    (ways_out, "web/request.py", "import socket\nsocket.create_connection(('x', 80))"),
    (ways_out, "adapters/mail/send.py", "from urllib.request import urlopen"),
    (offsets, "features/notes/store.py", 'A = "select id from note where bucket = $1 limit 10 offset $2"'),
    (kernel_touching_the_world, "kernel/text.py", "open('x')"),
    (kernel_touching_the_world, "kernel/settings.py", "home.mkdir()"),
    (names_that_say_nothing, "features/notes/utils.py", '"""Notes."""'),
    (names_that_say_nothing, "features/notes/model.py", "class NoteManager:\n    pass"),
    (modules_without_a_word, "features/notes/model.py", "import re"),
    (migrations_out_of_order, "migrations/0001_notes.sql", "create table note ();"),
    (migrations_out_of_order, "migrations/notes.sql", "-- Notes need a table."),
]
FINE = [
    (leftovers, "docs/guides/espanol.md", "Todo lo que hay."),
    (broad_catches, "features/notes/publish.py", "try:\n    pass\nexcept OSError:\n    pass"),
    (
        broad_catches,
        "adapters/objects/disk.py",
        "try:\n    pass\nexcept BaseException:\n    clean()\n    raise",
    ),
    (broad_catches, "entry/serve.py", "try:\n    pass\nexcept Exception:\n    pass"),
    (session_state, "features/notes/store.py", 'A = Command("select pg_advisory_xact_lock($1)")'),
    (
        session_state,
        "features/notes/store.py",
        'A = Command("update note\\nset title = $3\\nwhere bucket = $1")',
    ),
    (session_state, "entry/command.py", 'A = "set somebody’s password"'),
    (session_state, "adapters/postgres/migrate.py", 'A = "set local lock_timeout = 1"'),
    (ways_out, "web/request.py", "from urllib.parse import urlsplit\nfrom http.cookies import SimpleCookie"),
    (ways_out, "adapters/models/sources.py", "import urllib.request"),
    (modules_without_a_word, "features/__init__.py", ""),
    (migrations_out_of_order, "migrations/0001_notes.sql", "-- Notes need a table.\ncreate table note ();"),
]


@pytest.mark.parametrize("check", dict.fromkeys(check for check, *_ in FAULTS))
def test_the_sources_keep_their_habits(check):
    findings = check(PROJECT)

    assert not findings, show(findings)


@pytest.mark.parametrize(("check", "name", "text"), FAULTS)
def test_a_broken_habit_is_found(tmp_path, check, name, text):
    assert len(check(plant(tmp_path, {name: text}))) == 1


@pytest.mark.parametrize(("check", "name", "text"), FINE)
def test_what_only_looks_like_it_is_fine(tmp_path, check, name, text):
    assert check(plant(tmp_path, {name: text})) == []


def test_two_migrations_of_one_number_are_found(tmp_path):
    why = "-- Notes need a table."

    tree = plant(tmp_path, {"migrations/0001_notes.sql": why, "migrations/0001_people.sql": why})

    assert len(migrations_out_of_order(tree)) == 2


def edges_without_need(tree: Tree, edges: Mapping[str, str]) -> list[str]:
    """Files that may catch everything but don't (any more), or that are gone."""
    needed = {
        source.inner
        for source in tree.package()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ExceptHandler) and _is_broad(node) and not _raises_again(node)
    }
    return [name for name in edges if name not in needed]


def test_every_edge_is_still_needed():
    assert edges_without_need(PROJECT, EDGES) == []
    assert [name for name in (*OUTBOUND, OWN_CONNECTION) if not PROJECT.has(f"src/hongqiao/{name}")] == []


def test_an_edge_that_catches_nothing_is_found(tmp_path):
    tree = plant(tmp_path, {"adapters/x.py": "import re"})

    assert edges_without_need(tree, {"adapters/x.py": "may die"}) == ["adapters/x.py"]
