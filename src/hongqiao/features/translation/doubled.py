"""Units that an engine says once more behind a price or measure that was kept: $12 dollars, 25 kg公斤."""

import re
from collections.abc import Sequence

from hongqiao.features.translation.protect import Piece

_CURRENCY = (
    r"元|块钱?|圆|美[元金刀]|欧元|英镑|日元|人民币|円|ドル|ユーロ|원|달러|유로|yuan|rmb|dollars?|euros?"
    r"|pounds?|yen|won"
    r"|d[óo]lares|euros|libras|yenes|reais|livres|рубл\w+|доллар\w*|евро|юан\w+"
)
_MEASURE = {
    "kg": r"公斤|千克|キロ(?:グラム)?|킬로(?:그램)?|kilos?|kilogram(?:me)?s?|kilogramos?|quilos?|кг"
    r"|килограмм\w*",
    "km": r"公里|千米|キロ(?:メートル)?|킬로(?:미터)?|kilomet(?:er|re)s?|kil[óo]m[eè]tr[oe]s?|quilômetros?"
    r"|км|километр\w*",
    "cm": r"厘米|公分|センチ(?:メートル)?|센티(?:미터)?|centimet(?:er|re)s?|cent[íi]m[eè]tr[oe]s?|см"
    r"|сантиметр\w*",
    "g": r"克|グラム|그램|grams?|gramos?|grammes?|gramas?|г|грамм\w*",
    "ml": r"毫升|ミリリットル|밀리리터|millilit(?:er|re)s?|mililitros?|мл|миллилитр\w*",
    "%": r"%|％|per ?cent|百分之|パーセント|퍼센트|por ciento|pour cent|por cento|процент\w*",
    "°C": r"度|摄氏度|degrees?(?: celsius)?|도|grados?|degrés?|graus?|градус\w*",
}


def without_doubled_units(words: str, pieces: Sequence[Piece]) -> str:
    """The words without a unit that only repeats the one of the entity right before it."""
    for piece in pieces:
        entity = piece.entity
        if entity is None or entity.kind not in ("price", "measure"):
            continue
        unit = _CURRENCY if entity.kind == "price" else _MEASURE.get(_unit_of(entity.shown))
        if unit is not None:
            again = rf"({re.escape(entity.shown)})\s?-?(?:{unit})(?![A-Za-zа-яё])"
            words = re.sub(again, r"\1", words, flags=re.I)
    return words


def _unit_of(measure: str) -> str:
    unit = re.sub(r"[\d.,\s–~-]+", "", measure)
    return {"mL": "ml", "℃": "°C"}.get(unit, unit)
