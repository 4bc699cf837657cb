"""Any server that speaks OpenAI's chat completions: vLLM, Ollama, llama.cpp, hosted ones.

It gets the same fixed frame as the model on this machine, and no tools.
"""

from collections.abc import AsyncIterator, Sequence
from typing import Any

import msgspec

from hongqiao.adapters.models import prompts
from hongqiao.adapters.models.local_llm import without_unfinished_mark
from hongqiao.adapters.models.remote.about import About, Remote
from hongqiao.adapters.models.remote.wire import Answer, Unfit, decoded
from hongqiao.kernel.errors import Unavailable, mark
from hongqiao.kernel.ports.engine import OnPart, Rendered

RUNS_AWAY = 3
"""Times as long as the most that was asked for."""


class _Token(msgspec.Struct):
    logprob: float


class _Logprobs(msgspec.Struct):
    content: list[_Token] | None = None


class _Words(msgspec.Struct):
    content: str | None = None


class _Choice(msgspec.Struct):
    delta: _Words | None = None
    message: _Words | None = None
    logprobs: _Logprobs | None = None
    finish_reason: str | None = None


class _Usage(msgspec.Struct):
    total_tokens: int = 0


class _Chunk(msgspec.Struct):
    """A piece of a stream, or a whole completion."""

    choices: list[_Choice] = []
    usage: _Usage | None = None
    error: Any = None


class OpenAiCompatible(Remote):
    """POST /chat/completions, streamed where the server streams."""

    greeted_at = "/models"

    def __init__(self, about: About) -> None:
        key = {"authorization": f"Bearer {about.key}"} if about.key else {}
        super().__init__(about, f"{about.model}/{prompts.VERSION}", key)
        self._tells_logprobs = True

    async def translate(
        self,
        text: str,
        *,
        source: str,
        target: str,
        glossary: Sequence[tuple[str, str]],
        deadline_s: float,
        on_part: OnPart | None = None,
        wording: int = 0,
    ) -> Rendered:
        """The text as the model says it. A server that refuses to tell log-probabilities is asked without;
        one that says far more than it was asked for is not listened to until its end.

        Raises Unavailable when it cannot be reached, is slow, or breaks off.
        """
        body = {
            "model": self._about.model,
            "messages": prompts.messages(text, source=source, target=target, glossary=glossary),
            "max_tokens": prompts.token_limit(text),
            "temperature": 0,
            "stream": True,
        }
        wait_s = self._within(deadline_s)
        if self._tells_logprobs:
            try:
                return await self._said({**body, "logprobs": True}, wait_s, on_part)
            except Unfit:
                self._tells_logprobs = False
        try:
            return await self._said(body, wait_s, on_part)
        except Unfit:
            return Rendered("", complete=False)

    async def _said(self, body: dict[str, Any], wait_s: float, on_part: OnPart | None) -> Rendered:
        said, finish, logprobs, tokens, room = "", "", list[float](), 0, RUNS_AWAY * body["max_tokens"]
        async with self._wire.post("/chat/completions", body, deadline_s=wait_s) as answer:
            async for chunk in _chunks(answer):
                tokens = chunk.usage.total_tokens if chunk.usage else tokens
                for choice in chunk.choices[:1]:
                    words = (choice.delta or choice.message or _Words()).content or ""
                    told = (choice.logprobs.content if choice.logprobs else None) or []
                    said, finish = said + words, choice.finish_reason or finish
                    logprobs += [token.logprob for token in told]
                    room -= prompts.weight(words)
                    if words and on_part is not None:
                        await on_part(without_unfinished_mark(said).strip())
                if room < 0:  # it keeps to no limit: nothing that it adds will make this a translation
                    return Rendered("", complete=False, tokens=tokens or _estimate(body, said))
        if not finish:
            raise _broken("it broke off")
        return Rendered(
            said.strip(),
            confidence=sum(logprobs) / len(logprobs) if logprobs else None,
            complete=finish == "stop",
            tokens=tokens or _estimate(body, said),
        )


async def _chunks(answer: Answer) -> AsyncIterator[_Chunk]:
    """Server-sent events, or the one object that a server sends that does not stream."""
    if answer.content_type != "text/event-stream":
        yield await answer.read(_Chunk)
        return
    async for line in answer.lines():
        if line == b"data: [DONE]":
            return
        if line.startswith(b"data:"):
            chunk = decoded(line[5:].strip(), _Chunk)
            if chunk.error is not None:
                raise _broken("it reported an error")
            yield chunk


def _estimate(body: dict[str, Any], said: str) -> int:
    """Tokens of frame, text and answer where the server does not tell."""
    return int(prompts.weight(said) + sum(prompts.weight(turn["content"]) for turn in body["messages"]))


def _broken(why: str) -> Unavailable:
    return Unavailable(
        mark("Translation is not ready yet. The original stays here meanwhile."), detail=f"the stream: {why}"
    )
