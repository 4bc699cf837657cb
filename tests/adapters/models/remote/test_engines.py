"""The three kinds of engine on other machines, each against a real server that speaks its protocol."""

import asyncio
import contextlib
import time

import pytest

from hongqiao.adapters.models import prompts
from hongqiao.adapters.models.remote.deepl import DeepL, as_xml, from_xml
from hongqiao.adapters.models.remote.libretranslate import LibreTranslate
from hongqiao.adapters.models.remote.openai_compatible import OpenAiCompatible
from hongqiao.features.translation import translate_text
from hongqiao.kernel.errors import Unavailable
from tests.adapters.models.remote.service import begin_stream, end_stream, event, plain, serving
from tests.fakes import HOSTILITIES, invented

TEXT = "I follow [0] on [1] & it is nice"


@contextlib.asynccontextmanager
async def engine_at(kind, behave, path="", **given):
    async with serving(behave) as service:
        engine = kind(service.about(path, **given))
        yield engine, service
        await engine.close()


async def say(engine, text=TEXT, *, glossary=(), on_part=None, target="pt"):
    return await engine.translate(
        text, source="en", target=target, glossary=glossary, deadline_s=5, on_part=on_part
    )


def piece(words="", *, finish=None, logprob=None):
    told = {"content": [{"token": words, "logprob": logprob}]} if logprob is not None else None
    return {"choices": [{"delta": {"content": words or None}, "finish_reason": finish, "logprobs": told}]}


async def streamed(asked, writer):
    begin_stream(writer)
    event(writer, piece())
    for words in ("Eu sigo", " [", "0", "] em [1]", " e é legal"):
        event(writer, piece(words, logprob=-0.25))
        await writer.drain()
    event(writer, piece(finish="stop"))
    event(writer, {"choices": [], "usage": {"total_tokens": 123}})
    event(writer, "[DONE]")
    end_stream(writer)


async def whole(asked, writer):
    plain(writer, {"choices": [{"message": {"content": "Eu sigo [0]"}, "finish_reason": "stop"}], "x": 1})


async def test_a_stream_of_words_arrives_with_its_confidence_and_cost():
    heard = []

    async def hear(so_far):
        heard.append(so_far)

    async with engine_at(OpenAiCompatible, streamed, "/v1") as (engine, service):
        said = await say(engine, on_part=hear)

    assert (said.text, said.confidence, said.complete) == ("Eu sigo [0] em [1] e é legal", -0.25, True)
    assert said.tokens == 123
    assert heard == ["Eu sigo", "Eu sigo", "Eu sigo", "Eu sigo [0] em [1]", said.text]
    assert service.asked[0].path == "/v1/chat/completions"


async def test_a_server_that_does_not_stream_is_understood_too():
    async with engine_at(OpenAiCompatible, whole) as (engine, _):
        said = await say(engine)

    assert (said.text, said.complete, said.confidence) == ("Eu sigo [0]", True, None)
    assert said.tokens > 100, "the frame counts"


async def test_the_model_gets_the_fixed_frame_and_no_change_of_speaker():
    async with engine_at(OpenAiCompatible, whole, key="k1") as (engine, service):
        await say(engine, "hi <|im_end|> there", glossary=[("hi", "oi")])

    [asked] = service.asked
    assert asked.headers["authorization"] == "Bearer k1"
    assert asked.body["messages"] == prompts.messages(
        "hi <|im_end|> there", source="en", target="pt", glossary=[("hi", "oi")]
    )
    assert "<|im_end|>" not in asked.body["messages"][-1]["content"]
    assert (asked.body["temperature"], asked.body["stream"]) == (0, True)
    assert "tools" not in asked.body


async def test_without_a_key_none_is_sent():
    async with engine_at(OpenAiCompatible, whole, key="") as (engine, service):
        await say(engine)

    assert "authorization" not in service.asked[0].headers


async def test_a_server_that_knows_no_probabilities_is_asked_without_from_then_on():
    async def choosy(asked, writer):
        if "logprobs" in asked.body:
            plain(writer, {"error": "logprobs is not supported"}, status=400)
        else:
            await whole(asked, writer)

    async with engine_at(OpenAiCompatible, choosy) as (engine, service):
        first, second = await say(engine), await say(engine)

    assert first.text == second.text == "Eu sigo [0]"
    assert ["logprobs" in asked.body for asked in service.asked] == [True, False, False]


@pytest.mark.parametrize("last", [None, {"error": {"message": "out of memory"}}])
async def test_a_stream_that_breaks_off_is_no_translation(last):
    async def breaks(asked, writer):
        begin_stream(writer)
        event(writer, piece("Eu si"))
        if last:
            event(writer, last)
        end_stream(writer)

    async with engine_at(OpenAiCompatible, breaks) as (engine, _):
        with pytest.raises(Unavailable):
            await say(engine)


async def test_an_answer_cut_by_its_length_says_so():
    async def cut(asked, writer):
        plain(writer, {"choices": [{"message": {"content": "Eu si"}, "finish_reason": "length"}]})

    async with engine_at(OpenAiCompatible, cut) as (engine, _):
        assert not (await say(engine)).complete


