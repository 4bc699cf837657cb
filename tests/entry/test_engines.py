"""engines.toml: an absent one changes nothing, a bad one is told in one sentence, a good one is followed."""

import msgspec
import pytest

from hongqiao.adapters.models.remote.deepl import DeepL
from hongqiao.entry.command import main
from hongqiao.entry.engines import engines_for, read_checked, rules_for
from hongqiao.entry.engines_shown import lines
from hongqiao.entry.environment import EXIT_ENGINES, EnginesTrouble
from hongqiao.features.translation import desk

HOUSE = """
[engines.house]
kind = "openai"
url = "https://llm.example.org/v1"
model = "qwen2.5-7b-instruct"
key_env = "HOUSE_KEY"
tokens_a_day = 2000000
languages = ["en", "zh", "pt"]
"""
DEEPL = """
[engines.deepl]
kind = "deepl"
key_file = "deepl.key"
"""
LIBRE = "[engines.x]\nkind = 'libretranslate'\nurl = 'https://x.org'\n"
LLM = "[engines.x]\nkind = 'openai'\nmodel = 'm'\nurl = 'https://x.org'\n"
GIVEN = {"HOUSE_KEY": "k-1234"}


def write(settings, text):
    (settings.home / "engines.toml").write_text(text)
    (settings.home / "deepl.key").write_text("k-deepl\n")


def names(engines):
    """Each once: an engine that knows Chinese stands there again for Cantonese."""
    return list(dict.fromkeys(engine.name for engine in engines))


def test_without_a_file_all_is_as_it_was(settings):
    assert names(engines_for(settings, {})) == ["nmt", "local-llm"]
    assert rules_for(settings).tokens_a_day == {}


def test_the_declared_order_is_followed_and_the_rest_comes_after(settings):
    write(settings, 'order = ["deepl", "local-llm"]' + HOUSE + DEEPL)

    engines = engines_for(settings, GIVEN)

    assert names(engines) == ["deepl", "local-llm", "nmt", "house"]
    assert [engine.remote for engine in engines[:4]] == [True, False, False, True]
    assert engines[3].version.startswith("qwen2.5-7b-instruct/")
    assert engines[3].pairs("zh", "en") and not engines[3].pairs("zh", "fr")


def test_orders_scores_and_budgets_reach_the_desk(settings):
    write(
        settings,
        """
        [pairs]
        "zh-en" = ["house"]
        [scores]
        "en-zh" = { house = 31.2, local-llm = 28.9 }
        [engines.local-llm]
        kind = "local"
        tokens_a_day = 500
    """
        + HOUSE,
    )

    rules = rules_for(settings)

    assert rules.tokens_a_day == {"house": 2_000_000, "local-llm": 500}
    engines = engines_for(settings, GIVEN)
    assert names(desk.in_order(engines, rules, "zh", "en")) == ["house", "nmt", "local-llm"]
    assert names(desk.in_order(engines, rules, "en", "zh")) == ["house", "local-llm", "nmt"]


def test_a_key_comes_from_a_variable_or_a_file_of_the_home(settings):
    write(settings, HOUSE + DEEPL)

    _, remote = read_checked(settings.home, GIVEN)

    assert (remote["house"].key, remote["deepl"].key) == ("k-1234", "k-deepl")
    assert "k-" not in repr(remote)
    assert DeepL(remote["deepl"]).pairs("ja", "ar")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("order = [", "engines.toml: "),
        ("ordre = []", "unknown field `ordre`"),
        ('order = ["nobody"]', "'nobody', which is no engine here. There are: nmt, local-llm."),
        ("[engines.house]\nkind = 'magic'", "Invalid enum value 'magic'"),
        ("[engines.house]\nkind = 'openai'\nurl = 'https://x.org'", "model is missing."),
        ("[engines.house]\nkind = 'libretranslate'\nurl = 'http://x.org'", "must begin with https://"),
        ("[engines.house]\nkind = 'libretranslate'\nurl = 'https://10.0.0.7'", "allow_local"),
        ("[engines.house]\nkind = 'libretranslate'", "is not a web address."),
        ("[engines.deepl]\nkind = 'deepl'", "needs a key"),
        (HOUSE, "the variable HOUSE_KEY holds no key."),
        ("[engines.deepl]\nkind = 'deepl'\nkey_file = 'none'", "none cannot be read."),
        ("[engines.nmt]\nkind = 'deepl'\nkey_file = 'deepl.key'", "name of an engine on this machine"),
        ("[engines.nmt]\nkind = 'local'\nurl = 'https://x.org'", "only tokens_a_day"),
        ("[engines.'Ho use']\nkind = 'local'", "small letters"),
        (LIBRE + "languages = ['tlh']", "'tlh' is no language"),
        (LLM + "languages = ['th']", "no frame for 'th'"),
        (LIBRE + "own_machine = true", "needs allow_local"),
        (LIBRE + "deadline_s = 900", "between 1 and 120"),
        ("[engines.nmt]\nkind = 'local'\ntokens_a_day = -1", "0 or more"),
        ("[pairs]\nzhen = ['nmt']", "'zhen' is no pair"),
    ],
)
def test_a_bad_file_is_told_in_one_sentence(settings, text, words):
    write(settings, text)

    with pytest.raises(EnginesTrouble) as trouble:
        engines_for(settings, {})

    assert words in str(trouble.value)
    assert str(trouble.value).endswith(".") and "\n" not in str(trouble.value)


def test_without_the_model_the_file_may_still_name_it(settings):
    write(settings, 'order = ["local-llm", "nmt"]')

    assert names(engines_for(msgspec.structs.replace(settings, with_model=False), {})) == ["nmt"]


def test_the_site_does_not_start_with_a_bad_file(settings, monkeypatch, capsys):
    write(settings, 'order = ["nobody"]')
    monkeypatch.setenv("HONGQIAO_MODELS", str(settings.models_dir))

    assert main(["run", "--home", str(settings.home)]) == EXIT_ENGINES
    assert "hongqiao: engines.toml speaks of 'nobody'" in capsys.readouterr().err


def test_the_command_shows_order_place_state_and_what_was_taken(settings, monkeypatch):
    write(settings, 'order = ["house"]\n[pairs]\n"zh-en" = ["nmt"]' + HOUSE)
    monkeypatch.setenv("HOUSE_KEY", "k-1234")
    told = desk.Told((desk.EngineReport("house", "q/1", "resting", True, 3, 9, 1_200, 2_000_000),))
    (settings.home / "engines.json").write_bytes(msgspec.json.encode(told))

    shown = lines(settings.home)

    assert shown[1].split("  ")[0] == "house"
    assert "resting, 9 s" in shown[1] and "1,200 of 2,000,000" in shown[1]
    assert "https://llm.example.org" in shown[1] and "k-1234" not in "".join(shown)
    assert shown[2].startswith("nmt") and "not started" in shown[2]
    assert shown[-1] == "zh-en: first nmt"
