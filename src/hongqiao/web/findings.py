"""What checks of translations found, in words for people."""

from collections.abc import Sequence

from hongqiao.kernel.errors import mark
from hongqiao.web.request import Here

FINDINGS = {
    "numbers": mark("a number may differ"),
    "currency": mark("a currency may differ"),
    "negation": mark("a “not” may be missing or new"),
    "question": mark("a question may have become a statement"),
    "residue": mark("words of the original are left"),
    "unsure": mark("the engine was unsure"),
    "meaning": mark("may mean something else"),
    "weak-pair": mark("the engine is weak in one of the languages"),
    "pieces": mark("translated in pieces"),
    "part-left": mark("a part is left as it was written"),
    "cut": mark("not finished in time"),
    "length": mark("much longer or shorter than the original"),
    "script": mark("written in another script"),
    "same": mark("the same as the original"),
    "loop": mark("repeats itself"),
    "marks": mark("a link, name or number was lost"),
    "added-entity": mark("a link, name or topic was added"),
}
"""What the checks found, for people; others are told together."""


def found_words(at: Here, found: Sequence[str]) -> list[str]:
    """The findings in the reader's language, each once."""
    return [
        at.say(words)
        for words in dict.fromkeys(
            FINDINGS.get(name, mark("did not read as a translation")) for name in found
        )
    ]
