"""Tables have one owner, SQL stands in the owner's store only, and is written out whole."""

import ast
import re
from collections import defaultdict

import pytest

from tests.architecture.schema import tables
from tests.architecture.tree import PROJECT, Source, Tree, plant, show, strings

REFERENCE_TABLES: dict[str, str] = {}
"""Tables without a bucket column -> why: small, rarely written, copied to every shard."""

OUTSIDE_FEATURES = {"outbox": "adapters/postgres"}
_SQL = re.compile(
    r"(?:^|[(;]|\bas\s)\s*(?:select\s.*\sfrom\s|insert\s+into\s|update\s+\w+\s+(?:\w+\s+)?set\s|delete\s+from\s"
    r"|truncate\s+\w|with\s+\w+(?:\s*\([^)]*\))?\s+as\s*(?:materialized\s*)?\()",
    re.S,
)
_UPPER_SQL = re.compile(
    _SQL.pattern.replace("select", "SELECT")
    .replace("from", "FROM")
    .replace("insert", "INSERT")
    .replace("into", "INTO")
    .replace("update", "UPDATE")
    .replace("delete", "DELETE"),
    re.S,
)
_NAMED = re.compile(
    r"\b(?:from|join|into|update|using|truncate|only|table)\s+([a-z_]\w*)|,\s*([a-z_]\w*)\s+(?:as\s+)?\w+\b"
)
_RUNS = {"fetch", "fetchrow", "fetchval", "execute", "executemany", "cursor", "prepare"}


def is_sql(text: str) -> bool:
    return bool(_SQL.search(text) or _UPPER_SQL.search(text))


def is_store(source: Source) -> bool:
    """Whether this file may hold SQL."""
    inner = source.inner
    if inner.startswith("adapters/postgres/"):
        return True
    return inner.startswith("features/") and (inner.endswith("/store.py") or "/queries/" in inner)


def owners(tree: Tree) -> dict[str, set[str]]:
    """Table -> the folders whose SQL names it."""
    named: dict[str, set[str]] = defaultdict(set)
    known = tables(tree)
    statements = [
        (source, text) for source in tree.package() if is_store(source) for _, text in strings(source)
    ]
    statements += [(file, file.text) for file in tree.files("src/hongqiao/features", "*.sql")]
    for source, text in statements:
        if not is_sql(text) and not source.name.endswith(".sql"):
            continue
        for match in _NAMED.finditer(text):
            if (name := match[1] or match[2]) in known:
                storey, folder, *_ = source.inner.split("/")
                named[name].add(folder if storey == "features" else f"{storey}/{folder}")
    return named


def ownership_findings(tree: Tree) -> list[str]:
    named, found = owners(tree), []
    for name, table in tables(tree).items():
        folders = named.get(name, set())
        if len(folders) > 1:
            found.append(
                f"{table.migration}: {name} is named by {', '.join(sorted(folders))}; it has one owner"
            )
        elif not folders:
            found.append(f"{table.migration}: no store names {name}")
        elif name in OUTSIDE_FEATURES and folders != {OUTSIDE_FEATURES[name]}:
            found.append(f"{table.migration}: {name} belongs to {OUTSIDE_FEATURES[name]}")
    return found


def key_findings(tree: Tree) -> list[str]:
    """Tables without bucket, or with a key that doesn't start with it."""
    found = []
    for table in tables(tree).values():
        if table.name in REFERENCE_TABLES:
            continue
        if not table.has_bucket:
            found.append(f"{table.migration}: {table.name} has no bucket and is no reference table")
        elif not table.keys:
            found.append(f"{table.migration}: {table.name} has no primary key")
        found += [
            f"{table.migration}: a key of {table.name} starts with {key[0]}, not with bucket"
            for key in table.keys
            if table.has_bucket and key[0] != "bucket"
        ]
    return found


def sql_elsewhere(tree: Tree) -> list[str]:
    """SQL outside the stores, and statements that are run without being declared."""
    found = []
    for source in tree.package():
        if is_store(source):
            continue
        found += [
            source.at(node, "SQL belongs in store.py or queries/")
            for node, text in strings(source)
            if is_sql(text)
        ]
        if source.inner.startswith(("features/", "web/")):
            found += [
                source.at(
                    node, f".{node.func.attr}() runs an undeclared statement; make it a Query or Command"
                )
                for node in _calls(source)
                if isinstance(node.func, ast.Attribute) and node.func.attr in _RUNS
            ]
    return found


def built_sql(tree: Tree) -> list[str]:
    """SQL put together from pieces, by whatever means."""
    found = []
    for source in tree.package("features", "web", "adapters"):
        for node in ast.walk(source.tree):
            if isinstance(node, (ast.JoinedStr, ast.BinOp)) and is_sql(_words(node)):
                found.append(source.at(node, "SQL is written out whole: no f-string, no + or %"))
        for call in _calls(source):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            if (
                isinstance(call.func, ast.Attribute)
                and name in {"format", "join", "replace"}
                and is_sql(_words(call))
            ):
                found.append(source.at(call, f"SQL is written out whole: no {name}()"))
            if name in {"Query", "Command"} and not _is_written_out(call, name):
                found.append(source.at(call, f"{name}() takes its SQL as one literal"))
    return found


