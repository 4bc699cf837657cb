"""Reading word by word, glosses, the word book and cards, as requests meet them."""

import re
from html import unescape

import pytest

from tests.web.visitor import PASSWORD, new_handle

TITLE, BODY = "重庆的银行", "家人们，今天又踩雷了。交猫税！"


@pytest.fixture
def note(visit):
    """A Chinese note of mei's."""
    return visit("zh-CN").sign_up("mei", reads=("zh-Hans",)).publish(TITLE, BODY)


def glosses(page: str) -> list[str]:
    """Where the words of a page lead."""
    return [unescape(path) for path in re.findall(r'href="(/lexicon/word\?[^"]+)"', page)]


def test_a_note_is_read_word_by_word_without_script(stranger, note):
    page = stranger.get(f"{note}/read")

    assert page.status == 200
    assert "<ruby>银行<rp>(</rp><rt" in page.text
    assert "yín háng" in page.text
    assert "chóng qìng" in page.text


def test_every_word_leads_to_a_page_of_its_meaning(stranger, note):
    leads = glosses(stranger.get(f"{note}/read").text)

    pages = [stranger.get(path) for path in leads[:4]]

    assert [page.status for page in pages] == [200] * 4
    assert any("bank" in page.text and "CC BY-SA" in page.text for page in pages)


def test_a_script_gets_the_piece_alone(stranger, note):
    path = glosses(stranger.get(f"{note}/read").text)[0]

    piece = stranger.get(path, **{"hx-request": "true"})

    assert piece.text.lstrip().startswith("<article")


def test_what_few_may_read_is_read_by_nobody_else_word_by_word(visit, mei):
    private = mei.publish(TITLE, BODY, audience="me")
    name = private.rsplit("/", 1)[-1]

    stranger = visit()

    assert mei.get(f"{private}/read").status == 200
    assert stranger.get(f"{private}/read").status == 404
    assert stranger.get(f"/lexicon/read?ref=note:{name}:body").status == 404
    assert stranger.get(f"/lexicon/word?ref=note:{name}:title&at=0").status == 404


@pytest.mark.parametrize(
    "path",
    [
        "/lexicon/read",
        "/lexicon/read?ref=note",
        "/lexicon/read?ref=note::",
        "/lexicon/word?ref=x&at=0",
        "/lexicon/card",
        "/lexicon/card?lang=zh&term=x",
        "/lexicon/cards?lang=../..",
        "/me/words/export/exe",
        "/notes/zzz/read",
    ],
)
def test_a_wrong_address_is_no_page(mei, path):
    assert mei.get(path).status == 404


def test_a_word_is_saved_listed_exported_and_removed(diego, note):
    name = note.rsplit("/", 1)[-1]

    saved = diego.post("/me/words", {"ref": f"note:{name}:title", "at": "3"})
    page = diego.get("/me/words")

    assert saved.status == 303
    assert "银行" in page.text
    assert f'href="{note}"' in page.text
    assert "银行\tyín háng\tbank" in diego.get("/me/words/export/tsv").text
    remove = re.search(r"/me/words/\w+/remove", page.text)
    assert remove is not None
    diego.post(remove.group())
    assert "银行" not in diego.get("/me/words").text


def test_a_stranger_has_no_word_book(stranger, note):
    name = note.rsplit("/", 1)[-1]

    assert stranger.get("/me/words").status in (303, 401)
    assert stranger.post("/me/words", {"ref": f"note:{name}:title", "at": "3"}).status in (303, 401)


def test_a_term_in_a_foreign_note_has_a_chip_that_leads_to_its_card(stranger, note):
    page = stranger.get(note).text

    chips = [unescape(path) for path in re.findall(r'href="(/lexicon/card\?[^"]+)"', page)]
    card = stranger.get(chips[0])

    assert len(chips) == 3
    assert card.status == 200
    assert "general usage" in card.text


def test_a_price_in_a_foreign_note_is_told_in_the_readers_own_money(mei, stranger, visit):
    note = mei.publish("楼下的面馆", "一碗牛肉面16元，太香了！")

    assert re.search(r"16元</bdi> ≈ <bdi>\$2\.2", stranger.get(note).text)
    assert "a bank of the tests" in stranger.get(note).text
    assert "16元</bdi> ≈" not in visit("zh-CN").get(note).text


def test_who_reads_chinese_sees_no_chips(visit, note):
    assert "/lexicon/card" not in visit("zh-CN").get(note).text


def test_only_trusted_people_reach_the_form_of_a_card(mei):
    path = "/lexicon/card/edit?lang=zh&term=%E4%BA%A4%E7%8C%AB%E7%A8%8E"

    assert mei.get(path).status == 403
    assert mei.post("/lexicon/card/edit", {"lang": "zh", "term": "交猫税"}).status == 403


