"""How long a reader waits: first word and whole of short comments, model warm, nothing else running."""

import argparse
import statistics
import time
from collections.abc import Sequence

from hongqiao.features import translation
from hongqiao.kernel.ports import Engine

COMMENTS = {
    ("zh", "en"): (
        "这家店在哪里？",
        "太好看了，求链接！",
        "我上周也去了，人真的很多。",
        "猫猫好可爱，叫什么名字？",
        "下次去记得早点排队。",
        "颜色比照片里还要好看一点。",
        "请问这个要提前预约吗？",
        "学到了，谢谢分享！",
    ),
    ("en", "zh"): (
        "Where did you get that bag?",
        "This looks so good, saving it for later!",
        "I went last week and it was packed.",
        "Your cat is adorable, what’s its name?",
        "Is it open on Sundays?",
        "The colour is even nicer in person.",
        "Thanks for sharing, I learned a lot.",
        "Do I need to book in advance?",
    ),
}


async def latency(given: argparse.Namespace, engines: Sequence[Engine]) -> None:
    """Milliseconds to the first word and to the end; the frame of the pair is read before."""
    print("| short comments | first word | largest | done | largest | cold |\n|---|---|---|---|---|---|")
    for (source, target), comments in COMMENTS.items():
        cold = await _timed("Good evening." if source == "en" else "晚上好。", source, target, engines)
        times = [await _timed(comment, source, target, engines) for comment in comments]
        firsts, wholes = [first for first, _ in times], [whole for _, whole in times]
        print(
            f"| {source}->{target} | {statistics.median(firsts):.0f} | {max(firsts):.0f}"
            f" | {statistics.median(wholes):.0f} | {max(wholes):.0f} | {cold[1]:.0f} |",
            flush=True,
        )


async def _timed(text: str, source: str, target: str, engines: Sequence[Engine]) -> tuple[float, float]:
    began = time.perf_counter()
    first = 0.0

    async def on_part(so_far: str) -> None:
        nonlocal first
        if so_far and not first:
            first = time.perf_counter()

    await translation.translate_text(text, source, target, engines, on_part=on_part)
    ended = time.perf_counter()
    return 1000 * ((first or ended) - began), 1000 * (ended - began)
