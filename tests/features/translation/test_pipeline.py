"""A text through the whole pipeline, with engines that behave and engines that don't."""


import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.features.translation import Lore, translate_text
from hongqiao.features.translation.normalise import normalise
from hongqiao.features.translation.protect import pieces_of
from hongqiao.kernel.errors import Unavailable
from tests.fakes import HOSTILITIES, FakeEngine, HostileEngine, invented


class Mirror(FakeEngine):
    """Says what it is given."""

    def render(self, text, target):
        return text


async def test_a_text_comes_back_with_its_lines_and_entities():
    words = "So good 😋 at @mei’s place!\n\nIt was ¥299 #food https://a.example/x\nsee you there"

    outcome = await translate_text(words, "en", "zh", [FakeEngine()])

    assert outcome.quality == "good"
    assert outcome.engine == "fake"
    assert [bool(line) for line in outcome.words.split("\n")] == [True, False, True, True]
    assert all(entity in outcome.words for entity in ("😋", "@mei", "¥299", "#food", "https://a.example/x"))


async def test_what_stands_at_the_edges_is_not_shown_to_the_engine():
    engine = FakeEngine()

    await translate_text("@luma 😍 where is it? #tea #cup 🍵", "en", "zh", [engine])

    assert engine.asked == ["where is it?"]


@pytest.mark.parametrize("spoil", HOSTILITIES.values(), ids=HOSTILITIES.keys())
async def test_nothing_that_a_hostile_engine_says_is_shown(spoil):
    words = "Where did you buy this lovely blue cup, and was it expensive?"

    outcome = await translate_text(words, "en", "zh", [HostileEngine(spoil)])

    assert outcome.quality == "refused"
    assert outcome.words == ""
    assert outcome.reason


async def test_changed_digits_make_a_translation_doubtful():
    engine = HostileEngine(lambda said, text: said.replace("35", "53"))

    outcome = await translate_text("I stayed for 35 days by the sea", "en", "zh", [engine])

    assert (outcome.quality, outcome.checks) == ("doubtful", ("numbers",))


async def test_an_engine_that_is_unsure_makes_a_translation_doubtful():
    outcome = await translate_text("a cup of tea", "en", "zh", [FakeEngine(confidence=-0.9)])

    assert (outcome.quality, outcome.checks, outcome.confidence) == ("doubtful", ("unsure",), -0.9)


async def test_when_marks_are_dropped_the_text_is_cut_at_its_entities():
    engine = HostileEngine(lambda said, text: said.replace("[0]", ""))

    outcome = await translate_text("I went with @mei to the sea", "en", "zh", [engine])

    assert engine.asked == ["I went with [0] to the sea", "I went with", "to the sea"]
    assert "@mei" in outcome.words
    assert outcome.quality == "good"


async def test_amounts_are_left_in_plain_sight_before_a_sentence_is_cut_at_them():
    engine = HostileEngine(lambda said, text: said.replace("[0]", ""))

    outcome = await translate_text("we paid $12 for the tea", "en", "zh", [engine])

    assert engine.asked == ["we paid [0] for the tea", "we paid $12 for the tea"]
    assert "$12" in outcome.words and outcome.quality == "good"


async def test_a_changed_amount_in_plain_sight_is_noticed_and_the_sentence_cut_at_it():
    engine = HostileEngine(lambda said, text: said.replace("[0]", "").replace("$12", "$120"))

    outcome = await translate_text("we paid $12 for the tea", "en", "zh", [engine])

    assert engine.asked[2:] == ["we paid", "for the tea"]
    assert "$12 " in outcome.words and "$120" not in outcome.words


async def test_a_link_is_never_left_in_plain_sight():
    engine = HostileEngine(lambda said, text: said.replace("[0]", ""))

    await translate_text("look at https://tofu.example/a again", "en", "zh", [engine])

    assert not any("https" in asked for asked in engine.asked)


async def test_the_next_engine_is_tried_when_the_first_fails():
    bad, good = HostileEngine(HOSTILITIES["echoes the text"]), FakeEngine()

    outcome = await translate_text("where did you get this cup?", "en", "zh", [bad, good])

    assert (outcome.quality, outcome.engine) == ("good", "fake")


async def test_engines_are_asked_in_order_and_only_for_pairs_that_they_serve():
    small, large = FakeEngine(pairs=[("en", "pt")]), FakeEngine()

    await translate_text("a cup of tea", "en", "pt", [small, large])
    await translate_text("a cup of tea", "en", "fr", [small, large])

    assert (len(small.asked), len(large.asked)) == (1, 1)


@pytest.mark.parametrize("engines", [[], [FakeEngine(state="arriving")], [FakeEngine(pairs=[("en", "pt")])]])
async def test_without_an_engine_for_the_pair_nothing_is_pretended(engines):
    with pytest.raises(Unavailable):
        await translate_text("a cup of tea", "en", "zh", engines)


