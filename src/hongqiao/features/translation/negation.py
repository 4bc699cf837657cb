"""Whether a translation still denies what the original denied: forms, and what only looks like one."""

import re

ANY_FORM = {
    "en": r"\b(?:no|not|never|none|nothing|nobody|nowhere|neither|without|cannot|nor|hardly|barely"
    r"|rarely|few|free|minimal\w*|rather than|far from|absen\w+|beyond|otherwise|difficult\w*"
    r"|lack\w*|fail\w*|unable|except|instead|avoid\w*|refus\w*|prevent\w*|miss(?:ed|ing)?|(?:dis|il)\w+"
    r"|im(?:poss|perf|pati|pol)\w+|(?:do|does|did|is|are|was|were|ca|wo|could|would|should|ai)nt"
    r"|in(?:cap|corr|compl|effe|visi|expe|adeq|abil|suff|dep|consist|conven|eligib)\w+"
    r"|un(?!i[tvoq]|til|der|cle|ited|ion)\w+|non-?\w*)\b|n['’]t\b|(?<=\w)less\b|\bbut to\b"
    r"|\btoo\b[^.]{1,40}\bto\b",
    "zh": r"[不没沒別别勿未无無非莫免缺甭]|拒绝|失败|避免|防止|禁|以外|之外|很少|除了|记得|放心|难以",
    "yue": r"[不没沒別别勿未无無非莫唔冇咪免]|拒絕|失敗|避免|以外",
    "ja": r"ない|なけ|ませ|ず|ぬ|禁|不|無|なし|なく|なか|未|非|じゃ(?:ん|ね)|嫌|以外",
    "ko": r"안|않|못|없|말|금지|불|무|아니|미|비|외",
    "es": r"\b(?:no|nunca|sin|nada|nadie|ni|jamás|tampoco|ningun\w*|ningún|excepto|salvo|des\w+|im(?:pos"
    r"|per|pac)\w+"
    r"|in(?:cap|corr|útil|cóm|seg|nec|comp|suf|vis|dep)\w+)\b",
    "fr": r"\bn['’]|\b(?:ne|pas|jamais|sans|rien|aucun\w*|ni|non|personne|sauf|im(?:pos|par|pat)\w+"
    r"|in(?:cap|corr|util|conf|comp|suff|vis|dép)\w+|dé\w+)\b",
    "pt": r"\b(?:não|nunca|sem|nada|ninguém|nem|jamais|nenhum\w*|n|exceto|im(?:pos|per|pac)\w+|des\w+"
    r"|in(?:cap|corr|útil|com|seg|suf|vis|dep)\w+)\b",
    "ru": r"\b(?:не|нет|ни|без|нельзя|никогда|кроме|мало|редко)\b|\b(?:не|ни|без|бес)\w+",
    "ar": r"\b[وف]?(?:لا|لم|لن|ما|ليس\w*|مش|مو|غير|دون|إلا|سوى)\b|\bب(?:لا|دون|غير)\b|عدم|ممنوع|أبد|مستحيل"
    r"|فشل|رفض|تجنب|يمنع|نادر|خالي|استثناء",
}
"""Every way to negate that a list can hold: what the other side is searched for."""

