"""Sizes of clothes and shoes as bodies: heights, girths, feet in centimetres, where these are spoken of.

Sources: GB/T 1335 for garment codes (height/girth and build); trousers by their waist in inches; a Chinese
shoe size is twice the foot in centimetres less 10; European ones are Paris points of 2/3 cm on a last some
1.5 cm longer than the foot; English-speaking ones are a third of an inch, by Brannock: men's US 3 L - 22,
women's US 3 L - 21, UK 3 L - 23, with the foot L in inches.
"""

import re
from collections.abc import Iterator

from hongqiao.features.lexicon.model import Measured

Placed = tuple[int, Measured]

_SHOES = {
    "zh": r"鞋|靴|脚|腳",
    "en": r"\b(?:shoe|sneaker|trainer|boot|sandal|loafer|heel|cleat)s?\b",
    "es": r"\b(?:zapat|botas?\b|botines|deportivas|sandalias|tenis\b|calzado)",
    "fr": r"\b(?:chaussure|basket|botte|bottine|sandale|escarpin|mocassin|pointure)",
    "de": r"(?:schuh|stiefel|sandale|sneaker|pumps)",
    "it": r"\b(?:scarp|stival|sandal|mocassin|sneaker|décolleté)",
    "ru": r"(?:обув|туфл|ботин|кроссовк|сапог|сапож|кеды|босонож|сандал)",
}
_CLOTHES = {
    "zh": r"裤|褲|腰|裙|衣|衫|外套|卫衣|內衣|内衣|T恤|袜|襪",
    "en": r"\b(?:jeans|trousers|pants|dress|skirt|shirt|jacket|coat|top|bra|waist)\w*",
    "es": r"\b(?:pantal|vaquer|vestid|falda|camis|chaqueta|abrigo|jersey|sujetador|ropa)",
    "fr": r"\b(?:pantalon|jean|robe|jupe|chemis|veste|manteau|pull|haut\b|soutien)",
    "de": r"(?:hose|jeans|kleid|rock\b|hemd|bluse|jacke|mantel|pullover|bh\b)",
    "it": r"\b(?:pantalon|jeans|vestit|abit[oi]\b|gonn|camici|magli|giacc|cappott|reggisen)",
    "ru": r"(?:брюк|джинс|плать|юбк|рубаш|блуз|куртк|пальто|футбол|свитер|бюстгальтер|штан)",
}
_CLAUSE_ENDS = re.compile(r"[，,。；;！!？?\n]")
_SENTENCE_ENDS = re.compile(r"[。！!？?\n]|\.(?=\s|$)")
_CODE = re.compile(r"(?<![\d./-])(1[3-9][05])\s?/\s?(\d{2,3})\s?([YABC])(?![A-Za-z0-9])")
_MA = re.compile(r"(?<![\d.,$¥€£])(\d{2}(?:\.5)?)\s?[码碼]")
_TROUSERS = re.compile(r"裤|褲|腰|半裙|半身裙|短裙")
_SKIRT = re.compile(r"(?<![衣半身短])裙")
_TOPS = re.compile(r"衣|衫|外套|T恤|胸|袍|羽绒|羽絨|夹克|毛呢")
_FITTING = re.compile(r"裤|褲|腰|裙|衣|衫|外套|T恤|胸|码|碼|尺寸|身高|穿|羽绒|羽絨")
_PARIS = re.compile(
    r"(?:\b(?:EU|EUR|eu)\s?(?P<a>\d\d(?:[.,]5)?)\b(?![.,]?\d)|(?<![\d.,])(?P<b>\d\d(?:[.,]5)?)\s?EU\b"
    r"|\b(?:talla|número|numero|nº|pointure|taille|größe|groesse|gr\.|taglia|misura|n°|размер[ае]?)"
    r"\s(?:(?:una?|la|el|il|du|en|de|è|é|ist|einen?)\s)?(?P<c>\d\d(?:[.,]5)?)\b(?![.,]?\d|\s?(?:€|cm|см|%))"
    r"|\b(?:fais|chausse|calzo|porto)\s(?:du|un|el|il)\s(?P<e>\d\d(?:[.,]5)?)\b(?![.,]?\d)"
    r"|(?<![\d.,])(?P<d>\d\d(?:[.,]5)?)(?:-?(?:го|й|м|ой))?\s(?:размер))",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    r"(?i:\b(?P<womens>women[’']?s|wmns|ladies[’']?|men[’']?s|mens)\s)?(?i:\bsize\s)?"
    r"\b(?P<of>US|UK)(?P<sex>[MW])?(?i:\ssize|\s(?P<after>women[’']?s|men[’']?s))?\s?(?P<size>1[0-5]|[3-9])"
    r"(?P<half>\.5|½)?(?![\d.,:/%-]*\d)"
    r"(?=\s{0,20}(?:$|[,.;:!?()/\n–—-]|(?i:in|and|but|or|so|fits?|is|was|wide|narrow|for|here|usually|size|[MWD]|women|men)\b"
    r"|(?i:[a-z-]{0,30}\s?(?:shoe|sneaker|trainer|boot|sandal|loafer|heel|cleat)s?)))"
)
_ADDRESS = re.compile(
    r"(?:calle|avenida|plaza|local|puesto|línea|v[ií]a|viale|piazza|corso|negozio|rue|avenue|straße|ул\.|улица|дом|bus)"
    r"[\s\w,.]{0,20}\Z",
    re.IGNORECASE,
)
_NEAR = 40
"""Signs beyond which a noun says nothing of a size, within its clause or sentence."""
_INCH_CM = 2.54
_EU_LANGS = ("es", "fr", "de", "it", "ru")


