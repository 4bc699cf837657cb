"""Topics as one reader meets them: the #word as written, beside it what they call the topic themselves."""

from collections.abc import Mapping, Sequence

import msgspec

from hongqiao.features import topics
from hongqiao.features.notes import topics as noted
from hongqiao.features.translation import Text
from hongqiao.kernel.language import UNDETERMINED, chinese_of, is_read
from hongqiao.kernel.text import topic_slug
from hongqiao.web.chinese import in_chinese
from hongqiao.web.request import Here
from hongqiao.web.shown import Shown, show

Name = tuple[str, str]
"""Words, and the language that they are in."""


class TopicLine(msgspec.Struct, frozen=True):
    """A #topic of a note: where it leads, its name as written, and the reader's own name for it."""

    path: str
    name: Shown
    also: str = ""
    also_lang: str = UNDETERMINED


def topic_name(at: Here, key: str) -> Name:
    """What the reader calls a topic, in their script of Chinese; in English or any language for want."""
    words, lang = topics.atlas().name_of(key, at.reader.reads[0])
    form = chinese_of(at.reader.reads) if lang == "zh" else ""
    return (in_chinese(words, "zh-Hans", form), form) if form else (words, lang)


async def shown_names(at: Here, keys: Sequence[str]) -> Mapping[str, Shown]:
    """What the reader calls these topics: their own name, or a hashtag as written, with its translation."""
    known = {key: Shown("", *topic_name(at, key)) for key in keys if topics.atlas().knows(key)}
    slugs = [key[1:] for key in keys if key not in known]
    if not slugs:
        return known
    texts = {f"#{slug}": one.text for slug, one in (await noted.named(at.scope, slugs)).items()}
    shown = await show(at, list(texts.values()))
    return known | {key: shown[text.ref] for key, text in texts.items()}


def topic_path(key: str, lang: str) -> str:
    """The page of a topic, under its name in a language; the address says which where the name means more."""
    words, named_in = topics.atlas().name_of(key, lang)
    return path_of_name(words, named_in)


def path_of_name(name: str, lang: str) -> str:
    """The page of a #word that stands in a text of this language."""
    known, slug = topics.atlas(), topic_slug(name)
    is_plain = known.key_of(slug, UNDETERMINED) == known.key_of(slug, lang)
    return f"/topics/{slug}" if is_plain else f"/topics/{slug}?lang={topics.lang_of_name(lang)}"


def known_tags(at: Here, texts: Sequence[Text]) -> Mapping[str, Name]:
    """Reference -> the reader's own name, of those #topics that are foreign to them and known in their
    language: no engine is asked about these.
    """
    found: dict[str, Name] = {}
    for text in texts:
        if not _is_tag(text) or is_read(text.lang, at.reader.reads):
            continue
        concept = topics.atlas().concept_of(text.words, text.lang)
        words, lang = topic_name(at, concept) if concept else ("", "")
        if words and topics.lang_of_name(lang) == topics.lang_of_name(at.reader.reads[0]):
            found[text.ref] = (words, lang)
    return found


def topic_lines(
    at: Here, texts: Sequence[Text], named: Mapping[str, Name], shown: Mapping[str, Shown]
) -> list[TopicLine]:
    """The #topics among a note's texts, in their order; `shown` has those that are not in `named`."""
    return [
        _line(text, named[text.ref])
        if text.ref in named
        else TopicLine(path_of_name(text.words, text.lang), shown[text.ref])
        for text in texts
        if _is_tag(text)
    ]


def _line(text: Text, name: Name) -> TopicLine:
    words, lang = name
    path = path_of_name(text.words, text.lang)
    if topic_slug(words) == topic_slug(text.words):  # sushi is sushi
        return TopicLine(path, Shown(text.ref, text.words, lang))
    return TopicLine(path, Shown(text.ref, text.words, text.lang), words, lang)


def _is_tag(text: Text) -> bool:
    return text.ref.rpartition(":")[2].startswith("tag")
