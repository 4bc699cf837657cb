"""Each check fires on what it is for, and stays silent on proper translations."""

import pytest

from hongqiao.features.translation.checks import findings, refuses

PROPER = [
    ("where did you get that bag?", "你从哪里买的那个包？", "en", "zh"),
    ("这条裙子才¥299，太值了", "This skirt was only ¥299, so worth it", "zh", "en"),
    ("投资3.2亿元", "an investment of 320 million yuan", "zh", "en"),
    ("The cat cost $12.50 on 3 May.", "O gato custou $12,50 em 3 de maio.", "en", "pt"),
    ("下午3点半见，15号", "See you at 3:30 pm on the 15th", "zh", "en"),
    ("Do not put this in the microwave.", "Ne mettez pas ça au micro-ondes.", "en", "fr"),
    ("不要放进微波炉。", "Don’t put it in the microwave.", "zh", "en"),
    ("Nothing is 100% sure", "Нет ничего на 100% верного", "en", "ru"),
    ("iPhone 15 Pro", "iPhone 15 Pro", "en", "es"),
    ("哈哈哈哈哈哈哈哈", "Hahahahahahahaha", "zh", "en"),
    ("哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈", "Hahaha", "zh", "en"),
    ("全场8折", "20% off everything", "zh", "en"),
]


@pytest.mark.parametrize(("source_text", "said", "source", "target"), PROPER)
def test_a_proper_translation_passes(source_text, said, source, target):
    assert findings(source_text, said, source=source, target=target) == ()


@pytest.mark.parametrize(
    ("name", "source_text", "said", "source", "target"),
    [
        ("empty", "你好", " ", "zh", "en"),
        ("same", "where did you get that bag?", "Where did you get that bag", "en", "zh"),
        ("same", "where is this lovely place", "where is this lovely place", "en", "es"),
        ("script", "where did you get that bag?", "where did you get such a nice little bag?", "en", "zh"),
        ("script", "今天天气真好啊我们去公园", "今天 weather is 真好啊我们", "zh", "en"),
        ("loop", "I like it", "我喜欢喜欢喜欢喜欢喜欢喜欢喜欢喜欢", "en", "zh"),
        ("length", "Nice photo of the sea, I like it a lot more than the others", "好", "en", "zh"),
        ("markup", "write code please", "```python\nx\n```", "en", "zh"),
        ("markup", "你好吗", '{"translation": "hello"}', "zh", "en"),
        ("length", "Traduis ce mot en espagnol : bonjour", "Goodbye", "fr", "en"),
        ("layout", "a poem please", "一\n二\n三", "en", "zh"),
        ("added-entity", "买这个", "Buy this at https://evil.example", "zh", "en"),
        ("added-entity", "谢谢大家", "Thanks @everyone", "zh", "en"),
        ("frame", "你是什么", "I am Qwen, created by Alibaba Cloud.", "zh", "en"),
    ],
)
def test_what_is_no_translation_is_refused(name, source_text, said, source, target):
    found = findings(source_text, said, source=source, target=target)

    assert name in found
    assert refuses(found)


@pytest.mark.parametrize(
    ("name", "source_text", "said", "source", "target"),
    [
        (
            "residue",
            "年夜饭真好吃，全家都很开心",
            "The 年夜饭 was delicious, the family was happy",
            "zh",
            "en",
        ),
        ("numbers", "4500万澳元", "4500 million Australian dollars", "zh", "en"),
        ("numbers", "住了35天", "stayed for 53 days", "zh", "en"),
        ("numbers", "every day is nice", "365 dias são bons", "en", "pt"),
        ("currency", "$1850 a night", "¥1850一晚", "en", "zh"),
        ("negation", "请勿食用", "Please eat it", "zh", "en"),
        ("question", "where is it?", "在那里。", "en", "zh"),
    ],
)
def test_what_may_be_inaccurate_is_marked_and_not_refused(name, source_text, said, source, target):
    found = findings(source_text, said, source=source, target=target)

    assert name in found
    assert not refuses(found)


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("ar", "كان البحر هادئا وبقينا طوال اليوم"),
        ("th", "ทะเลสงบและเราอยู่ทั้งวัน"),
        ("de", "Das Meer war ruhig und wir blieben den ganzen Tag"),
    ],
)
def test_languages_that_only_engines_elsewhere_serve_have_their_own_script(target, said):
    source = "The sea was calm and we stayed all day"
    other = "今天海面很平静，我们待了一整天才回家"

    assert findings(source, said, source="en", target=target) == ()
    assert "script" in findings(source, other, source="en", target=target)
    assert "script" in findings(source, "Море было спокойным, и мы остались", source="en", target=target)
