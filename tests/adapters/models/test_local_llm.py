"""The model's process starts when needed, is ended when stuck or idle, and is started again."""

import asyncio
import os
import sys
import time
from pathlib import Path

import msgspec
import pytest

from hongqiao.adapters.models import local_llm
from hongqiao.adapters.models.download import Progress
from hongqiao.adapters.models.local_llm import LocalLlm, without_unfinished_mark
from hongqiao.kernel.errors import Unavailable

CHILD = """
import json, os, sys, time
def tell(**message):
    print(json.dumps(message), flush=True)
tell(ready=True)
for line in sys.stdin:
    job = json.loads(line)
    if "cancel" in job:
        continue
    with open(sys.argv[1] + ".asked", "a") as asked:
        print(len(job["messages"]), job["max_tokens"], file=asked)
    text = job["messages"][-1]["content"].split("\\n")[-1]
    if text == "die":
        sys.exit(1)
    if text == "hang":
        time.sleep(60)
    if text == "slow":
        time.sleep(0.5)
    for part in (text[:2], text[2:], " [0", "]", f" pid {os.getpid()}"):
        tell(id=job["id"], part=part)
    tell(id=job["id"], done=True, finish="length" if text == "cut" else "stop", logprob=-0.5,
         error="too long" if text == "long" else "")
"""
MODEL = Path(
    os.environ.get("HONGQIAO_MODEL", "~/.cache/hongqiao/models/qwen2.5-coder-1.5b-instruct-q4_k_m.gguf")
).expanduser()


@pytest.fixture
async def llm(tmp_path, monkeypatch):
    """An engine whose process follows a script instead of a model."""
    (tmp_path / "child.py").write_text(CHILD)
    (tmp_path / "model.gguf").touch()
    monkeypatch.setattr(local_llm, "CHILD", tmp_path / "child.py")
    engine = LocalLlm(tmp_path / "model.gguf")
    yield engine
    await engine.close()


async def say(engine, text, *, deadline_s=5.0, on_part=None):
    return await engine.translate(
        text, source="en", target="zh", glossary=(), deadline_s=deadline_s, on_part=on_part
    )


def is_running(pid):
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def pid_in(rendered):
    return rendered.text.split("pid ")[1]


async def test_words_arrive_in_parts_without_an_unfinished_mark(llm):
    parts = []

    async def tell(so_far):
        parts.append(so_far)

    rendered = await say(llm, "hello", on_part=tell)

    assert parts[:4] == ["he", "hello", "hello", "hello [0]"]
    assert rendered.text.startswith("hello [0] pid")
    assert (rendered.confidence, rendered.complete) == (-0.5, True)


async def test_one_process_serves_many_texts_one_at_a_time(llm):
    said = await asyncio.gather(*(say(llm, f"hello {n}") for n in range(5)))

    assert len({pid_in(rendered) for rendered in said}) == 1
    assert [rendered.text.split(" [0]")[0] for rendered in said] == [f"hello {n}" for n in range(5)]


async def test_a_process_that_dies_is_started_again(llm):
    with pytest.raises(Unavailable):
        await say(llm, "die")

    assert (await say(llm, "hello")).complete


async def test_a_process_that_hangs_is_ended_after_its_deadline(llm, monkeypatch):
    monkeypatch.setattr(local_llm, "FIRST_WORD_S", 0.2)
    monkeypatch.setattr(local_llm, "GRACE_S", 0.1)

    with pytest.raises(Unavailable):
        await say(llm, "hang", deadline_s=0.2)

    assert (await say(llm, "hello")).complete


async def test_a_caller_who_leaves_does_not_disturb_the_next(llm):
    leaving = asyncio.create_task(say(llm, "slow"))
    await asyncio.sleep(0.2)
    leaving.cancel()

    assert (await say(llm, "hello")).text.startswith("hello")


async def test_words_that_were_cut_are_not_complete(llm):
    assert not (await say(llm, "cut")).complete


async def test_a_text_that_is_too_long_for_the_model_is_told(llm):
    with pytest.raises(Unavailable, match="too long"):
        await say(llm, "long")


async def test_an_idle_process_is_ended_and_comes_back(llm):
    llm._idle_s = 0.05
    first = pid_in(await say(llm, "hello"))

    await asyncio.sleep(0.3)

    assert not is_running(first)
    assert pid_in(await say(llm, "hello")) != first


def asked_in(tmp_path) -> list[list[int]]:
    return [list(map(int, line.split())) for line in (tmp_path / "model.gguf.asked").read_text().splitlines()]


async def test_the_frame_of_a_pair_is_read_once_in_growing_parts(llm, tmp_path, monkeypatch):
    monkeypatch.setattr(local_llm, "available_bytes", lambda: 8 << 30)

    assert await llm.warm("en", "zh")
    assert await llm.warm("en", "zh")

    assert asked_in(tmp_path) == [[2, 1], [4, 1], [6, 1], [8, 1]]


