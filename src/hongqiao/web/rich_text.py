"""People's text as HTML: escaped, with links to topics, people and addresses; line breaks are left to CSS.

An address whose host could be taken for another one stays plain words: it leads nowhere.
"""

import re
import unicodedata

from markupsafe import Markup, escape

from hongqiao.kernel.text import Token, tokens, topic_slug

_LINK = Markup('<a href="{}">{}</a>')
_OUTSIDE = Markup('<a href="{}" rel="nofollow ugc noopener" dir="ltr">{}</a>')
_HOST = re.compile(r"https?://([^/?#]*)")
_LOOKS_LATIN = frozenset("аԁеһіјӏոорԛѕսԝхуѵԍƨɡαικνορτυχϲϳґғкмнтвпгь")
"""Small letters of other scripts that look like Latin ones. Source: the confusables of Unicode TS 39, the
letters that are alike in common type.
"""


def rich(words: str, *, topics_follow: bool = False) -> Markup:
    """The text with its links; `topics_follow` leaves out #topics at its very end, shown apart."""
    pieces = tokens(words)
    if topics_follow:
        pieces = without_last_topics(pieces)
    return Markup("").join(_piece(token) for token in pieces)


def ends_with_topics(words: str) -> bool:
    """Whether `topics_follow` would leave something out."""
    pieces = tokens(words)
    return len(without_last_topics(pieces)) < len(pieces)


def without_last_topics(pieces: list[Token]) -> list[Token]:
    """Up to the last piece that is neither a topic nor blank; all when nothing else would be left."""
    end = len(pieces)
    while end and (pieces[end - 1].kind == "topic" or not pieces[end - 1].text.strip()):
        end -= 1
    if not end:
        return pieces
    last = pieces[end - 1]
    return [*pieces[: end - 1], Token(last.kind, last.text.rstrip(), last.value)]


def _piece(token: Token) -> Markup:
    if token.kind == "topic" and (slug := topic_slug(token.value)):
        return _LINK.format(f"/topics/{slug}", token.text)
    if token.kind == "mention":
        return _LINK.format(f"/people/{token.value}", token.text)
    if token.kind == "url" and leads_where_it_says(token.text):
        return _OUTSIDE.format(token.text, token.text)
    return escape(token.text)


def leads_where_it_says(address: str) -> bool:
    """Whether the host that a reader sees is the one that a browser would ask: no name before an @, no
    backslash, and no part of it in letters of two scripts or in look-alikes of Latin ones alone.
    """
    found = _HOST.match(address)
    if found is None or not found[1] or set(found[1]) & set("@\\%"):
        return False
    return all(_is_of_one_script(part) for part in found[1].lower().split("."))


def _is_of_one_script(part: str) -> bool:
    letters = [sign for sign in unicodedata.normalize("NFKC", part) if sign.isalpha()]
    foreign = [sign for sign in letters if not sign.isascii()]
    scripts = {unicodedata.name(sign, "").partition(" ")[0] for sign in letters}
    if scripts & {"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"}:
        return len(scripts) == 1 and not set(foreign) <= _LOOKS_LATIN
    return unicodedata.normalize("NFKC", part) == part
