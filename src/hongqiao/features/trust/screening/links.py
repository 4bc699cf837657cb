"""Links in words: how many, spelt with look-alike letters, or hiding where they lead."""

import re
import unicodedata

from hongqiao.features.trust.screening.model import Finding

MANY, TOO_MANY = 6, 30
# fmt: off
SHORTENERS = frozenset({
    "bit.ly", "t.co", "tinyurl.com", "goo.gl", "is.gd", "ow.ly", "buff.ly", "cutt.ly", "rb.gy", "t.ly",
    "s.id", "shorturl.at", "v.gd", "tiny.cc", "dwz.cn", "url.cn", "suo.im", "t.cn", "reurl.cc", "clck.ru",
    "vk.cc", "lnkd.in", "encurtador.com.br", "me2.do", "han.gl", "x.gd",
})
# fmt: on
_LINK = re.compile(
    r"(?:https?://|www\.)([^\s/?#\"'<>，。！？、）】]{4,253})"
    r"|(?<![\w@.-])((?:[\w-]{1,63}\.){1,3}(?:com|net|org|info|biz|top|xyz|shop|site|online|club|ru|cn|me|ly|gd))(?![\w.-])",
    re.I,
)
_LATIN_LIKE = frozenset("аеорсухіјѕԁԛԝһкмтвнАВЕКМНОРСТХІЈЅαοντυικρΑΒΕΖΗΙΚΜΝΟΡΤΥΧ")
"""Letters of Cyrillic and Greek that many typefaces draw as Latin ones."""


def hosts_in(words: str) -> list[str]:
    """Hosts of links in the words, with and without a scheme, lower case, in order."""
    found = (match.group(1) or match.group(2) for match in _LINK.finditer(words))
    return [host.rpartition("@")[2].partition(":")[0].rstrip(".").lower() for host in found]


def links_found(words: str) -> list[Finding]:
    """What is wrong with the links, if anything."""
    hosts = hosts_in(words)
    findings = []
    if len(hosts) >= TOO_MANY:
        findings.append(Finding("many-links", "refuse", "links-too-many"))
    elif len(hosts) >= MANY:
        findings.append(Finding("many-links", "hold", "links-many"))
    for host in dict.fromkeys(hosts):
        if is_look_alike(host):
            findings.append(Finding("look-alike-link", "hold", "links-look-alike", host))
        elif host.removeprefix("www.") in SHORTENERS:
            findings.append(Finding("short-link", "warn", "links-short", host))
    return findings


def is_look_alike(host: str) -> bool:
    """Whether a label mixes scripts that look alike, or a Latin ending follows nothing but such letters.

    After Unicode Technical Standard 39, section 5, for the three scripts that are used so.
    """
    labels = [_plain(label) for label in host.split(".")]
    for label in labels[:-1]:
        scripts = {script for sign in label if (script := _script(sign))}
        if len(scripts & {"LATIN", "CYRILLIC", "GREEK"}) > 1:
            return True
        letters = [sign for sign in label if sign.isalpha()]
        if labels[-1].isascii() and letters and all(sign in _LATIN_LIKE for sign in letters):
            return True
    return False


def _plain(label: str) -> str:
    if label.startswith("xn--"):
        try:
            return label.encode().decode("idna")
        except UnicodeError:
            return label
    return label


def _script(sign: str) -> str:
    return unicodedata.name(sign, "").partition(" ")[0] if sign.isalpha() else ""
