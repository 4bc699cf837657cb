"""Written Cantonese is a language of its own, and Mandarin that quotes it is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.kernel.cantonese import is_cantonese
from hongqiao.kernel.language import guess_lang, lang_by_script

CANTONESE = [
    "今日天氣好好，我哋去咗海邊",
    "呢間茶餐廳嘅奶茶好正",
    "佢話唔食飯住",
    "你喺邊度買㗎？",
    "我哋聽日一齊去行山啦",
    "啲嘢食好平",
    "點解咁貴嘅",
    "唔該，呢個幾多錢？",
    "係咪真係好好食㗎",
    "唔知幾時先至放假",
    "多謝晒，下次再嚟",
    "我真係好攰，想瞓覺",
    "我钟意食呢度嘅蛋挞，佢哋做得好好",
    "佢今日冇返工",
    "有冇人知呢間舖頭喺邊？",
    "返到屋企先發現冇帶鎖匙，仲要等佢返嚟",
    "唔好諗咁多啦",
    "影咗好多相",
]
MANDARIN = [
    "唔，味道还不错",
    "老板说冇事，明天再来",
    "周末在家做麻婆豆腐",
    "臺北的早餐店好好吃",
    "这个东西有没有人买过",
    "香港的茶餐厅老板笑着说「唔该」，我才知道是谢谢的意思",
    "嗯唔唔唔，好吃",
    "广东话里「嘅」就是「的」，「咗」就是「了」",
    "咩咩羊的小店开门了",
    "小羊咩咩叫",
    "係因為天氣不好所以沒去",
    "靓仔，这个多少钱",
    "孖天使的海报",
    "今天和朋友去爬山，山顶的风景真的太美了，下次还要来",
]


@pytest.mark.parametrize("text", CANTONESE)
def test_cantonese_is_told_by_its_own_signs(text):
    assert is_cantonese(text)
    assert lang_by_script(text, author_lang="zh-Hans") == "yue"


@pytest.mark.parametrize("text", MANDARIN)
def test_mandarin_is_not_taken_for_cantonese(text):
    assert not is_cantonese(text)
    assert lang_by_script(text, author_lang="zh-Hans") == "zh"


def test_of_who_writes_cantonese_less_is_enough():
    assert not is_cantonese("返工路上")
    assert is_cantonese("返工路上", by_cantonese_author=True)


@given(st.text(alphabet="嘅咗喺東京駅のカフェ唔", max_size=20))
def test_japanese_stays_japanese_whatever_its_signs(text):
    assert guess_lang(f"{text}カフェ", author_lang="ja") == "ja"


@given(st.text(max_size=80))
def test_any_text_can_be_asked_about(text):
    assert is_cantonese(text) in (True, False)
