"""The reader of migrations."""

from tests.architecture.schema import tables
from tests.architecture.tree import plant

NOTE = """-- Notes need a table.
create table note (
  bucket int not null,
  id bigint not null,
  price numeric(10, 2), -- as people say it
  state smallint not null default 0 check (state in (0, 1)),
  primary key (bucket, id),
  unique (bucket, price)
);
create unlogged table if not exists attempt (
  bucket int not null,
  key bytea primary key
);
"""


LATER = """-- Covers.
alter table note add column cover text not null default '',
  drop column price;
create unique index by_cover on note (bucket, cover);
drop table attempt;
"""


def test_tables_are_read_with_columns_and_keys(tmp_path):
    found = tables(plant(tmp_path, {"migrations/0001_notes.sql": NOTE}))

    assert set(found) == {"note", "attempt"}
    assert found["note"].columns == ("bucket", "id", "price", "state")
    assert found["note"].keys == (("bucket", "id"), ("bucket", "price"))
    assert found["attempt"].keys == (("key",),)


def test_later_migrations_change_and_drop_tables(tmp_path):
    found = tables(
        plant(
            tmp_path,
            {
                "migrations/0001_notes.sql": NOTE,
                "migrations/0002_notes_add_cover.sql": LATER,
            },
        )
    )

    assert set(found) == {"note"}
    assert found["note"].columns == ("bucket", "id", "state", "cover")
    assert found["note"].keys[-1] == ("bucket", "cover")
