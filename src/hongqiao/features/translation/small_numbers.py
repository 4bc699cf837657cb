"""Numbers up to twelve, which people write as digits or as words: whether a changed one can be seen.

A 3 that becomes a 5 is told by what neither side says: a digit of one text that the other has neither as a
digit nor as a word.
"""

import re

from hongqiao.features.translation.numbers import values_in

MOST = 12
_UNIT = "万萬亿億千百만억천백"
_DIGITS = re.compile(rf"(?<![A-Za-z\d_.,:/{_UNIT}-])(?:\d|1[0-2])(?![\d.,:/-]*\d|[A-Za-z_]|\s?[{_UNIT}])")
_ENGLISH = {"three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_CHINESE = {sign: value for value, sign in enumerate("三四五六七八九", 3)}
_SURE = {
    "en": re.compile(
        rf"(?<![\w-])({'|'.join(_ENGLISH)})(?![\w-]| (?:hundred|thousand|million|billion|dozen))",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"(?<![第一二三四五六七八九十百千万两几数周\d])(?<!星期)(?<!礼拜)([三四五六七八九])"
        r"(?=[个位只条本张件杯碗瓶包盒袋斤天年次块元岁名人种家间辆座]"
        r"|公斤|小时|分钟)"
        r"(?!.(?:年级|家人|人行|人制|天两))"
    ),
}
"""Words that surely count, looked for on the other side as digits are. Two is “both” too often."""

_WORDS = {
    "en": r"an?\b|one|once|first|single|janu|jan\b;two|twice|second|both|couple|pair|double|half|"
    r"feb;three|third|triple|thrice|march|mar\b;four|quarter|apr;five|fifth|may\b;six|jun;"
    r"seven|jul;eight|aug;nine|ninth|sept;ten\b|tenth|octo|oct\b;eleven|nov\b|novem;twel|"
    r"dozen|decem|dec\b",
    "es": r"un[oa]?s?\b|primer|enero;dos\b|segund|amb[oa]s|doble|par\b|febr;tres|tercer|tripl|marzo;"
    r"cuatr|cuart|abril;cinc|quint|mayo\b;seis|sext|junio;siete|sépt|julio;och|octav|agost;"
    "nuev|noven|sept;diez|décim|octub;once|novie;doc|dicie",
    "fr": r"une?\b|premi|1er|janv;deux|second|double|paire|févr;trois|triple|mars\b;quatr|quart|"
    r"avril;cinq|mai\b;six|juin;sept\b|juil;huit|août;neuf|septe;dix|octob;onz|novem;douz|"
    "décem",
    "pt": r"uma?s?\b|primeir|janei;dois|duas|segund|dobr|amb[oa]s|par\b|fever;três|terceir|tripl|"
    r"março;quatr|quart|abril;cinc|quint|maio;seis|sext|junho;sete\b|sétim|julho;oit|agost;"
    r"nov|setem;dez\b|décim|outub;onze|novem;doze|dúzi|dezem",
    "ru": r"од[ин]|перв|раз\b|янв;дв[аеуо]|втор|оба|обе|пар[аыу]|фев;тр[иёе]|март;четыр|четверт|апр;"
    r"пят|ма[йя]\b;шест|июн;сем[ьи]|седьм|июл;вос[еь]м|авг;девят|сент;десят|окт;одиннадцат|"
    "ноя;двенадцат|дюжин|дек",
    "zh": "一|首|单;二|两|双|俩|半;三|仨;四;五;六;七;八;九;十;十一;十二|打",
    "ja": "一|ひと|初;二|ふた|両|半;三|み;四|よ;五|いつ;六|む;七|なな;八|や;九|ここの;十|とお;十一;十二",
    "ko": "한|하나|일|첫;두|둘|이|쌍|반;세|셋|삼;네|넷|사;다섯|오;여섯|육|유;일곱|칠;여덟|팔;아홉|"
    "구;열|십|시;열하나|십일;열두|십이",
}
"""Beginnings of words for 1 to 12, and of months, parted by semicolons. They only excuse."""


def _pattern(lang: str, beginnings: str) -> re.Pattern[str]:
    return re.compile(beginnings if lang in ("zh", "ja", "ko") else rf"\b(?:{beginnings})", re.IGNORECASE)


_SAYS = {
    lang: [_pattern(lang, beginnings) for beginnings in words.split(";")] for lang, words in _WORDS.items()
}


_BELOW = {
    "en": re.compile(r"minus|below|negative|sub-?zero|[-−–]"),
    "zh": re.compile(r"零下|负|負|减|減|[-−–－]"),
    "yue": re.compile(r"零下|負|減|[-−–－]"),
    "ja": re.compile(r"マイナス|氷点下|零下|負|減|[-−–－]"),
    "ko": re.compile(r"영하|마이너스|음수|[-−–]"),
    "es": re.compile(r"bajo cero|menos|negativ|debajo|[-−–]"),
    "fr": re.compile(r"moins|en dessous|au-dessous|négati|sous zéro|[-−–]"),
    "pt": re.compile(r"abaixo|menos|negativ|[-−–]"),
    "ru": re.compile(r"минус|ниже|отрицат|мороз|[-−–]"),
    "ar": re.compile(r"تحت|سالب|ناقص|[-−–]"),
}
_SURELY_BELOW = re.compile(
    r"(?:^|(?<=[\s(（，。、：:\u3041-\u9fff\uac00-\ud7a3]))[-−]\d"
    r"|零下\s?[\d一二三四五六七八九十]|氷点下\s?\d|マイナス\s?\d|영하\s?\d|\bminus \d|минус \d"
    r"|\d\s?(?:°\s?[cf]?|degrees|grados|graus|градус\w{0,3})?\s?"
    r"(?:below zero|bajo cero|abaixo de zero|ниже нуля)"
)


def keeps_sign(source_text: str, said: str, source: str, target: str) -> bool:
    """Whether what lies below zero on one side has a sign or a word for that on the other."""
    return _is_below(source_text, said, target) and _is_below(said, source_text, source)


def _is_below(one_text: str, other_text: str, other: str) -> bool:
    if other not in _BELOW or not _SURELY_BELOW.search(one_text.lower()):
        return True
    return _BELOW[other].search(other_text.lower()) is not None


def keeps_small_numbers(source_text: str, said: str, source: str, target: str) -> bool:
    """Whether each digit of either side up to twelve stands on the other as a digit, a time, or a word."""
    return _are_said(source_text, source, said, target) and _are_said(said, target, source_text, source)


def _counted(text: str, lang: str) -> set[int]:
    """What sure words count, three to ten."""
    if lang not in _SURE:
        return set()
    return {(_ENGLISH | _CHINESE)[word.lower()] for word in _SURE[lang].findall(text)}


def _are_said(one_text: str, one: str, other_text: str, other: str) -> bool:
    wanted = {int(digit) for digit in _DIGITS.findall(one_text)} - {0} | _counted(one_text, one)
    if not wanted or other not in _SAYS:
        return True
    given = {int(value) for values in values_in(other_text) for value in values if value == int(value)}
    given |= {int(digits) for digits in re.findall(r"\d+", other_text) if len(digits) < 6}
    given |= {value % MOST for value in given if MOST < value <= 24}
    wanted -= {int(digits) for digits in re.findall(r"(?<!\d)(\d{1,3})[ \u00a0\u202f]\d{3}(?!\d)", one_text)}
    return all(value in given or _SAYS[other][value - 1].search(other_text) for value in wanted)