def test_an_admin_edits_a_card_and_brings_the_old_one_back(community, visit, stranger):
    handle = new_handle("keeper")
    community.run("admin", "make", handle, said=f"{PASSWORD}\n")
    admin = visit()
    admin.sign_in(handle)
    term, path = "吃货", "/lexicon/card?lang=zh&term=%E5%90%83%E8%B4%A7"
    form = {"lang": "zh", "term": term, "based_on": "0", "source": "a cookbook", "said_en": "eater"}

    opened = admin.get(path.replace("card?", "card/edit?"))
    empty = admin.post("/lexicon/card/edit", form)
    saved = admin.post("/lexicon/card/edit", {**form, "why_en": "Lives to eat."})
    edited = stranger.get(path)
    admin.post("/lexicon/card/restore", {"lang": "zh", "term": term, "edition": "0"})

    assert (opened.status, empty.status, saved.status) == (200, 422, 303)
    assert "a cookbook" in edited.text
    assert "Source: general usage" in stranger.get(path).text


def test_a_card_that_an_admin_adds_is_found_in_texts_at_once(community, visit, mei, stranger):
    handle = new_handle("keeper")
    community.run("admin", "make", handle, said=f"{PASSWORD}\n")
    admin = visit()
    admin.sign_in(handle)
    note = mei.publish("周末", "晚上去桥散散心，桥散真好")
    form = {"lang": "zh", "term": "桥散", "source": "our town", "said_en": "bridge stroll"}

    opened = admin.get("/lexicon/card/new?lang=zh")
    empty = admin.post("/lexicon/card/new", form)
    added = admin.post("/lexicon/card/new", {**form, "why_en": "An evening walk.", "not_before": "散"})
    again = admin.post("/lexicon/card/new", {**form, "why_en": "An evening walk."})
    page = stranger.get(note).text

    assert (opened.status, empty.status, added.status, again.status) == (200, 422, 303, 409)
    assert "桥散" in empty.text
    assert page.count("term=%E6%A1%A5%E6%95%A3") == 1
    assert "bridge stroll" in stranger.get("/lexicon/card?lang=zh&term=%E6%A1%A5%E6%95%A3").text
    admin.post("/lexicon/card/off", {"lang": "zh", "term": "桥散", "based_on": "1"})
    assert "term=%E6%A1%A5%E6%95%A3" not in stranger.get(note).text
    assert stranger.get("/lexicon/card?lang=zh&term=%E6%A1%A5%E6%95%A3").status == 404


def test_only_trusted_people_add_cards_and_take_them_off(mei):
    assert mei.get("/lexicon/card/new").status == 403
    assert mei.post("/lexicon/card/new", {"lang": "zh", "term": "桥散"}).status == 403
    assert mei.post("/lexicon/card/off", {"lang": "zh", "term": "交猫税", "based_on": "0"}).status == 403


def test_a_size_of_clothes_is_told_in_centimetres(mei, stranger):
    note = mei.publish("新衣服", "上衣160/84A很合身，鞋子38码")

    page = stranger.get(note).text

    assert "height <bdi>160 cm</bdi> · chest <bdi>84 cm</bdi>" in page
    assert "foot length <bdi>24 cm</bdi>" in page


def test_a_japanese_word_has_its_reading_and_says_that_there_is_no_more(visit, stranger):
    note = visit("ja").sign_up("yuki", reads=("ja",)).publish("猫", "猫が推しです")
    leads = glosses(stranger.get(f"{note}/read").text)

    pages = [stranger.get(path).text for path in leads]

    assert any("ねこ" in page and "Only the reading is known" in page for page in pages)
    assert any("推し" in page and "my fave" in page for page in pages)


def test_all_cards_of_a_language_are_listed(stranger):
    first = stranger.get("/lexicon/cards?lang=zh")
    second = stranger.get("/lexicon/cards?lang=zh&page=2")

    assert "种草" in first.text
    assert "page=2" in first.text
    assert second.status == 200
    assert first.text != second.text
    assert stranger.get("/lexicon/cards?lang=zh&page=999").status == 200
    assert stranger.get("/lexicon/cards?lang=zh&page=0").status == 404


def test_a_card_is_found_by_its_term_and_by_what_it_means(stranger):
    assert "交猫税" in stranger.get("/lexicon/cards?lang=zh&q=cat+tax").text
    assert "No card speaks of that." in stranger.get("/lexicon/cards?lang=zh&q=%3Cb%3E").text


def test_the_dictionary_is_named_on_the_credits(stranger):
    assert "CC-CEDICT" in stranger.get("/about/credits").text