async def test_a_pair_that_a_text_went_through_needs_no_warming(llm, tmp_path):
    await say(llm, "hello")

    assert await llm.warm("en", "zh")
    assert await llm.warm("zh", "en")
    assert len(asked_in(tmp_path)) == 5


async def test_warming_gives_way_to_a_text_after_a_part(llm, tmp_path):
    await say(llm, "hello")
    warming = asyncio.create_task(llm.warm("zh", "en"))
    await asyncio.sleep(0)

    said = await say(llm, "hello")

    assert said.complete
    assert not await warming
    assert [messages for messages, _ in asked_in(tmp_path)] == [8, 2, 8]


async def test_no_process_is_started_for_warmth_where_memory_is_short_or_it_ended_idle(llm, monkeypatch):
    monkeypatch.setattr(local_llm, "available_bytes", lambda: 1 << 30)
    assert not await llm.warm("en", "zh")

    monkeypatch.setattr(local_llm, "available_bytes", lambda: 8 << 30)
    llm._idle_s = 0.05
    assert await llm.warm("en", "zh")
    await asyncio.sleep(0.3)

    assert not await llm.warm("en", "zh")


async def test_where_memory_is_short_the_process_leaves_soon(llm, monkeypatch):
    monkeypatch.setattr(local_llm, "available_bytes", lambda: 100 << 20)
    monkeypatch.setattr(local_llm, "STAYS_WITHOUT_ROOM_S", 0.05)
    pid = pid_in(await say(llm, "hello"))

    await asyncio.sleep(0.3)

    assert not is_running(pid)


async def test_after_some_failed_starts_the_engine_rests(llm, tmp_path):
    (tmp_path / "child.py").write_text("raise SystemExit(1)")

    for _ in range(local_llm.FAILED_STARTS):
        assert llm.state() == "ready"
        with pytest.raises(Unavailable):
            await say(llm, "hello")

    assert llm.state() == "failed"


async def test_without_its_file_the_engine_says_so(tmp_path):
    engine = LocalLlm(tmp_path / "model.gguf")

    assert engine.state() == "absent"
    with pytest.raises(Unavailable):
        await say(engine, "hello")


@pytest.mark.parametrize(
    ("told", "age_s", "state"),
    [
        ("slices", 0, "arriving"),
        ("official", 0, "arriving"),
        ("slices", 9999, "absent"),
        ("failed", 0, "failed"),
    ],
)
def test_a_file_on_its_way_is_arriving(tmp_path, told, age_s, state):
    progress = Progress(told, 1, 2, told_at=time.time() - age_s)
    (tmp_path / "download.json").write_bytes(msgspec.json.encode(progress))

    assert LocalLlm(tmp_path / "model.gguf").state() == state


def test_it_serves_every_pair_of_its_languages_and_no_other():
    engine = LocalLlm(Path("model.gguf"))

    assert engine.pairs("zh", "en")
    assert engine.pairs("ru", "pt")
    assert not engine.pairs("en", "en")
    assert not engine.pairs("en", "ar")


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("a [", "a "),
        ("a [1", "a "),
        ("a [1]", "a [1]"),
        ("a [1] b", "a [1] b"),
    ],
)
def test_an_unfinished_mark_is_held_back(said, shown):
    assert without_unfinished_mark(said) == shown


@pytest.mark.engine
@pytest.mark.skipif(not MODEL.is_file(), reason=f"no translation model at {MODEL}")
async def test_the_real_model_translates_a_question_and_does_not_answer_it():
    engine = LocalLlm(MODEL)

    rendered = await engine.translate(
        "中国的首都是哪里？", source="zh", target="en", glossary=(), deadline_s=60
    )
    await engine.close()

    assert "capital" in rendered.text
    assert "Beijing" not in rendered.text


@pytest.mark.engine
@pytest.mark.skipif(not MODEL.is_file(), reason=f"no translation model at {MODEL}")
async def test_the_real_models_process_ends_with_its_parent():
    program = (
        "import asyncio, sys, pathlib\n"
        "from hongqiao.adapters.models.local_llm import LocalLlm\n"
        "async def main():\n"
        "    engine = LocalLlm(pathlib.Path(sys.argv[1]))\n"
        "    child = await engine._running()\n"
        "    print(child.pid, flush=True)\n"
        "    await asyncio.sleep(60)\n"
        "asyncio.run(main())\n"
    )
    parent = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        program,
        str(MODEL),
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    child = int(await parent.stdout.readline())

    parent.kill()
    await parent.wait()
    await asyncio.sleep(1)

    assert not is_running(child)
