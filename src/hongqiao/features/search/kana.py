"""Kana in Latin letters, with the spellings that people type for one sound folded to one."""

import re

_ROWS = {
    "あいうえお": "a i u e o", "かきくけこ": "ka ki ku ke ko", "さしすせそ": "sa shi su se so",
    "たちつてと": "ta chi tsu te to", "なにぬねの": "na ni nu ne no", "はひふへほ": "ha hi fu he ho",
    "まみむめも": "ma mi mu me mo", "やゆよ": "ya yu yo", "らりるれろ": "ra ri ru re ro",
    "わゐゑをん": "wa i e o n",
    "がぎぐげご": "ga gi gu ge go", "ざじずぜぞ": "za ji zu ze zo", "だぢづでど": "da ji zu de do",
    "ばびぶべぼ": "ba bi bu be bo", "ぱぴぷぺぽ": "pa pi pu pe po", "ぁぃぅぇぉゔ": "a i u e o vu",
}  # fmt: skip
_SAID = {sign: said for signs, row in _ROWS.items() for sign, said in zip(signs, row.split(), strict=True)}
_GLIDES = {"ゃ": "ya", "ゅ": "yu", "ょ": "yo"}
_SMALL = {"ぁ": "a", "ぃ": "i", "ぅ": "u", "ぇ": "e", "ぉ": "o"}
_TYPED = (
    ("sya", "sha"), ("syu", "shu"), ("syo", "sho"), ("tya", "cha"), ("tyu", "chu"), ("tyo", "cho"),
    ("zya", "ja"),
    ("zyu", "ju"), ("zyo", "jo"), ("jya", "ja"), ("jyu", "ju"), ("jyo", "jo"), ("tu", "tsu"), ("ti", "chi"),
    ("si", "shi"), ("zi", "ji"), ("l", "r"), ("tch", "ch"), ("mb", "nb"), ("mp", "np"), ("mm", "nm"),
)  # fmt: skip
_LONG = (("ou", "o"), ("oo", "o"), ("uu", "u"), ("ee", "e"), ("ei", "e"), ("aa", "a"), ("ii", "i"), ("-", ""))


def romaji(kana: str) -> str:
    """Hiragana in Hepburn letters, long vowels and doubled consonants folded: こーひー is kohi."""
    said = ""
    for sign in kana:
        if sign in _GLIDES:
            ending = said.endswith(("shi", "chi", "ji"))
            said = said[:-1] + (_GLIDES[sign][1:] if ending else _GLIDES[sign])
        elif sign in _SMALL and len(said) > 1:
            said = said[:-1] + ("w" if said.endswith("ku") else "") + _SMALL[sign]
        elif sign not in "ーっ":
            said += _SAID.get(sign, "")
    return fold_romaji(said)


def fold_romaji(typed: str) -> str:
    """What people type for one sound, made one: koohii, kouhii and kohi; ramenn and ramen; si and shi."""
    for written, meant in _TYPED:
        typed = typed.replace(written, meant)
    typed = re.sub("(?<![cs])hu", "fu", typed)
    typed = typed.replace("sshi", "shi").replace("ttsu", "tsu")
    for written, meant in _LONG:
        typed = typed.replace(written, meant)
    return re.sub(r"([b-df-hj-np-tv-z])\1+", r"\1", typed)
