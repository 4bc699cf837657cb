"""Written Cantonese, told from written Mandarin by signs of its own.

Mandarin quotes Cantonese words and knows 唔 and 冇 from its own talk, so that one sign alone proves little:
signs are weighed, quotations left out, and the weight must be enough for the length of the text.
"""

import re

_HAN = re.compile(r"[\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF]")
_QUOTED = re.compile('「[^」]*」|『[^』]*』|“[^”]*”|《[^》]*》|"[^"]*"')
_ONLY = re.compile("[嘅咗喺哋啲嗰㗎噉冚嚟瞓攞嘥]")
_MOSTLY = re.compile(
    "[佢嘢咁喐揾掟𨋢𠺢餸]"
    "|唔[該该係系好使會会識识想知得用見见食去記记到俾畀同]|[係系](?:唔[係系]|咪)|有冇|冇[得問问人錢钱諗谂]"
    "|點[解樣样]|点解|邊[個度位]|边度|而家|[尋寻]日|聽日|听日|[諗谂][住到過过下吓]|[睇食飲饮]緊|幾多錢|一齊"
    "|返[工屋]|好[靚睇]|先至|[謝谢齊齐]晒"
)
_SHARED = re.compile("[唔冇睇搵俾畀乜諗谂啱攰]|(?<!咩)咩(?!咩)")
_ENOUGH, _ENOUGH_OF_AUTHOR = 2.0, 1.0
_SHARE = 0.1
"""Weight of signs a Han sign, at least."""


def is_cantonese(text: str, *, by_cantonese_author: bool = False) -> bool:
    """Whether text in Han signs is written Cantonese; less is enough from who writes it anyway.

    What only Cantonese writes weighs 2, what it mostly is that writes it 1, what other speech shares 0.5.
    """
    if not _ONLY.search(text) and not _MOSTLY.search(text):
        return False
    text = _QUOTED.sub("", text)
    own, mostly, shared = (len(signs.findall(text)) for signs in (_ONLY, _MOSTLY, _SHARED))
    weight = 2.0 * own + mostly + 0.5 * shared
    enough = _ENOUGH_OF_AUTHOR if by_cantonese_author else _ENOUGH
    return weight >= enough and weight >= _SHARE * len(_HAN.findall(text))
