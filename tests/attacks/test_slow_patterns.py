"""E6: no regular expression of the product takes more than 50 ms, whatever a hundred thousand signs say."""

import json
import multiprocessing
import re
import shutil
import subprocess

import pytest

from tests.architecture.tree import PROJECT
from tests.attacks.patterns import GENERIC, LONG, MADE, METHODS, Found, hostile, patterns, unread
from tests.attacks.slowness import allowance, slow

_LINE, _TEXT = 2_000, 20_000
BOUNDED = {
    "adapters.models.local_llm._RUNS_AWAY": (240, "is held against the last 240 signs that were said"),
    "adapters.models.wary.ORDERS": (_LINE, "is held against one segment"),
    "features.lexicon.hints._ASIDE": (_LINE, "is held against one line of the bundled dictionary"),
    "features.lexicon.names._ASIDE": (_LINE, "is held against one line of the bundled dictionary"),
    "features.lexicon.phrases._PARTS": (60, "longer texts are no phrases"),
    "features.lexicon.phrases._plain": (60, "longer texts are no phrases"),
    "features.translation.entities.ENTITY": (_TEXT, "the longest text that can be translated has 12,000"),
    "features.translation.negation._is_lost": (_TEXT, "the longest text that can be translated has 12,000"),
}
"""Patterns that never meet so long a text -> the longest one they meet, and why."""

_JS = re.compile(r"(?<=[=(,:&|!? ])/(?![*/ ])(?:\\.|[^/\n\\])+/[dgimsuvy]*(?=[.,;) ])")
SLOW = (r"(a+)+b", r"\s+$", r"(\w|\d)*!", r"a*a*b", r"^(a|aa)+$", r"(?:x+x+)+y", r"<.*?>.*?</b>")


def test_every_pattern_is_quick_on_hostile_words():
    found = patterns()
    assert len(found) > 150

    with multiprocessing.get_context("fork").Pool() as all_processors:
        told = [words for words in all_processors.map(_said_against, range(len(found)), chunksize=8) if words]

    assert not told, "\n".join(told)


def _said_against(number: int) -> str | None:
    """In a process of its own: patterns are timed by the processor's time of their thread."""
    one = patterns()[number]
    words = _slowest(one, BOUNDED.get(one.place, (LONG, ""))[0], allowance())
    return words and f"{one.place}: {words}"


def _slowest(one: Found, longest: int, allowed_s: float) -> str | None:
    """The first thing to be said against it."""
    for begin, unit, end in dict.fromkeys(hostile(one.pattern)):
        if words := slow(one, begin, unit, end, longest=longest, allowed_s=allowed_s):
            return words
    return None


def test_patterns_that_are_put_together_while_running_are_known():
    assert unread() == sorted(MADE)


def test_every_bound_is_of_a_pattern_that_is_there():
    assert set(BOUNDED) <= {one.place for one in patterns()}


@pytest.mark.parametrize("slow_one", SLOW)
def test_a_slow_pattern_is_found(slow_one):
    found = Found("planted", re.compile(slow_one), METHODS)

    assert _slowest(found, LONG, allowance()) is not None


@pytest.mark.skipif(not shutil.which("node"), reason="Node is not there to run the patterns of scripts")
def test_the_patterns_of_our_scripts_are_quick_too():
    written = {
        pattern: file.name
        for file in PROJECT.files("src/hongqiao/web", "*.js")
        for line in file.lines
        for pattern in _JS.findall(line)
    }
    assert written
    run = """
        const slow = [];
        for (const pattern of PATTERNS) for (const unit of UNITS) {
          const text = unit.repeat(100000 / unit.length) + "\\0";
          const began = process.cpuUsage().user;
          text.replace(pattern, "");
          if (process.cpuUsage().user - began > 50000) slow.push(`${pattern} on ${unit}`);
        }
        console.log(JSON.stringify(slow));
    """
    script = run.replace("PATTERNS", f"[{', '.join(written)}]").replace("UNITS", json.dumps(GENERIC))

    told = subprocess.run(["node", "-e", script], capture_output=True, text=True, timeout=60, check=True)

    assert json.loads(told.stdout) == []
