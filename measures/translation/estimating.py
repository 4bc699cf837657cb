"""The part that calibrates estimates: cosines of true translations, of strangers, and of halves."""

import argparse
import random
from collections.abc import Sequence

from hongqiao.features.lexicon import phrases
from hongqiao.features.translation import checks
from hongqiao.features.translation import estimate as rules
from hongqiao.kernel.ports import Engine, SentenceVectors
from measures.translation import sets

SEED, LINES, FAULTY = 7, 200, 0.05
LANGUAGES = ("en", "zh", "es", "fr", "ja", "ko", "pt", "ru")
PAIRS = [
    (source, target)
    for source in LANGUAGES
    for target in LANGUAGES
    if source != target and {"en", "zh"} & {source, target}
]


async def estimate(given: argparse.Namespace, _engines: Sequence[Engine]) -> None:
    """False alarms on true translations and the catch of planted faults, by the rule as it stands.

    Lines of FLORES on which quality is published (each tenth) are left out.
    """
    vectors = given.vectors
    rows = [row for at, row in enumerate(sets.flores(given.data, every=1)) if at % 10]
    lines = random.Random(SEED).sample(rows, LINES)
    short = [{lang: getattr(one, lang)[0] for lang in LANGUAGES} for one in phrases.phrases()]
    print("| pair | true lines | strangers | halves | halves, checks too | short, true | short, strangers |")
    print("|---|---|---|---|---|---|---|")
    total = [
        await _pair(vectors, lines, source, target) + await _short(vectors, short, source, target)
        for source, target in PAIRS
    ]
    for (source, target), shares in zip(PAIRS, total, strict=True):
        print(f"| {source}->{target} | {' | '.join(f'{share:.1%}' for share in shares)} |")
    means = [sum(column) / len(column) for column in zip(*total, strict=True)]
    print(f"| all | {' | '.join(f'{share:.1%}' for share in means)} |", flush=True)
    await _others(given, vectors)


async def _pair(
    vectors: SentenceVectors, lines: Sequence[dict[str, str]], source: str, target: str
) -> tuple[float, ...]:
    """Shares found doubtful of lines: true, each with its neighbour's, cut in half, by checks as well."""
    written, said = [row[source] for row in lines], [row[target] for row in lines]
    halves = [text[: len(text) // 2] for text in said]
    cut = await _far(vectors, written, halves)
    seen = [
        is_far or bool(checks.findings(one, half, source=source, target=target))
        for is_far, one, half in zip(cut, written, halves, strict=True)
    ]
    true, strange = await _far(vectors, written, said), await _far(vectors, written, [*said[1:], said[0]])
    return tuple(sum(found) / len(lines) for found in (true, strange, cut, seen))


async def _short(
    vectors: SentenceVectors, short: Sequence[dict[str, str]], source: str, target: str
) -> tuple[float, ...]:
    written, said = [row[source] for row in short], [row[target] for row in short]
    true, strange = await _far(vectors, written, said), await _far(vectors, written, [*said[1:], said[0]])
    return sum(true) / len(short), sum(strange) / len(short)


async def _others(given: argparse.Namespace, vectors: SentenceVectors) -> None:
    """What other systems made: how often doubtful, and whether what is doubtful is worse by chrF."""
    import sacrebleu

    rows = sets.flores(given.data, every=1)
    asked = [at for at in range(len(rows)) if at % 10]
    for source, target in (("zh", "en"), ("en", "zh")):
        for name, said in sets.outputs_of_others(given.data, f"{source}-{target}", every=1).items():
            far = await _far(vectors, [rows[at][source] for at in asked], [said[at] for at in asked])
            chrf = [sacrebleu.sentence_chrf(said[at], [rows[at][target]]).score for at in asked]
            doubted = [score for score, is_far in zip(chrf, far, strict=True) if is_far]
            worst = sorted(chrf)[int(FAULTY * len(chrf))]
            caught = sum(is_far and score < worst for score, is_far in zip(chrf, far, strict=True))
            mean = sum(doubted) / len(doubted) if doubted else 0.0
            print(
                f"{source}->{target} {name}: {len(doubted)} of {len(asked)} doubtful, chrF {mean:.1f}"
                f" (all {sum(chrf) / len(chrf):.1f}); {caught} of the {int(FAULTY * len(chrf))} worst",
                flush=True,
            )


async def _far(vectors: SentenceVectors, written: Sequence[str], said: Sequence[str]) -> list[bool]:
    one, other = await vectors.of(written), await vectors.of(said)
    return [
        rules.is_far(text, rules.cosine(a, b), None) for text, a, b in zip(written, one, other, strict=True)
    ]