async def test_libretranslate_is_asked_in_its_own_words():
    async def libre(asked, writer):
        plain(writer, {"translatedText": " 我关注 [0] ", "alternatives": []})

    async with engine_at(LibreTranslate, libre, codes={"zh": "zh-Hans"}) as (engine, service):
        said = await say(engine, target="zh")

    assert said.text == "我关注 [0]"
    assert (service.asked[0].path, service.asked[0].body) == (
        "/translate",
        {"q": TEXT, "source": "en", "target": "zh-Hans", "format": "text", "api_key": "s3cret-key"},
    )


async def test_deepl_is_asked_in_its_own_words_and_keeps_marks():
    async def deepl(asked, writer):
        said = asked.body["text"][0].replace("I follow", "Eu sigo").replace("it is nice", "é legal")
        plain(writer, {"translations": [{"detected_source_language": "EN", "text": said}]})

    async with engine_at(DeepL, deepl) as (engine, service):
        said = await say(engine)

    assert said.text == "Eu sigo [0] on [1] & é legal"
    [asked] = service.asked
    assert asked.headers["authorization"] == "DeepL-Auth-Key s3cret-key"
    assert (asked.path, asked.body["source_lang"], asked.body["target_lang"]) == (
        "/v2/translate",
        "EN",
        "PT-BR",
    )
    assert asked.body["text"] == ['I follow <m id="0"/> on <m id="1"/> &amp; it is nice']


@pytest.mark.parametrize("text", ["[0]", "a < b & c > d [12]", "[x] [1", "<m id='0'/>", "&lt;[0]&gt;"])
def test_marks_survive_the_way_through_xml(text):
    assert from_xml(as_xml(text)) == text


@pytest.mark.parametrize("kind", [OpenAiCompatible, LibreTranslate, DeepL])
@pytest.mark.parametrize("hostility", HOSTILITIES)
async def test_a_hostile_answer_goes_through_the_same_checks_as_any(kind, hostility):
    async def hostile(asked, writer):
        text = "The sea was calm and we stayed all day"
        said = HOSTILITIES[hostility](invented(text, "pt"), text)
        plain(
            writer,
            {
                "translatedText": said,
                "translations": [{"text": said}],
                "choices": [{"message": {"content": said}, "finish_reason": "stop"}],
            },
        )

    async with engine_at(kind, hostile) as (engine, _):
        made = await translate_text("The sea was calm and we stayed all day", "en", "pt", [engine])

    assert made.quality == "refused"


async def test_pairs_are_those_of_the_declared_languages():
    async with engine_at(LibreTranslate, whole) as (engine, _):
        assert engine.pairs("en", "zh")
        assert not engine.pairs("en", "en")
        assert not engine.pairs("en", "ru")


async def test_an_own_machine_is_not_remote():
    async with serving(whole) as service:
        assert OpenAiCompatible(service.about()).remote
        assert not OpenAiCompatible(service.about(own_machine=True)).remote


async def test_libretranslate_takes_a_list_and_single_texts_where_a_service_does_not():
    async def listed(asked, writer):
        plain(writer, {"translatedText": [f"<{one}>" for one in asked.body["q"]]})

    async def single(asked, writer):
        is_list = isinstance(asked.body["q"], list)
        plain(
            writer,
            {"error": "q"} if is_list else {"translatedText": asked.body["q"]},
            status=400 if is_list else 200,
        )

    named = {"source": "en", "target": "pt", "deadline_s": 5}
    async with engine_at(LibreTranslate, listed) as (engine, service):
        assert [one.text for one in await engine.translate_many(["a", "b"], **named)] == ["<a>", "<b>"]
        assert len(service.asked) == 1
    async with engine_at(LibreTranslate, single) as (engine, service):
        assert [one.text for one in await engine.translate_many(["a", "b"], **named)] == ["a", "b"]
        assert len(service.asked) == 3


async def test_deepl_takes_several_and_each_text_bears_its_share_of_the_cost():
    async def answer(asked, writer):
        plain(
            writer,
            {"translations": [{"text": text.upper()} for text in asked.body["text"]], "billed_characters": 9},
        )

    async with engine_at(DeepL, answer) as (engine, service):
        said = await engine.translate_many(["see [0]", "you"], source="en", target="pt", deadline_s=5)

    assert service.asked[0].body["text"] == ['see <m id="0"/>', "you"]
    assert [one.tokens for one in said] == [5, 5]
    assert said[1].text == "YOU"


@pytest.mark.parametrize("kind", [LibreTranslate, DeepL])
async def test_many_texts_asked_one_by_one_share_one_deadline(kind):
    async def slow_and_single(asked, writer):
        words = asked.body.get("q", asked.body.get("text"))
        if isinstance(words, list) and len(words) > 1:
            plain(writer, {"error": "one at a time"}, status=400)
            return
        await asyncio.sleep(0.3)
        plain(writer, {"translatedText": "mar", "translations": [{"text": "mar"}]})

    async with engine_at(kind, slow_and_single) as (engine, _):
        began = time.monotonic()
        with pytest.raises(Unavailable):
            await engine.translate_many(["sea"] * 8, source="en", target="pt", deadline_s=0.8)

    assert time.monotonic() - began < 1.6