@pytest.mark.parametrize(
    ("words", "source", "target", "reason"),
    [
        ("hello there", "en", "en-GB", "same-language"),
        ("简体字", "zh-Hans", "zh-Hant", "same-language"),
        ("😋😋 #food @mei ¥5", "en", "zh", "no-words"),
        ("今天去公园玩", "en", "zh", "same-language"),
    ],
)
async def test_what_needs_no_translation_gets_none(words, source, target, reason):
    engine = FakeEngine()

    outcome = await translate_text(words, source, target, [engine])

    assert (outcome.quality, outcome.reason, engine.asked) == ("refused", reason, [])


async def test_a_line_in_the_readers_language_stays_as_written():
    engine = FakeEngine()

    outcome = await translate_text("今天去公园玩了\nso happy to see you all there", "zh", "en", [engine])

    assert engine.asked == ["今天去公园玩了"]
    assert outcome.words.endswith("\nso happy to see you all there")


async def test_a_line_that_mixes_both_languages_is_translated():
    engine = FakeEngine()

    await translate_text("u guys 太热情了 thanks for the warm welcome", "zh", "en", [engine])

    assert len(engine.asked) == 1


async def test_one_bad_line_among_many_stays_as_written_and_is_owned_up_to():
    engine = HostileEngine(lambda said, text: text if "cursed" in text else said)
    lines = [
        "a cup of green tea by the sea",
        "the cursed line of words",
        "then we walked home together slowly",
        "and slept until the morning came",
    ]

    outcome = await translate_text("\n".join(lines), "en", "zh", [engine])

    assert outcome.quality == "doubtful"
    assert "part-left" in outcome.checks
    assert lines[1] in outcome.words


async def test_long_lines_are_given_in_pieces_that_fit():
    engine = FakeEngine()

    await translate_text("A rather long sentence about tea and cups. " * 60, "en", "zh", [engine])

    assert len(engine.asked) > 1
    assert all(len(asked) < 1_100 for asked in engine.asked)


async def test_parts_arrive_with_marks_restored():
    parts = []

    async def tell(so_far):
        parts.append(so_far)

    words = "first line here\nwith @mei at home"
    outcome = await translate_text(words, "en", "zh", [FakeEngine()], on_part=tell)

    assert parts[-1] == outcome.words
    assert not any("[" in part for part in parts)


async def test_the_glossary_gives_the_engine_the_terms_that_occur():
    def terms(text, _source, _target):
        return [pair for pair in (("cat tax", "猫税"), ("tea", "茶")) if pair[0] in text]

    engine = FakeEngine()
    lore = Lore(terms, terms, lambda *_: (), lambda *_: None, "1")

    outcome = await translate_text("pay the cat tax\ndrink tea", "en", "zh", [engine], lore=lore)

    assert engine.glossaries == [(("cat tax", "猫税"),), (("tea", "茶"),)]
    assert outcome.version == f"{engine.version} lexicon-1"


async def test_a_text_whose_time_is_over_is_refused():
    outcome = await translate_text("a cup of green tea", "en", "zh", [FakeEngine()], deadline_s=0)

    assert (outcome.quality, outcome.reason) == ("refused", "cut")


@given(words=st.text(max_size=60))
async def test_any_text_survives_the_pipeline(words):
    outcome = await translate_text(words, "en", "zh", [FakeEngine()])

    entities = [piece.entity.written for piece in pieces_of(normalise(words), target="") if piece.entity]
    assert outcome.quality == "refused" or all(entity in outcome.words for entity in entities)


@given(words=st.text(alphabet="abc 12@#[]⟦⟧😋\n", max_size=40))
async def test_an_engine_that_only_echoes_is_never_taken_for_a_translator(words):
    outcome = await translate_text(words, "en", "zh", [Mirror()])

    assert outcome.quality == "refused"


def test_the_fake_engine_is_deterministic():
    assert invented("a cup [0] of tea", "zh") == invented("a cup [0] of tea", "zh")


class TwoWordings(FakeEngine):
    """Leaves words out at first; its second wording is whole."""

    wordings = 2

    async def translate(self, text, *, wording=0, **rest):
        self.wording = wording
        return await super().translate(text, **rest)

    def render(self, text, target):
        whole = super().render(text, target)
        return whole if self.wording else whole[: len(whole) * 3 // 4]


LONG = "the quiet harbour was full of small boats in the early morning light when we came down from the hill"


async def test_of_two_wordings_the_fuller_one_is_kept_when_nobody_waits():
    engine = TwoWordings()

    quick = await translate_text(LONG, "en", "es", [engine])
    thorough = await translate_text(LONG, "en", "es", [engine], is_thorough=True)

    assert len(thorough.words) > len(quick.words)


async def test_the_first_wording_stays_when_the_checks_object_to_the_second():
    class Astray(FakeEngine):
        wordings = 2

        async def translate(self, text, *, wording=0, **rest):
            made = await super().translate(text, **rest)
            return type(made)("0 " * 40, made.confidence) if wording else made

    thorough = await translate_text(LONG, "en", "es", [Astray()], is_thorough=True)

    assert thorough.quality == "good"


async def test_a_short_text_has_one_wording():
    engine = TwoWordings()

    await translate_text("a cup of tea", "en", "es", [engine], is_thorough=True)

    assert len(engine.asked) == 1
