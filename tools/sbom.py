"""The parts list of what runs (CycloneDX 1.6), out of the lock files alone; and what is known against a part.

`python -m tools.sbom --to FILE` writes the list; `--advisories PATH` (an OSV file, or a folder of them, that
the operator fetched) compares every part with it. Nothing is asked over the network.
"""

import argparse
import base64
import hashlib
import json
import re
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import msgspec
from packaging.version import InvalidVersion, Version

ROOT = Path(__file__).parents[1]
_PINNED = re.compile(r"^([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?==([^\s;\\]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_ECOSYSTEM = {"pypi": "PyPI", "npm": "npm"}


class Part(msgspec.Struct, frozen=True, order=True):
    """One pinned library; `kind` is that of its package URL, `hashes` pairs of algorithm and hex."""

    kind: str
    name: str
    version: str
    hashes: tuple[tuple[str, str], ...] = ()

    @property
    def purl(self) -> str:
        name = self.name.replace("@", "%40") if self.kind == "npm" else self.name
        return f"pkg:{self.kind}/{name}@{self.version}"


def python_parts(lock: str) -> list[Part]:
    """What requirements.lock pins. Raises ValueError for a line that pins nothing or has no hash."""
    found = []
    for entry in re.split(r"(?<!\\)\n", lock):
        line = entry.strip()
        if not line or line.startswith("#"):
            continue
        pinned, hashes = _PINNED.match(line), _HASH.findall(line)
        if pinned is None or not hashes:
            raise ValueError(f"not pinned with a hash: {line[:60]}")
        name = re.sub(r"[-_.]+", "-", pinned[1]).lower()
        found.append(Part("pypi", name, pinned[2], tuple(("SHA-256", one) for one in hashes)))
    return found


def browser_parts(lock: str) -> list[Part]:
    """What package-lock.json pins for browsers; what only tests use is left out."""
    found = []
    for path, package in json.loads(lock)["packages"].items():
        if path and not package.get("dev"):
            algorithm, _, digest = package["integrity"].partition("-")
            plain = base64.b64decode(digest).hex()
            name = path.rpartition("node_modules/")[2]
            found.append(Part("npm", name, package["version"], ((f"SHA-{algorithm[3:]}", plain),)))
    return found


def parts(root: Path) -> list[Part]:
    """Every part that runs on a site, in order."""
    python = python_parts((root / "requirements.lock").read_text("utf-8"))
    return sorted([*python, *browser_parts((root / "package-lock.json").read_text("utf-8"))])


def bill(of: list[Part]) -> bytes:
    """The list as CycloneDX JSON: the same bytes for the same parts, so that two sites can compare."""
    components = [
        {
            "type": "library",
            "bom-ref": part.purl,
            "name": part.name,
            "version": part.version,
            "purl": part.purl,
            "hashes": [{"alg": algorithm, "content": digest} for algorithm, digest in part.hashes[:1]],
        }
        for part in of
    ]
    digest = hashlib.sha256(json.dumps(components).encode()).hexdigest()
    whole = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, digest)}",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "hongqiao"}},
        "components": components,
    }
    return json.dumps(whole, indent=1, ensure_ascii=False).encode() + b"\n"


def known_against(of: list[Part], advisories: Path) -> list[str]:
    """A line for each part that an advisory names at its version. Raises ValueError for what is no OSV."""
    by_name: dict[tuple[str, str], list[Part]] = {}  # one lock may hold two versions, for two Pythons
    for part in of:
        by_name.setdefault((_ECOSYSTEM[part.kind], part.name), []).append(part)
    found = []
    for advisory in _advisories(advisories):
        for affected in advisory.get("affected", []):
            package = affected.get("package", {})
            name = re.sub(r"[-_.]+", "-", package.get("name", "")).lower()
            for part in by_name.get((package.get("ecosystem"), name), []):
                if not advisory.get("withdrawn") and _is_hit(part, affected):
                    words = f"{advisory['id']} {advisory.get('summary', '')}"
                    found.append(f"{part.name} {part.version}: {words}")
    return sorted(set(found))


def _advisories(path: Path) -> Iterator[dict]:
    for file in sorted(path.rglob("*.json")) if path.is_dir() else [path]:
        read = json.loads(file.read_text("utf-8"))
        for one in read if isinstance(read, list) else [read]:
            if not isinstance(one, dict) or "id" not in one:
                raise ValueError(f"{file} holds no OSV advisories")
            yield one


def _is_hit(part: Part, affected: dict) -> bool:
    if part.version in affected.get("versions", []):
        return True
    spans = [one for one in affected.get("ranges", []) if one.get("type") in ("ECOSYSTEM", "SEMVER")]
    return any(_is_within(part.version, span["events"]) for span in spans)


def _is_within(version: str, events: list[dict[str, str]]) -> bool:
    """Whether the events, taken in order, leave the version affected. What cannot be read counts as hit."""
    is_hit = False
    try:
        here = Version(version)
        for event in events:
            if "introduced" in event and (event["introduced"] == "0" or here >= Version(event["introduced"])):
                is_hit = True
            elif ("fixed" in event and here >= Version(event["fixed"])) or (
                "last_affected" in event and here > Version(event["last_affected"])
            ):
                is_hit = False
    except InvalidVersion:
        return True
    return is_hit


def main() -> int:
    """Writes the list and compares it; 1 when something is known against a part, 2 for unreadable files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, help="where the list is written")
    parser.add_argument("--advisories", type=Path, help="OSV file or folder to compare with")
    asked = parser.parse_args()
    try:
        found = parts(ROOT)
        told = known_against(found, asked.advisories) if asked.advisories else []
    except (ValueError, KeyError, OSError) as trouble:
        print(f"sbom: {trouble}", file=sys.stderr)
        return 2
    if asked.to:
        asked.to.parent.mkdir(parents=True, exist_ok=True)
        asked.to.write_bytes(bill(found))
    compared = "" if asked.advisories else "; no advisories given to compare with"
    print("\n".join(told) or f"{len(found)} parts, each pinned with a hash{compared}.")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