_SURE = {
    "en": r"\b(?:not|never|cannot|without|nobody|nothing|none|neither|(?:do|does|did|is|was|ca|wo|ai)nt)\b"
    r"|n['’]t\b|\bno (?!\.|wonder"
    r"|doubt|matter)",
    "zh": r"不|没|沒|勿|甭|并非|绝非|禁止|未(?!来|必|婚|知|成年)|[无無]法|毫[无無]"
    r"|(?<![特区级性分个类差鉴辨告离识派送])别(?![人的墅致扭处名针说])",
    "yue": r"唔好|唔可以|唔使|冇|(?<!係)唔係",
    "ja": r"ない|ません|なかった|禁止|ずに|[きけせてべめれ]ず(?=[、。\s]|$)",
    "ko": r"않|못|없|마세요|지 ?마(?![가-힣])|금지|아니(?!면|메)|\b안 ",
    "es": r"\b(?:no|nunca|sin|nadie|ning[uú]n\w*|tampoco|jamás)\b",
    "fr": r"\b(?:pas|jamais|sans|aucun\w*)\b|\bpersonne n|\bn(?:e\b|['’])[^.!?]{1,25}\b(?:rien|plus)\b",
    "pt": r"\b(?:não|nunca|sem|ninguém|nenhum\w*|jamais)\b",
    "ru": r"\b(?:не|нет|нету|без|нельзя|никогда|никто|никого|никому)\b",
    "ar": r"\b[وف]?(?:لا|لم|لن|ليس\w{0,3})\b|\b(?:بدون|بلا|ممنوع)\b",
}
_LOOKS_LIKE = {
    "en": r"\bnot only\b|\bnothing but\b|\bnot just\b|\bwhy not\b|\bif not\b|\bnot bad\b|\bnothing beats\b"
    r"|\bno (?:problem|worries)\b|\bnever mind\b|\bca?n['’]t wait\b|\bcouldn['’]t agree more\b"
    r"|\bwithout (?:a )?doubt\b"
    r"|, (?:is|are|do|does|did|was|were|can|wo)n['’]t \w+\?",
    "zh": r"不[但仅过管论少错断同久足止只光良安满幸如知妨愧到然外料时单惜乏等已巧约客对]|不可(?:避|思|或"
    r"|开)|不必说"
    r"|不一样|不得[不了已]|不由得|不要紧|不好意思|不用谢|(.)[不没]\1|(.).[不没]\2.|[对了][不]起|差不多"
    r"|忍不住|说不定"
    r"|要不(?!是)|没准|没关系|没事|没错|舍不得|巴不得|恨不得|从[来未](?!没)|动不动|不容易|没想到|还没(?:有)?(?=[?？])|不顾|缺一不可|有没有",
    "yue": r"係唔係|有冇|唔該|唔好意思",
    "ja": r"かもしれな(?:い|かった)|かもしれません"
    r"|な(?:ければ|くては|いと)(?:な[らり]|い[けか])(?:ない|ません)|少な|危な|切な|もったいな|しかな|違いな|間違いな"
    r"|じゃない[?？]|ませんか|ないですか|ないでしょう|ないと"
    r"|だけでな|つまらな|限らな",
    "ko": r"지 않을까|밖에 없|뿐만 아니라|어쩔 수 없|않나요|않아요\?|재미없|맛없|못지않",
    "es": r"\bno s[oó]lo\b|¿no\?|\bsin embargo\b|\bsin duda\b",
    "fr": r"\bpas mal\b|\bpas seulement\b|\bsans doute\b",
    "pt": r"\bnão só\b|\bsem dúvida\b|\bnão é\?",
    "ru": r"\bне только\b|\bне раз\b|\bчуть не\b",
    "ar": r"\bلا (?:بأس|شك|بد|سيما|[يت]زال\w*|تقلق\w*|مشكلة)\b|\bليس فقط\b",
}
"""Taken out before a sure form is looked for: idioms that deny nothing, or not in every language."""


def drops_negation(source_text: str, said: str, source: str, target: str) -> bool:
    """Whether one side surely denies something and the other shows no form of it: a warning, no proof."""
    return _is_lost(source_text, source, said, target) or _is_lost(said, target, source_text, source)


def _is_lost(one_text: str, one: str, other_text: str, other: str) -> bool:
    if one not in _SURE or other not in ANY_FORM:
        return False
    plain = re.sub(_LOOKS_LIKE[one], " ", one_text.lower())
    is_sure = re.search(_SURE[one], plain) is not None
    return is_sure and re.search(ANY_FORM[other], other_text.lower()) is None
