"""The process beside ours: one that hangs is killed in time, one that died is replaced once."""

import asyncio
import os
import time
from pathlib import Path

import pytest

from hongqiao.adapters.models import directories, idle_child
from hongqiao.adapters.models.directories import Found, ModelDirectory
from hongqiao.adapters.models.idle_child import IdleChild
from hongqiao.adapters.models.nmt import SentenceEngine
from hongqiao.kernel.errors import Unavailable


def is_running(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def pid_then_hang(path: str) -> None:
    Path(path).write_text(str(os.getpid()))
    time.sleep(60)


def say_or_fail(sentence: str) -> str:
    if sentence == "hang":
        time.sleep(60)
    if sentence == "die":
        os._exit(1)
    if sentence == "garble":
        raise UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte")
    return f"said {sentence}"


def say_all_or_fail(sentences: list[str], *_) -> list[str]:
    return [say_or_fail(one) for one in sentences]


def say_one_or_fail(sentence: str, *_) -> str:
    return say_or_fail(sentence)


@pytest.fixture
async def child(monkeypatch):
    monkeypatch.setattr(idle_child, "START_S", 5.0)
    child = IdleChild(idle_minutes=1, when_missing="not there")
    yield child
    child.end()


class Small(SentenceEngine):
    """One sentence, one word of the child."""

    name = version = "small"

    def _work(self, sentence, pair):
        return say_or_fail, sentence


@pytest.fixture
async def small(monkeypatch):
    monkeypatch.setattr(idle_child, "START_S", 5.0)
    engine = Small()
    yield engine
    await engine.close()


async def say(engine, text, deadline_s=0.4):
    return await engine.translate(text, source="en", target="pt", glossary=(), deadline_s=deadline_s)


async def test_a_call_that_hangs_ends_with_its_process_and_the_next_one_is_served(child, tmp_path):
    await child.run(os.getpid)

    with pytest.raises(Unavailable):
        await asyncio.wait_for(child.run(pid_then_hang, str(tmp_path / "pid"), deadline_s=0.5), 10)

    assert await child.run(os.getpid, deadline_s=5) != int((tmp_path / "pid").read_text())
    assert not is_running(int((tmp_path / "pid").read_text()))


async def test_callers_of_a_process_that_died_share_the_next_one(child):
    await child.run(os.getpid)
    failed = await asyncio.gather(
        child.run(os._exit, 1), child.run(os.getpid), child.run(os.getpid), return_exceptions=True
    )
    assert all(isinstance(one, Unavailable) for one in failed)

    first = await child.run(os.getpid)

    assert await child.run(os.getpid) == first


@pytest.mark.parametrize("sentence", ["hang", "die", "garble"])
async def test_a_sentence_that_ends_the_process_again_is_left_alone(small, sentence):
    await say(small, "hello")
    for _ in range(2):
        with pytest.raises(Unavailable):
            await asyncio.wait_for(say(small, sentence), 10)
        assert (await say(small, "hello", 5)).text == "said hello"

    left = await asyncio.wait_for(say(small, f"hello. {sentence}"), 10)

    assert not left.complete


async def test_of_a_batch_that_ends_the_process_only_the_sentence_that_does_it_is_left(tmp_path, monkeypatch):
    monkeypatch.setattr(idle_child, "START_S", 5.0)
    monkeypatch.setattr(directories, "render_many", say_all_or_fail)
    monkeypatch.setattr(directories, "render", say_one_or_fail)
    (tmp_path / "model.bin").touch()
    engine = ModelDirectory(Found(tmp_path, "ctranslate2", ("en", "pt")))
    asked = {"source": "en", "target": "pt", "deadline_s": 2}

    for _ in range(2):
        with pytest.raises(Unavailable):
            await engine.translate_many(["hello", "die", "good day"], **asked)
    said = await engine.translate_many(["hello", "die", "good day"], **asked)
    await engine.close()

    assert [(one.text, one.complete) for one in said] == [
        ("said hello", True), ("", False), ("said good day", True)
    ]


async def test_a_process_that_is_ended_ends_even_in_the_middle_of_a_call(child, tmp_path):
    calling = asyncio.create_task(child.run(pid_then_hang, str(tmp_path / "pid")))
    for _ in range(500):
        if (tmp_path / "pid").exists() and (tmp_path / "pid").read_text():
            break
        await asyncio.sleep(0.02)
    calling.cancel()
    await asyncio.wait([calling])

    child.end()
    for _ in range(100):
        if not is_running(pid := int((tmp_path / "pid").read_text())):
            break
        await asyncio.sleep(0.02)

    assert not is_running(pid)
