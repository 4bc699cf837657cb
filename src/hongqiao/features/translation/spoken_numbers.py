"""Numbers from thirteen on that a text says in words: they excuse digits on the other side, and no others."""

import re
from collections.abc import Iterator
from itertools import pairwise

_ONES = {
    "en": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen",
    "es": "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis"
    " diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco"
    " veintiséis veintisiete veintiocho veintinueve",
    "fr": "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
    "pt": "um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis"
    " dezessete dezoito dezenove",
}
_MORE = {
    "en": {
        "a": 1, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
        "eighty": 80, "ninety": 90, "half": 50, "third": 33, "quarter": 25, "thirteenth": 13,
        "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18,
        "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "first": 1, "second": 2, "fifth": 5,
        "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
        "eighties": 80, "nineties": 90, "noon": 12, "midnight": 24,
    },
    "es": {
        "un": 1, "una": 1, "veintiún": 21, "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60,
        "setenta": 70, "ochenta": 80, "noventa": 90, "cien": 100, "ciento": 100, "doscientos": 200,
        "trescientos": 300, "cuatrocientos": 400, "quinientos": 500, "seiscientos": 600, "setecientos": 700,
        "ochocientos": 800, "novecientos": 900, "mitad": 50,
    },
    "fr": {
        "une": 1, "vingt": 20, "huitante": 80, "trente": 30, "quarante": 40, "cinquante": 50,
        "soixante": 60, "moitié": 50,
        "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "cinquantaine": 50, "centaine": 100,
    },
    "pt": {
        "uma": 1, "duas": 2, "quatorze": 14, "vinte": 20, "trinta": 30, "quarenta": 40, "cinquenta": 50,
        "sessenta": 60, "setenta": 70, "oitenta": 80, "noventa": 90, "cem": 100, "cento": 100,
        "duzentos": 200, "trezentos": 300, "quatrocentos": 400, "quinhentos": 500, "seiscentos": 600,
        "setecentos": 700, "oitocentos": 800, "novecentos": 900, "metade": 50,
    },
    "ru": {
        "один": 1, "два": 2, "две": 2, "три": 3, "четыре": 4, "пять": 5, "шесть": 6, "семь": 7, "восемь": 8,
        "девять": 9, "десять": 10, "одиннадцать": 11, "двенадцать": 12, "тринадцать": 13,
        "четырнадцать": 14, "пятнадцать": 15, "шестнадцать": 16, "семнадцать": 17, "восемнадцать": 18,
        "девятнадцать": 19, "двадцать": 20, "двадцати": 20, "тридцать": 30, "тридцати": 30, "сорок": 40,
        "сорока": 40, "пятьдесят": 50, "пятидесяти": 50, "шестьдесят": 60, "семьдесят": 70,
        "восемьдесят": 80, "девяносто": 90, "сто": 100, "ста": 100, "двести": 200, "триста": 300,
        "четыреста": 400, "пятьсот": 500, "шестьсот": 600, "семьсот": 700, "восемьсот": 800,
        "девятьсот": 900, "половина": 50, "половину": 50,
    },
}  # fmt: skip
_TIMES = {
    "en": {"dozen": 12, "dozens": 12, "hundred": 100, "hundreds": 100, "thousand": 1000, "thousands": 1000,
           "million": 10**6, "billion": 10**9},
    "es": {"mil": 1000, "miles": 1000, "millón": 10**6, "millones": 10**6, "docena": 12},
    "fr": {"cent": 100, "cents": 100, "mille": 1000, "milliers": 1000, "million": 10**6,
           "millions": 10**6, "milliard": 10**9, "douzaine": 12},
    "pt": {"mil": 1000, "milhão": 10**6, "milhões": 10**6, "bilhão": 10**9, "dúzia": 12},
    "ru": {"тысяча": 1000, "тысячи": 1000, "тысяч": 1000, "тысячу": 1000, "миллион": 10**6,
           "миллиона": 10**6, "миллионов": 10**6, "дюжина": 12},
}  # fmt: skip
_AND = frozenset({"and", "y", "et", "e", "of", "de"})
_HAN = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2, "兩": 2, "〇": 0}
_HAN_TIMES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_HANGUL = dict(zip("영일이삼사오육칠팔구십백천만억", "零一二三四五六七八九十百千万亿", strict=True))
_NATIVE = {
    "열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80,
    "아흔": 90, "절반": 50, "하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "넷": 4, "네": 4,
    "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9,
}  # fmt: skip
_TENS_IN_KOREAN = re.compile(
    r"(열|스물|스무|서른|마흔|쉰|예순|일흔|여든|아흔)\s?(하나|한|둘|두|셋|세|넷|네|다섯|여섯|일곱|여덟|아홉)?"
)


def spoken(text: str, lang: str) -> frozenset[int]:
    """Every value that words of the text may say: of each run of number words, and of each part of one."""
    if lang in ("zh", "yue", "ja"):
        return frozenset(_in_han(text))
    if lang == "ko":
        return frozenset((*_in_han("".join(_HANGUL.get(sign, sign) for sign in text)), *_in_korean(text)))
    if lang not in _MORE:
        return frozenset()
    return frozenset(_in_words(text, lang))


def _in_words(text: str, lang: str) -> Iterator[int]:
    ones = dict(zip(_ONES.get(lang, "").split(), range(1, 30), strict=False)) | _MORE[lang]
    total = part = 0
    for word in re.findall(r"[^\W\d_]+|[^\w\s-]", re.sub(r"quatre[- ]vingts?", "huitante", text.lower())):
        if word in ones:
            part += ones[word]
            yield from (ones[word], part, total + part)
        elif unit := _TIMES[lang].get(word):
            part = (part or 1) * unit
            yield from (unit, part, total + part)
            if unit >= 1000:
                total, part = total + part, 0
        elif word not in _AND:
            total = part = 0


def _in_han(text: str) -> Iterator[int]:
    for run in re.findall(r"[零〇一二三四五六七八九两兩十百千万萬亿億]+", text):
        yield from _values_of(run)
    for tenths, more in re.findall(r"([一二三四五六七八九])([一二三四五六七八九]?)折", text):
        paid = 10 * _HAN[tenths] + (_HAN[more] if more else 0)
        yield from (paid, 100 - paid)
    if "半" in text:
        yield from (30, 50)  # of an hour, of a whole


def _values_of(run: str) -> Iterator[int]:
    if all(sign in _HAN for sign in run):
        yield int("".join(str(_HAN[sign]) for sign in run))  # 二〇二四, digit by digit
    total = section = digit = 0
    for sign in run:
        if sign in _HAN:
            digit = _HAN[sign]
            continue
        unit = _HAN_TIMES[sign]
        if unit >= 10**4:
            total, section = (total + section + digit) * unit or unit, 0
        else:
            section += (digit or 1) * unit
        yield from (unit, total + section)
        digit = 0
    yield total + section + digit
    for low, high in pairwise(run):  # 二三十: twenty to thirty
        unit_after = run[run.find(low + high) + 2 :][:1]
        if low in _HAN and high in _HAN and unit_after in ("十", "百", "千", "万"):
            yield from (_HAN[low] * _HAN_TIMES[unit_after], _HAN[high] * _HAN_TIMES[unit_after])


def _in_korean(text: str) -> Iterator[int]:
    for tens, ones in _TENS_IN_KOREAN.findall(text):
        yield _NATIVE[tens] + (_NATIVE[ones] if ones else 0)
    if "절반" in text:
        yield 50
