"""What an entity looks like: pieces of text that are the same in every language."""

import re

from hongqiao.features.translation import numbers

EDGE = frozenset({"emoji", "kaomoji", "sticker", "topic", "url", "mention", "code"})
"""Kinds that carry no grammar: at either end of a text they need not be shown to an engine at all."""

URL_SIGN = r"[^\s<>\"'，。！？、；）】」』]"
TOPIC_SIGN = r"[\w·・-]"
MENTION_SIGN = r"[A-Za-z0-9_]"

_NOT_AFTER = r"(?<![A-Za-z\d_.,])"
_NOT_BEFORE = r"(?![A-Za-z0-9_])"
_DIGITS = r"\d+(?:[.,]\d+)*"
_RANGE = rf"{_DIGITS}(?:\s?[-–~]\s?{_DIGITS})?"

_PICTOGRAPH = (
    "[\U0001f000-\U0001f0ff\U0001f100-\U0001f1e5\U0001f200-\U0001f64f\U0001f680-\U0001f6ff\U0001f700-\U0001f77f"
    "\U0001f7e0-\U0001f7eb\U0001f900-\U0001faff\u2600-\u27bf\u2b05-\u2b55\u231a-\u23ff\u25aa-\u25fe\u2190-\u21ff"
    "\u2934\u2935\u203c\u2049\u2122\u2139\u3030\u303d\u3297\u3299\u00a9\u00ae]"
)
_SKIN = "[\ufe0e\ufe0f]?[\U0001f3fb-\U0001f3ff]?"
_EMOJI = (
    r"(?:[\U0001f1e6-\U0001f1ff]{2}|[0-9#*]\ufe0f?\u20e3|"
    rf"{_PICTOGRAPH}{_SKIN}[\U000e0020-\U000e007f]*(?:\u200d{_PICTOGRAPH}{_SKIN})*)"
)

_DOMAIN_END = (
    r"(?:com|net|org|io|dev|app|co|me|tv|cn|jp|kr|ru|fr|es|br|uk|us|de|shop|xyz|info|link)(?![A-Za-z0-9-])"
)
_URL = (
    rf"https?://{URL_SIGN}+"
    rf"|(?<![A-Za-z0-9_.@-])(?:[a-z0-9-]{{2,}}\.)+[a-z]{{2,}}/{URL_SIGN}+"
    rf"|(?<![A-Za-z0-9_.@-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+{_DOMAIN_END}(?:/{URL_SIGN}*)?"
)
_KAOMOJI = (
    r"[ヽヾ٩ლ୧\\oOdbq~～<>ヘ╰☆＼ฅʕ]{0,2}[(（]"
    r"(?=[^()（）]*[°□ﾟ゜✿▽^_ω・´｀¬‿•◕ಠ益Д皿∀≧≦﹏╥︿￣ε◡ᵕ˘ᴗ><≖])"
    r"(?:[^\w\s,.!?，。！？、:：%&=#@$()（）]|[ _ωД益皿εзಠﾟ・oOTuUwWxXvVdD;；])"
    r"{2,14}[)）]"
    r"[ノﾉو୨づっ♡☆*~～・゜ゞ彡ง凸╯︵┻━┻/\\oOdbqฅ]{0,8}(?:\s?[┻︵][┻━─┳︵ ]{1,6})?"
)
_RANDOM = r"(?<![\w/+=])(?=[\w+/]*[a-z])(?=[\w+/]*[A-Z])(?=[\w+/]*\d)[A-Za-z0-9+/_-]{20,}={0,2}(?![\w/+=])"
_JSON = r"\{\s*\"[^\n]*\}"
_EMAIL = r"(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
_NO_BLANKS = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"  # in these scripts none stands before @ and #
_NOT_WITHIN = rf"(?<![^\W{_NO_BLANKS}])(?<![/@#&])"
NOT_BEFORE_OURS = re.compile(rf"(?:[^\W{_NO_BLANKS}]|[/@#&])\Z")
"""What a topic or mention cannot follow without losing its own beginning."""

_MENTION = (
    rf"{_NOT_WITHIN}@(?:{MENTION_SIGN}(?:[A-Za-z0-9_.-]*{MENTION_SIGN})?"
    r"|[^\W][\w·・-]{0,19}(?=\s|$))"
)
_TOPIC = rf"{_NOT_WITHIN}#\w{TOPIC_SIGN}{{0,49}}(?!{TOPIC_SIGN})(?:#(?![\w@#]))?"

_SIGN = r"(?:(?:US|HK|NT|AU|CA|A|C|S|R)?\$|[¥￥€£₩₽฿₫₹₱])"
_CODE = r"(?:USD|EUR|GBP|CNY|RMB|JPY|KRW|RUB|BRL|MXN|AUD|CAD|HKD|TWD|SGD)"
_PRICE = (
    rf"(?<![A-Za-z0-9_]){_SIGN}\s?{_RANGE}(?:\s?[kKmM](?![A-Za-z]))?"
    rf"|{_NOT_AFTER}{_RANGE}\s?(?:[€£₩₽฿₫₹₱]|{_CODE}(?![A-Za-z]))"
    rf"|(?<![A-Za-z]){_CODE}\s?{_RANGE}"
)
_UNIT = r"(?:km/h|km|cm|mm|kg|mg|m[lL]|kcal|kWh|GB|MB|TB|°C|°F|℃|℉|m²|㎡|fps|mAh|[kMG]?Hz|[%‰°])(?![A-Za-z])"
_PHONE = (
    r"(?<![A-Za-z\d_.])\+?\d{1,4}(?:[-. ]?\(?\d{2,4}\)?){1,2}[-. ]\d{3,4}(?![A-Za-z0-9_-])"
    rf"|(?<![A-Za-z\d_.])\+?\d{{9,15}}{_NOT_BEFORE}"
)
_HANDLE = (
    r"(?<![A-Za-z0-9_@#-])(?=[A-Za-z0-9_-]*[A-Za-z])(?=[A-Za-z0-9_-]*[0-9_])"
    rf"[A-Za-z0-9]+(?:[_-][A-Za-z0-9]+)+{_NOT_BEFORE}"
)

_KINDS = {
    "code": rf"```[\s\S]*?```|`[^`\n]+`|{_JSON}|{_RANDOM}",
    "url": _URL,
    "email": _EMAIL,
    "mention": _MENTION,
    "topic": _TOPIC,
    "sticker": r"\[[^\[\]\s\d][^\[\]\n]{0,15}R\]",
    "kaomoji": _KAOMOJI,
    "emoji": rf"{_EMOJI}(?:\s?{_EMOJI})*",
    "placeholder": r"\{\{?[A-Za-z_][\w.]*\}?\}|%\([a-z_]+\)s|<[A-Za-z/][^<>\n]{0,60}>",
    "large": numbers.LARGE,
    "price": _PRICE,
    "measure": rf"{_NOT_AFTER}{_RANGE}\s?{_UNIT}",
    "phone": _PHONE,
    "handle": _HANDLE,
    "mark": r"⟦\d*⟧?|⟧|\[\d+\]",
}
ENTITY = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items()))
"""The first kind that fits wins; mark-like text is an entity, so that a mark in a result is always ours."""
