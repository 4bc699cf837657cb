"""Words that say the same thing over and over."""

from collections import Counter

from hongqiao.features.trust.screening.model import Finding

LONG, SHARE = 200, 0.6
LINES, LINE_SIGNS = 6, 8
WORDS, WORD_SHARE = 40, 0.5


def repeats_found(words: str) -> list[Finding]:
    """A finding for one sign, word or line that makes up most of a long text; laughter and cheers pass."""
    signs = [sign for sign in words if not sign.isspace()]
    if len(signs) >= LONG and Counter(signs).most_common(1)[0][1] > SHARE * len(signs):
        return [Finding("repeated", "hold", "repeats-sign")]
    lines = Counter(line.strip() for line in words.split("\n") if len(line.strip()) >= LINE_SIGNS)
    if lines and lines.most_common(1)[0][1] >= LINES:
        return [Finding("repeated", "hold", "repeats-line")]
    spelt = words.lower().split()
    if len(spelt) >= WORDS and Counter(spelt).most_common(1)[0][1] > WORD_SHARE * len(spelt):
        return [Finding("repeated", "hold", "repeats-word")]
    return []
