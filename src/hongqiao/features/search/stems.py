"""Light stemming of words in alphabets, the same for every language: nobody says in which one they search."""

import re
from functools import lru_cache

_RUSSIAN = [
    "иями",
    "ями",
    "ами",
    "ого",
    "его",
    "ому",
    "ему",
    "ыми",
    "ими",
    "ией",
    "ьей",
    "ая",
    "яя",
    "ое",
    "ее",
    "ые",
    "ие",
    "ый",
    "ий",
    "ой",
    "ей",
    "ов",
    "ев",
    "ом",
    "ем",
    "ам",
    "ям",
    "ах",
    "ях",
    "ую",
    "юю",
    "ия",
    "ию",
    "ии",
    "ы",
    "и",
    "а",
    "я",
    "о",
    "е",
    "у",
    "ю",
    "ь",
    "й",
]
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_ARABIC_ARTICLE = re.compile("^(?:وال|بال|كال|فال|لل|ال)(?=..)")
_SHORTEST = 3
_VOWELS = "aeioy"

_STOP_WORDS = """
a an and are as at be but by can do does for from get has have how i if in into is it its me my no
not of on or our out over so than that the their them then there these they this to up us was we
what when where which who why will with you your al ante como con cual cuando de del desde donde e
el ella en entre era es esta este hay la las lo los mas mi muy ni nos para pero por porque que se si
sin sobre son su sus tan te tu un una unas uno unos y ya au aux avec c ce ces cette chez d dans des
du elle est et eux il ils j je l le les leur ma mais mes mon n ne nous ont ou par pas plus pour qu
quel quelle qui s sa sans ses sont sous sur ta tes ton tres une vos votre vous ao aos com da das dos
ela ele em essa esse eu foi meu minha na nas nao o os pela pelo qual quando sao sem seu sua tem um
uma uns voce dem den der die ein eine einem einen einer für fur ist mit nicht oder und von zu zum
zur а без бы в во вот все где для до его ее если есть же за и из или их к как ко когда кто ли мне
мой мы на над не нет но о об он она они от по под при с со так там то ты у что чтобы это этот я
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
"""Words of six languages that say nothing of what a text is about; left out of a query that has others."""

LOOSE_SIGNS = "的吗呢呀"
"""Han signs that only join words; a query is cut at them."""

COMMON_PAIRS = frozenset(
    [
        "什么",
        "怎么",
        "哪里",
        "哪些",
        "哪个",
        "如何",
        "可以",
        "没有",
        "多少",
        "一个",
        "我的",
        "有没",
        "教えて",
        "です",
        "ます",
        "から",
        "まで",
        "して",
        "した",
        "する",
        "こと",
        "もの",
        "ない",
        "どこ",
        "おす",
        "すめ",
        "어떻",
        "떻게",
        "있는",
        "하는",
        "에서",
    ]
)
"""Pairs of signs that say little; they count for less."""


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The word without the endings of number, gender, case and simple tense; `word` is folded.

    Too much is cut rather than too little: the whole word is compared as well, and counts for more.
    """
    if _CYRILLIC.search(word):
        return _without(word, _RUSSIAN)
    if "\u0600" <= word[:1] <= "\u06ff":
        return _ARABIC_ARTICLE.sub("", word)
    return _latin(word)


def _latin(word: str) -> str:
    if len(word) >= 6 and word.endswith("ing"):
        return _undoubled(word[:-3]).rstrip(_VOWELS) or word
    if len(word) >= 5 and word.endswith("ed") and word[-3] not in _VOWELS:
        return _undoubled(word[:-2])
    for plural, single in (("oes", "ao"), ("ns", "m"), ("ces", "z"), ("aux", "al"), ("eux", "eu")):
        if len(word) >= 6 and word.endswith(plural):
            return _short(word[: -len(plural)] + single)
    if len(word) >= 4 and word[-1] in "sx" and word[-2] not in "su":
        word = word[:-1]
    return _short(word)


def _short(word: str) -> str:
    while len(word) > _SHORTEST and word[-1] in _VOWELS:
        word = word[:-1]
    return _undoubled(word)


def _undoubled(word: str) -> str:
    return word[:-1] if len(word) > _SHORTEST and word[-1] == word[-2] and word[-1] not in "aeiou" else word


def _without(word: str, endings: list[str]) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word