def _is_written_out(call: ast.Call, name: str) -> bool:
    at = 1 if name == "Query" else 0
    by_keyword = [keyword.value for keyword in call.keywords if keyword.arg == "sql"]
    sql = call.args[at] if len(call.args) > at else (by_keyword or [None])[0]
    return isinstance(sql, ast.Constant) and isinstance(sql.value, str)


def _calls(source: Source) -> list[ast.Call]:
    return [node for node in ast.walk(source.tree) if isinstance(node, ast.Call)]


def _words(node: ast.AST) -> str:
    """The literal pieces below a node; what is put in between reads as x."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else "x"
    if isinstance(node, ast.JoinedStr):
        return "".join(_words(part) for part in node.values)
    if isinstance(node, ast.BinOp):
        return _words(node.left) + _words(node.right)
    if isinstance(node, (ast.List, ast.Tuple)):
        return " ".join(_words(part) for part in node.elts)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return " ".join([_words(node.func.value), *(_words(argument) for argument in node.args)])
    return "x"


@pytest.mark.parametrize("check", [ownership_findings, key_findings, sql_elsewhere, built_sql])
def test_tables_and_sql_keep_to_their_owner(check):
    findings = check(PROJECT)

    assert not findings, show(findings)


NOTE_TABLE = """-- Why.
create table note (
  bucket int not null,
  id bigint not null,
  primary key (bucket, id)
);
"""


def test_a_table_that_two_features_name_is_found(tmp_path):
    sql = 'A = Query(int, "select id from note where bucket = $1")\n'
    tree = plant(
        tmp_path,
        {
            "migrations/0001_notes.sql": NOTE_TABLE,
            "features/notes/store.py": sql,
            "features/feeds/queries/newest.py": sql.replace(
                "from note", "from follow_out f join note n on true"
            ),
        },
    )

    assert ownership_findings(tree) == [
        "src/hongqiao/migrations/0001_notes.sql: note is named by feeds, notes; it has one owner"
    ]


def test_a_table_that_nobody_names_is_found(tmp_path):
    tree = plant(tmp_path, {"migrations/0001_notes.sql": NOTE_TABLE})

    assert ownership_findings(tree) == ["src/hongqiao/migrations/0001_notes.sql: no store names note"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("bucket int not null,\n", "", "note has no bucket and is no reference table"),
        ("primary key (bucket, id)", "primary key (id)", "a key of note starts with id, not with bucket"),
        (",\n  primary key (bucket, id)", "", "note has no primary key"),
        ("id bigint not null", "id bigint not null unique", "a key of note starts with id, not with bucket"),
        (
            ");\n",
            ");\ncreate unique index by_id on note (id);\n",
            "a key of note starts with id, not with bucket",
        ),
    ],
)
def test_a_table_that_cannot_be_sharded_is_found(tmp_path, old, new, words):
    tree = plant(tmp_path, {"migrations/0001_notes.sql": NOTE_TABLE.replace(old, new)})

    assert f"src/hongqiao/migrations/0001_notes.sql: {words}" in key_findings(tree)


@pytest.mark.parametrize(
    "text",
    [
        'A = "select id from note"',
        'A = """\n  SELECT id\n  FROM note"""',
        'A = "insert into note values (1)"',
        'A = "update note set a = 1"',
        'A = "delete from note"',
        'A = "with a as (select 1) select a"',
        "async def x(scope):\n    await scope.db.fetch(A)",
    ],
)
@pytest.mark.parametrize("name", ["features/notes/publish.py", "web/notes/pages.py"])
def test_sql_outside_the_store_is_found(tmp_path, name, text):
    assert sql_elsewhere(plant(tmp_path, {name: text}))


@pytest.mark.parametrize(
    "text", ['"""Takes what we select from here."""', 'A = mark("Choose a picture from your phone.")']
)
def test_prose_is_no_sql(tmp_path, text):
    assert not sql_elsewhere(plant(tmp_path, {"features/notes/publish.py": text}))


@pytest.mark.parametrize(
    "text",
    [
        'Query(int, f"select {COLUMNS} from note")',
        'Query(int, "select id from " + TABLE)',
        "Command(SQL)",
        'Command("delete from %s" % TABLE)',
        'Command("delete from {}".format(TABLE))',
        'A = " ".join(["select id from note", WHERE])',
        'Query(int, sql=f"select {A} from note")',
        'run("update note set a = 1".replace("a", name))',
    ],
)
def test_built_sql_is_found(tmp_path, text):
    assert built_sql(plant(tmp_path, {"features/notes/store.py": text}))


def test_sql_written_out_is_fine(tmp_path):
    text = 'A = Query(int, """select id\n from note where bucket = $1""", buckets="one")\n'

    assert not built_sql(plant(tmp_path, {"features/notes/store.py": text}))
