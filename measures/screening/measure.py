"""How often screening of words is right, by language. Run as bin/measure screening [--json] [--photos DIR].

The lines stand beside this file, LANG.tsv: what it is by the rules (ok, or a reason), and the words. The
rules were written before the lines, by the same hand; a line with an even number (the blind half) was never
used to change a rule. With --photos, the detector of nudity is asked about ordinary pictures: false alarms
only, since there are no pictures of the other kind here.
"""

import argparse
import json
import sys
import time
from pathlib import Path

import msgspec

from hongqiao.features import trust

FOLDER = Path(__file__).parent
LANGS = ("en", "zh", "es", "ar", "pt", "ja", "ko", "ru")
PROMISED_PRECISION = 0.9


class Line(msgspec.Struct, frozen=True):
    """A line of a golden set: its number, what it is, what was found."""

    lang: str
    number: int
    label: str
    words: str
    found: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        return self.label in self.found if self.label != "ok" else not self.found


def main() -> int:
    """Prints the figures; returns 1 when precision over all languages is below what is promised."""
    parser = argparse.ArgumentParser(prog="bin/measure screening", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--photos", type=Path, help="ordinary photographs, for false alarms of nudity")
    given = parser.parse_args()
    lines = [line for lang in LANGS for line in read(lang)]
    told = {"languages": {lang: figures([one for one in lines if one.lang == lang]) for lang in LANGS}}
    told["all"] = figures(lines)
    told["blind half"] = figures([one for one in lines if one.number % 2 == 0])
    told["milliseconds a text"] = speed(lines)
    if given.photos:
        told["nudity"] = alarms(given.photos)
    mistakes = [one for one in lines if not one.is_right]
    if given.json:
        print(json.dumps({**told, "mistakes": msgspec.to_builtins(mistakes)}, ensure_ascii=False))
    else:
        show(told, mistakes)
    return int(told["all"]["precision"] < PROMISED_PRECISION)


def read(lang: str) -> list[Line]:
    """The lines of one language, screened."""
    rows = (FOLDER / f"{lang}.tsv").read_text("utf-8").splitlines()
    said = [row.split("\t", 1) for row in rows]
    return [
        Line(
            lang, number, label, words, tuple(one.reason for one in trust.screening.screen_words(words, lang))
        )
        for number, (label, words) in enumerate(said, start=1)
    ]


def figures(lines: list[Line]) -> dict[str, float]:
    """Precision: of what was found, what is so. Recall: of what is to be found, what was, by its reason."""
    caught = [one for one in lines if one.found]
    bad = [one for one in lines if one.label != "ok"]
    return {
        "lines": len(lines),
        "ordinary": len(lines) - len(bad),
        "precision": round(sum(one.label != "ok" for one in caught) / max(1, len(caught)), 3),
        "recall": round(sum(one.is_right for one in bad) / max(1, len(bad)), 3),
    }


def speed(lines: list[Line]) -> float:
    """Mean time of one text."""
    began = time.perf_counter()
    for one in lines:
        trust.screening.screen_words(one.words, one.lang)
    return round((time.perf_counter() - began) / len(lines) * 1e3, 3)


def alarms(folder: Path) -> dict[str, object]:
    """How many ordinary photographs the detector would veil, and hold."""
    from hongqiao.adapters.models.nudity import NudeNet, sighted

    detector, screening = NudeNet(), trust.screening.pictures
    photos = sorted(folder.rglob("*.jpg"))
    if detector.state() != "ready":
        return {"version": detector.version, "state": "absent"}
    seen = [sighted(photo.read_bytes()) for photo in photos]
    return {
        "version": detector.version,
        "photographs": len(seen),
        "veiled": sum(screening.is_sensitive(one) for one in seen),
        "held": sum(one.explicit >= screening.HELD_FROM for one in seen),
    }


def show(told: dict, mistakes: list[Line]) -> None:
    """For people."""
    print(f"{'':>12} {'lines':>6} {'ordinary':>9} {'precision':>10} {'recall':>7}")
    for name, one in {**told["languages"], "all": told["all"], "blind half": told["blind half"]}.items():
        print(
            f"{name:>12} {one['lines']:6} {one['ordinary']:9} {one['precision']:10.3f} {one['recall']:7.3f}"
        )
    print(f"\n{told['milliseconds a text']} ms a text")
    if "nudity" in told:
        print(f"nudity on ordinary photographs: {told['nudity']}")
    print("\nmistakes:")
    for one in mistakes:
        found = ", ".join(one.found) or "nothing"
        print(f"  {one.lang}:{one.number} is {one.label}, found {found}: {one.words}")


if __name__ == "__main__":
    sys.exit(main())
