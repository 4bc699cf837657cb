"""The parts of the measure, each printing a table of its own."""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from hongqiao.entry.translate import Answer, Asked, answer
from hongqiao.entry.wiring import LORE
from hongqiao.kernel.ports import Engine
from measures.translation import sets
from measures.translation.attacks import Verdict, judge
from measures.translation.estimating import estimate as estimate
from measures.translation.latency import latency as latency  # a part as the others
from measures.translation.planted import detection as detection
from measures.translation.planted import mutations as mutations
from measures.translation.planted import protection as protection

_PATIENCE_S = 600.0


async def flores(given: argparse.Namespace, engines: Sequence[Engine]) -> None:
    """chrF and BLEU (sacrebleu) zh->en and en->zh, beside other systems on the same lines."""
    import sacrebleu

    rows = sets.flores(given.data, every=given.every)
    print(f"| FLORES dev, {len(rows)} lines | system | BLEU | chrF | original shown |\n|---|---|---|---|---|")
    for source, target in (("zh", "en"), ("en", "zh")):
        wanted = [row[target] for row in rows]
        bleu = sacrebleu.BLEU(tokenize="zh" if target == "zh" else "13a")
        systems = sets.outputs_of_others(given.data, f"{source}-{target}", every=given.every)
        made = [await _say(row[source], source, target, engines, given=given) for row in rows]
        systems["hongqiao"] = [one.text for one in made]
        for name, said in systems.items():
            kept = sum(one.tier == "original" for one in made) if name == "hongqiao" else 0
            by_word, by_sign = bleu.corpus_score(said, [wanted]), sacrebleu.corpus_chrf(said, [wanted])
            scores = f"{by_word.score:.1f} | {by_sign.score:.1f} | {kept} |"
            print(f"| {source}->{target} | {name} | {scores}", flush=True)


async def slang(given: argparse.Namespace, engines: Sequence[Engine]) -> None:
    """Share of labelled CSM-MTBench posts whose slang comes out in an accepted rendering: through the
    pipeline, through the pipeline without what the lexicon knows, and by the bare model in its frame."""
    ways = {"with": _with_lexicon, "without": _without_lexicon, "bare": _bare}
    ways = {name: ways[name] for name in given.ways.split(",")}
    print(f"| slang, zh-> | posts | {' | '.join(ways)} |\n|---|---|{'---|' * len(ways)}")
    total = Counter[str]()
    for target in sets.SLANG_TARGETS:
        posts = sets.slang(given.data, target, every=given.every)
        found = Counter[str]()
        for post in posts:
            for name, say in ways.items():
                said = (await say(post, engines, given)).casefold()
                found[name] += any(word.casefold() in said for word in post.accepted)
        total.update({**found, "posts": len(posts)})
        print(_counts(target, len(posts), found, ways), flush=True)
    print(_counts("all", total["posts"], total, ways))


def _counts(label: str, posts: int, found: Counter[str], ways: Iterable[str]) -> str:
    return f"| {label} | {posts} | {' | '.join(str(found[name]) for name in ways)} |"


async def _with_lexicon(post: sets.SlangPost, engines: Sequence[Engine], given: argparse.Namespace) -> str:
    return _shown(await _say(post.source, "zh", post.target_lang, engines, given=given, is_thorough=False))


async def _without_lexicon(post: sets.SlangPost, engines: Sequence[Engine], given: argparse.Namespace) -> str:
    made = await _say(
        post.source, "zh", post.target_lang, engines, given=given, with_glossary=False, is_thorough=False
    )
    return _shown(made)


def _shown(made: Answer) -> str:
    return made.text if made.tier != "original" else ""


async def _bare(post: sets.SlangPost, engines: Sequence[Engine], given: argparse.Namespace) -> str:
    """What the model answers to the whole text: no segments, masks, glossary, checks or second wording."""
    model = next(one for one in engines if one.name == "local-llm")
    rendered = await model.translate(
        " ".join(post.source.split()),
        source="zh",
        target=post.target_lang,
        glossary=(),
        deadline_s=_PATIENCE_S,
    )
    return rendered.text


async def attacks(given: argparse.Namespace, engines: Sequence[Engine]) -> None:
    """Safe and faithful shares of attacks.jsonl by kind, and every row that was not faithful."""
    verdicts = []
    for attack in sets.attacks(given.data):
        verdicts.append(
            judge(attack, await _say(attack.text, "auto", attack.target_lang, engines, given=given))
        )
    _print_attacks(verdicts)


def _print_attacks(verdicts: Sequence[Verdict]) -> None:
    by_kind = defaultdict(list)
    for verdict in verdicts:
        by_kind[verdict.attack.kind].append(verdict)
    print("| attacks | rows | safe | faithful |\n|---|---|---|---|")
    for kind, some in [*by_kind.items(), ("all", verdicts)]:
        print(
            f"| {kind} | {len(some)} | {sum(v.is_safe for v in some)} | {sum(v.is_faithful for v in some)} |"
        )
    for verdict in verdicts:
        if not verdict.is_faithful:
            mark = "unfaithful" if verdict.is_safe else "UNSAFE"
            print(f"  {mark} {verdict.attack.id} {verdict.why}")
            print(f"    {verdict.attack.text!r}\n    {verdict.answer.text!r}")


async def _say(
    text: str,
    source: str,
    target: str,
    engines: Sequence[Engine],
    *,
    given: argparse.Namespace,
    with_glossary: bool = True,
    is_thorough: bool = True,
) -> Answer:
    made = await answer(
        Asked(text),
        source,
        target,
        engines,
        lore=LORE if with_glossary else None,
        is_thorough=is_thorough,
        vectors=given.vectors,
    )
    if given.show:
        print(f"  {made.tier} {made.ms} ms {','.join(made.flags)}\n    {text}\n    {made.text}", flush=True)
    return made
