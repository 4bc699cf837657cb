"""People's text as HTML: escaped, with links to topics, people and addresses; line breaks are left to CSS."""

from markupsafe import Markup, escape

from hongqiao.kernel.text import Token, tokens, topic_slug

_LINK = Markup('<a href="{}">{}</a>')
_OUTSIDE = Markup('<a href="{}" rel="nofollow ugc noopener">{}</a>')


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
    if token.kind == "url":
        return _OUTSIDE.format(token.text, token.text)
    return escape(token.text)
