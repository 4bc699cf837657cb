"""Numbers up to twelve, which people write as digits or as words: whether a changed one can be seen.

A 3 that becomes a 5 is told by what neither side says: a digit of one text that the other has neither as a
digit nor as a word.
"""

import re

from hongqiao.features.translation.numbers import values_in

MOST = 12
_DIGITS = re.compile(r"(?<![A-Za-z\d_.,:/-])(?:\d|1[0-2])(?![\d.,:/-]*\d|[A-Za-z_])")

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


def keeps_small_numbers(source_text: str, said: str, source: str, target: str) -> bool:
    """Whether each digit of either side up to twelve stands on the other as a digit, a time, or a word."""
    return _are_said(source_text, said, target) and _are_said(said, source_text, source)


def _are_said(one_text: str, other_text: str, other: str) -> bool:
    wanted = {int(digit) for digit in _DIGITS.findall(one_text)} - {0}
    if not wanted or other not in _SAYS:
        return True
    given = {int(value) for values in values_in(other_text) for value in values if value == int(value)}
    given |= {int(digits) for digits in re.findall(r"\d+", other_text) if len(digits) < 6}
    given |= {value % MOST for value in given if MOST < value <= 24}
    return all(value in given or _SAYS[other][value - 1].search(other_text) for value in wanted)
