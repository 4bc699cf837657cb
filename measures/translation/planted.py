"""Parts that plant what must be found: protected items, changed numbers, lost negations, short texts."""

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Sequence

from hongqiao.entry.translate import Asked, answer
from hongqiao.features import translation
from hongqiao.features.translation import checks, negation, protect
from hongqiao.kernel.ports import Engine
from measures.translation import sets

SEED = 7
ITEMS = ("https://example.org/a?b=1", "@mei_lin", "#周末探店", "😂😂", "[笑哭R]", "$12.50", "¥1,299", "25 kg",
         "{name}", "+86 138 0013 8000", "team@example.org", "3.2亿", "`pip install`", "❤️", "30%")  # fmt: skip
FRAMES = {
    "en": "I really like {} because of {} and my sister says {} too",
    "zh": "我真的很喜欢{}因为{}我姐姐也说{}不错",
    "es": "Me gusta mucho {} por {} y mi hermana también dice {}",
    "ja": "{}がとても好きです。{}のおかげで、姉も{}と言っています",
    "ru": "Мне очень нравится {} из-за {} и сестра тоже говорит {}",
    "pt": "Gosto muito de {} por causa de {} e minha irmã também diz {}",
}
_NEGATIONS = {
    "en": r"\b(?:is|are|was|were|can|will|do|does|did|has|have|may|should) not\b"
    r"|\b(?:can|wo|do|does|did|is|are)n['’]t\b",
    "zh": r"没有|不能|不是|不要|不会|不可|没|不",
}
_TO_DENY = {
    "en": (r"\b(is|are|was|were|can|will|should|may|must|has been|have been)\b", r"\1 not"),
    "zh": (r"(是|会|能|可以|应该|属于|需要)", r"不\1"),
}


async def protection(given: argparse.Namespace, engines: Sequence[Engine]) -> None:
    """Texts with three protected items each; of those shown as translated, how many hold each item once."""
    luck, found = random.Random(SEED), Counter[str]()
    for source, frame in FRAMES.items():
        for target in ("en", "zh", "pt"):
            if source == target:
                continue
            text = frame.format(*luck.sample(ITEMS, 3))
            made = await answer(Asked(text), source, target, engines)
            found["texts"] += 1
            if made.tier == "original":
                found["shown as original"] += 1
                continue
            entities = [piece.entity for piece in protect.pieces_of(text, target=target) if piece.entity]
            kept = all(made.text.count(entity.shown) == text.count(entity.written) for entity in entities)
            found["whole" if kept else "BROKEN"] += 1
            if not kept or given.show:
                print(f"  {text}\n  {made.text}")
    print(f"Protection: {dict(found)}")


async def mutations(given: argparse.Namespace, _engines: Sequence[Engine]) -> None:
    """Numbers changed and negations taken out of FLORES' own translations: caught, and false alarms."""
    caught, planted, alarms, pairs = Counter[str](), Counter[str](), Counter[str](), 0
    for row in sets.flores(given.data, every=1):
        for source, target in (("en", "zh"), ("zh", "en")):
            pairs += 1
            clean = checks.findings(row[source], row[target], source=source, target=target)
            for name, plant in (
                ("numbers", _other_number),
                ("numbers up to twelve", _other_small_number),
                ("negation", _without_negation(target)),
                ("negation put in", _with_negation(target, row[source], source)),
            ):
                finding = name.split()[0]
                alarms[finding] += finding in clean and name in ("numbers", "negation")
                changed = plant(row[target])
                is_fit = name != "negation" or re.search(_NEGATIONS[source], row[source]) is not None
                if changed is None or finding in clean or not is_fit:
                    continue
                planted[name] += 1
                seen = finding in checks.findings(row[source], changed, source=source, target=target)
                caught[name] += seen
                if given.show and not seen:
                    print(f"  {name} missed: {row[source]}\n    {changed}")
    for name in planted:
        of_true = f"{alarms[name.split()[0]]} alarms in {pairs} true pairs"
        print(f"Mutations of {name}: {caught[name]} of {planted[name]} caught; {of_true}")


def _other_number(text: str) -> str | None:
    """One number of two digits or more changed by a digit; None when there is none."""
    match = re.search(r"(?<![\w.,])[1-9]\d+(?![\w.,]|:)", text)
    if match is None or int(match[0]) <= 20:
        return None
    digit = str((int(match[0][0]) % 9) + 1)
    return text[: match.start()] + digit + text[match.start() + 1 :]


def _other_small_number(text: str) -> str | None:
    """One number of one digit changed to another; None when there is none."""
    match = re.search(r"(?<![\w.,:/-])[1-9](?![\w.,:/-]|%)", text)
    return None if match is None else text[: match.start()] + str(int(match[0]) % 9 + 1) + text[match.end() :]


def _without_negation(lang: str) -> Callable[[str], str | None]:
    def plant(text: str) -> str | None:
        """Every negation out, so that the sentence says the contrary; None when another form is left."""
        changed = re.sub(_NEGATIONS[lang], "", text)
        return None if changed == text or re.search(negation.ANY_FORM[lang], changed.lower()) else changed

    return plant


def _with_negation(lang: str, source_text: str, source: str) -> Callable[[str], str | None]:
    def plant(text: str) -> str | None:
        """One negation put in where neither side has any."""
        if re.search(negation.ANY_FORM[source], source_text.lower()) or re.search(
            negation.ANY_FORM[lang], text.lower()
        ):
            return None
        pattern, denied = _TO_DENY[lang]
        changed = re.sub(pattern, denied, text, count=1)
        return None if changed == text else changed

    return plant


async def detection(given: argparse.Namespace, _engines: Sequence[Engine]) -> None:
    """First words of FLORES lines in eight languages, by length, without knowing the author."""
    for many in (3, 6, 12):
        right, rows = Counter[str](), sets.flores(given.data, every=given.every)
        for row in rows:
            for lang in FLORES_LANGUAGES:
                text = row[lang]
                short = text[: many * 2] if lang in ("zh", "ja") else " ".join(text.split()[:many])
                right[lang] += await translation.detect(short, "") == lang
        shares = ", ".join(f"{lang} {right[lang]}" for lang in FLORES_LANGUAGES)
        print(f"Detection, {many} words, of {len(rows)}: {shares}")


FLORES_LANGUAGES = ("en", "zh", "es", "fr", "ja", "ko", "pt", "ru")
