"""The process that holds the language model: one JSON line in for a job, JSON lines out for its words.

Started by local_llm.py as `python -I <this file> <model> <parent> <threads>`; it imports nothing of ours,
has no secrets, and dies with its parent. Jobs are {"id", "messages", "grammar", "max_tokens", "deadline_s"}
or {"cancel": id}; answers are {"ready": true}, {"id", "part"}, and last {"id", "done": true, "finish",
"logprob", "error"}.
"""

import contextlib
import ctypes
import json
import os
import queue
import secrets
import signal
import sys
import threading
import time
from typing import Any, TextIO

PR_SET_PDEATHSIG = 1
CONTEXT_TOKENS = 2048
CACHE_MEBIBYTE = 256  # the library's own default is 8 GiB


def main() -> None:
    """Loads the model of argv[1] and works until standard input or the process argv[2] ends."""
    die_with(int(sys.argv[2]))
    step_back()
    answers = take_over_output()
    jobs: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
    cancelled: set[int] = set()
    server = load(sys.argv[1], int(sys.argv[3]))
    threading.Thread(target=read_jobs, args=(jobs, cancelled), daemon=True).start()
    tell(answers, {"ready": True})
    while True:
        job = jobs.get()
        if job["id"] not in cancelled:
            work(server, job, answers, cancelled)
        cancelled.discard(job["id"])


def die_with(parent: int) -> None:
    """Asks the kernel to end this process when its parent ends, even by kill -9."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before we asked
        os._exit(1)


def step_back() -> None:
    """Reading pages comes before translating them.

    Where Linux shares time between sessions first (sched_autogroup), niceness counts within one session only:
    so this process takes a session of its own, and makes that one nice.
    """
    os.nice(5)
    with contextlib.suppress(OSError):
        os.setsid()
        with open("/proc/self/autogroup", "w", encoding="ascii") as autogroup:
            autogroup.write("10")


def take_over_output() -> TextIO:
    """Keeps the pipe for answers alone; whatever the library prints goes nowhere."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    return answers


def load(model: str, threads: int) -> Any:
    """The server within this process. It also opens a local port, which the key closes to everybody."""
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = model
    params.n_ctx = CONTEXT_TOKENS
    params.n_parallel = 1
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads
    params.sampling.temp = 0.0
    params.api_keys = [secrets.token_hex(16)]
    params.endpoint_slots = False
    params.cache_ram_mib = CACHE_MEBIBYTE
    return xllamacpp.Server(params)


def read_jobs(jobs: "queue.SimpleQueue[dict[str, Any]]", cancelled: set[int]) -> None:
    """Reads standard input for ever, so that a cancellation arrives while a job runs."""
    for line in sys.stdin.buffer:
        job = json.loads(line)
        if "cancel" in job:
            cancelled.add(job["cancel"])
        else:
            jobs.put(job)
    os._exit(0)


def work(server: Any, job: dict[str, Any], answers: TextIO, cancelled: set[int]) -> None:
    """Runs one job and tells its words as they come; a failure is told, never raised."""
    number, until = job["id"], float("inf")
    last: dict[str, Any] = {"id": number, "done": True, "finish": "cut", "logprob": None, "error": ""}
    logprobs: list[float] = []

    def on_chunk(chunk: dict[str, Any]) -> bool:
        nonlocal until  # reading the frame of a cold pair is not the text's fault: time counts from here
        until = min(until, time.monotonic() + job["deadline_s"])
        choice = (chunk.get("choices") or [{}])[0]
        logprobs.extend(seen["logprob"] for seen in (choice.get("logprobs") or {}).get("content") or [])
        if words := (choice.get("delta") or {}).get("content"):
            tell(answers, {"id": number, "part": words})
        if choice.get("finish_reason"):
            last["finish"] = choice["finish_reason"]
        return number in cancelled or time.monotonic() > until

    try:
        result = server.handle_chat_completions(
            {
                "messages": job["messages"],
                "max_tokens": job["max_tokens"],
                "temperature": 0,
                "stream": True,
                "cache_prompt": True,
                "logprobs": True,
                "grammar": job["grammar"],
            },
            on_chunk,
        )
        if isinstance(result, dict) and result.get("error"):
            last["error"] = str(result["error"])
    except Exception as error:  # the edge of this process: the parent decides what it means
        last["error"] = repr(error)
    if logprobs:
        last["logprob"] = sum(logprobs) / len(logprobs)
    tell(answers, last)


def tell(answers: TextIO, message: dict[str, Any]) -> None:
    """One line to the parent."""
    answers.write(json.dumps(message, ensure_ascii=False) + "\n")
    answers.flush()


if __name__ == "__main__":
    main()