def sizes(text: str, lang: str) -> list[Placed]:
    """Sizes in the text with their places, each about what it is on a body."""
    if lang == "zh":
        return [*_garment_codes(text), *_chinese(text)]
    if lang in _EU_LANGS:
        return list(_european(text, lang))
    return [*_english(text), *_european(text, lang)] if lang == "en" else []


def _garment_codes(text: str) -> Iterator[Placed]:
    """160/84A: the height, and the chest of a top or the waist of trousers where it is plain which."""
    if not _FITTING.search(text):
        return
    for match in _CODE.finditer(text):
        written, girth = match.group(), int(match[2])
        yield match.start(), Measured(written, float(match[1]), "cm", "height")
        near = text[max(0, match.start() - 12) : match.end() + 8]
        is_below, is_above = bool(_TROUSERS.search(near)), bool(_TOPS.search(near))
        is_plain = not (is_below and is_above) and (is_below or is_above or not _SKIRT.search(near))
        if 50 <= girth <= 116 and is_plain:
            yield match.start(), Measured(written, float(girth), "cm", "waist" if is_below else "chest")


def _chinese(text: str) -> Iterator[Placed]:
    """38码 of shoes, 27码 of trousers: by the noun in the same clause, then by the only noun of the text."""
    for match in _MA.finditer(text):
        size, of = float(match[1]), _noun_near(text, match.start(), match.end(), "zh", _CLAUSE_ENDS)
        if of == "shoes" and 30 <= size <= 50:
            yield match.start(), Measured(match.group().strip(), _half((size + 10) / 2), "cm", "foot")
        elif of == "clothes" and 24 <= size <= 34 and _TROUSERS.search(text):
            yield match.start(), Measured(match.group().strip(), round(size * _INCH_CM), "cm", "waist")


def _european(text: str, lang: str) -> Iterator[Placed]:
    """Russian sizes are mostly one smaller than European ones, and shops tell either: both are meant."""
    for match in _PARIS.finditer(text):
        size = float(next(filter(None, match.groups())).replace(",", "."))
        if not 34 <= size <= 49 or _ADDRESS.search(text[: match.start()]):
            continue
        if _noun_near(text, match.start(), match.end(), lang, _SENTENCE_ENDS) == "shoes":
            foot = size * 2 / 3 - 1.5
            upto = _half(foot + 2 / 3) if lang == "ru" else None
            yield match.start(), _foot(match.group(), _half(foot), upto)


def _english(text: str) -> Iterator[Placed]:
    """A US size of nobody in particular is the range from a woman's to a man's."""
    for match in _ENGLISH.finditer(text):
        if _noun_near(text, match.start(), match.end(), "en", _SENTENCE_ENDS) != "shoes":
            continue
        size = int(match["size"]) + (0.5 if match["half"] else 0)
        whose = (match["sex"] or match["womens"] or match["after"] or "").lower()
        if match["of"] == "UK":
            least = most = size + 23
        elif whose:
            least = most = size + (22 if whose.startswith("m") else 21)
        else:
            least, most = size + 21, size + 22
        low, high = _half(least / 3 * _INCH_CM), _half(most / 3 * _INCH_CM)
        yield match.start(), _foot(match.group(), low, high)


def _foot(written: str, low: float, high: float | None) -> Measured:
    return Measured(written.strip(), low, "cm", "foot", high if high != low else None)


def _noun_near(text: str, start: int, end: int, lang: str, ends: re.Pattern[str]) -> str:
    """What is spoken of where a size stands: "shoes", "clothes", or "" where neither or both are."""
    opened = max((one.end() for one in ends.finditer(text, 0, start)), default=0)
    closing = ends.search(text, end)
    here = _nearest(text, start, end, lang, opened, closing.start() if closing else len(text))
    if here:
        return here
    shoes, clothes = re.search(_SHOES[lang], text, re.I), re.search(_CLOTHES[lang], text, re.I)
    return "" if bool(shoes) == bool(clothes) else ("shoes" if shoes else "clothes")


def _nearest(text: str, start: int, end: int, lang: str, opened: int, closed: int) -> str:
    """The nearer noun of the clause; what stands before a size counts as nearer than what follows."""
    found: list[tuple[int, str]] = []
    for kind, nouns in (("shoes", _SHOES), ("clothes", _CLOTHES)):
        for match in re.finditer(nouns[lang], text[opened:closed], re.IGNORECASE):
            at, till = match.start() + opened, match.end() + opened
            found.append((start - till if till <= start else (at - end) * 2 + 1, kind))
    far, kind = min(found, default=(_NEAR, ""))
    return kind if far < _NEAR else ""


def _half(number: float) -> float:
    return round(number * 2) / 2
