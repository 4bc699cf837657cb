"""The parts list, and what is known against a part."""

import json

import pytest

from tests.architecture.tree import PROJECT
from tools.sbom import Part, bill, browser_parts, known_against, parts, python_parts

HASH = "--hash=sha256:" + "a" * 64
LOCK = f"# made by\nAlpha_Lib==1.2.3 ; python_version < '4' \\\n    {HASH}\n    # via x\n"
ALPHA = Part("pypi", "alpha-lib", "1.2.3", (("SHA-256", "a" * 64),))


def test_every_part_that_runs_is_listed_with_a_hash():
    found = parts(PROJECT.root)
    told = json.loads(bill(found))

    assert {"litestar", "granian", "htmx.org"} <= {part.name for part in found}
    assert all(part.hashes for part in found)
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.6")
    assert len({one["bom-ref"] for one in told["components"]}) == len(found)
    assert bill(found) == bill(parts(PROJECT.root))


def test_a_lock_is_read_as_pip_reads_it():
    assert python_parts(LOCK) == [ALPHA]
    assert ALPHA.purl == "pkg:pypi/alpha-lib@1.2.3"


@pytest.mark.parametrize("line", [f"alpha>=1 {HASH}", "alpha==1.0", "-e .", "alpha @ file:x"])
def test_what_is_not_pinned_with_a_hash_is_refused(line):
    with pytest.raises(ValueError, match="not pinned"):
        python_parts(line + "\n")


def test_what_only_tests_need_is_no_part():
    known = {"version": "1", "integrity": "sha512-AAAA"}
    packages = {"": {}, "node_modules/a": known, "node_modules/b": {**known, "dev": True}}

    assert [part.name for part in browser_parts(json.dumps({"packages": packages}))] == ["a"]


def advisory(tmp_path, **affected):
    package = {"ecosystem": "PyPI", "name": "alpha.lib", **affected.pop("package", {})}
    told = {"id": "OSV-1", "summary": "Bad", "affected": [{"package": package, **affected}]}
    (tmp_path / "one.json").write_text(json.dumps(told))
    return tmp_path


def span(*events):
    return [{"type": "ECOSYSTEM", "events": [dict([event]) for event in events]}]


@pytest.mark.parametrize(("affected", "is_hit"), [
    ({"versions": ["1.2.3"]}, True), ({"versions": ["1.2.2"]}, False),
    ({"ranges": span(("introduced", "0"), ("fixed", "1.2.4"))}, True),
    ({"ranges": span(("introduced", "0"), ("fixed", "1.2.3"))}, False),
    ({"ranges": span(("introduced", "1.3"))}, False),
    ({"ranges": span(("introduced", "0"), ("last_affected", "1.2.3"))}, True),
    ({"ranges": span(("introduced", "0"), ("fixed", "1.0"), ("introduced", "1.2"), ("fixed", "2"))}, True),
    ({"ranges": span(("introduced", "what"))}, True),
    ({"versions": ["1.2.3"], "package": {"ecosystem": "npm"}}, False),
])
def test_a_part_is_compared_with_what_is_known(tmp_path, affected, is_hit):
    told = known_against([ALPHA], advisory(tmp_path, **affected))

    assert told == (["alpha-lib 1.2.3: OSV-1 Bad"] if is_hit else [])


def test_a_file_of_another_kind_is_refused(tmp_path):
    (tmp_path / "x.json").write_text('{"name": "x"}')

    with pytest.raises(ValueError, match="no OSV"):
        known_against([ALPHA], tmp_path)
