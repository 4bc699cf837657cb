"""What a note may be, and who may see one."""

from datetime import UTC, datetime

import msgspec
import pytest

from hongqiao.features.notes import DraftPicture, NoteDraft
from hongqiao.features.notes.lists import texts_of
from hongqiao.features.notes.model import (
    ALT_LENGTH,
    BODY_LENGTH,
    PLACE_LENGTH,
    TITLE_LENGTH,
    Audience,
    checked,
    may_see,
)
from hongqiao.kernel.errors import Invalid

MEI, DIEGO = 1, 2
DRAFT = NoteDraft(7, title="Noodles", cover_style="memo")


def changed(**fields) -> NoteDraft:
    return msgspec.structs.replace(DRAFT, **fields)


@pytest.mark.parametrize(
    ("fields", "cleaned"),
    [
        ({}, {}),
        ({"title": "  Noodles \u202e\n at  midnight "}, {"title": "Noodles at midnight"}),
        ({"body": " one \r\n\r\n\r\n\r\n two\u200b "}, {"body": "one\n\n two"}),
        ({"title": "t" * TITLE_LENGTH, "body": "b" * BODY_LENGTH, "place": "p" * PLACE_LENGTH}, {}),
        (
            {"cover_style": "", "pictures": (DraftPicture("k", " a \u200e bowl "),)},
            {"pictures": (DraftPicture("k", "a bowl"),)},
        ),
        ({"subject": "food", "is_ai": True, "audience": Audience.ME}, {}),
        ({"version_title": " 面 ", "version_body": " 汤\n"}, {"version_title": "面", "version_body": "汤"}),
        ({"saved_at": datetime(2026, 1, 1, tzinfo=UTC)}, {}),
    ],
)
def test_a_proper_draft_is_cleaned(fields, cleaned):
    draft = changed(**fields)

    assert checked(draft, pictures_at_most=18) == msgspec.structs.replace(draft, **cleaned)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"title": ""}, {"title"}),
        ({"title": "\u200e\u200b \u3164"}, {"title"}),
        ({"title": "t" * (TITLE_LENGTH + 1)}, {"title"}),
        ({"title": "\ud800"}, {"title"}),
        ({"body": "b" * (BODY_LENGTH + 1)}, {"body"}),
        ({"body": "\udc00"}, {"body"}),
        ({"place": "p" * (PLACE_LENGTH + 1)}, {"place"}),
        ({"version_title": "t" * (TITLE_LENGTH + 1)}, {"version_title"}),
        ({"cover_style": "comic"}, {"cover_style"}),
        ({"subject": "war"}, {"subject"}),
        ({"cover_style": ""}, {"pictures"}),
        ({"pictures": tuple(DraftPicture(str(n)) for n in range(19))}, {"pictures"}),
        ({"pictures": (DraftPicture("k", "a" * (ALT_LENGTH + 1)),)}, {"pictures"}),
        ({"pictures": (DraftPicture("k", "\ud800"),)}, {"pictures"}),
        (
            {"title": "", "body": "\ud800", "subject": "war", "cover_style": ""},
            {"title", "body", "subject", "pictures"},
        ),
    ],
)
def test_every_field_that_is_wrong_is_named(fields, wrong):
    with pytest.raises(Invalid) as refused:
        checked(changed(**fields), pictures_at_most=18)

    assert set(refused.value.fields) == wrong


@pytest.mark.parametrize(
    ("viewer", "audience", "follows", "sees"),
    [
        (None, Audience.PUBLIC, False, True),
        (DIEGO, Audience.PUBLIC, False, True),
        (MEI, Audience.PUBLIC, False, True),
        (None, Audience.FOLLOWERS, False, False),
        (DIEGO, Audience.FOLLOWERS, False, False),
        (DIEGO, Audience.FOLLOWERS, True, True),
        (MEI, Audience.FOLLOWERS, False, True),
        (None, Audience.ME, False, False),
        (DIEGO, Audience.ME, False, False),
        (DIEGO, Audience.ME, True, False),
        (MEI, Audience.ME, False, True),
    ],
)
def test_who_may_see(viewer, audience, follows, sees):
    assert may_see(viewer, author_id=MEI, audience=audience, follows=follows) == sees


@pytest.mark.parametrize("audience", [3, 7, -1 % 256])
def test_an_audience_of_another_version_is_seen_by_its_author_only(audience):
    assert not may_see(DIEGO, author_id=MEI, audience=audience, follows=True)
    assert may_see(MEI, author_id=MEI, audience=audience, follows=False)


def test_words_that_are_not_public_are_kept_apart_by_author():
    public = texts_of(5, title="a", body="b", lang="en", author_id=MEI, is_public=True)
    own = texts_of(5, title="a", body="b", lang="en", author_id=MEI, is_public=False)

    assert [(text.shared, text.owner_salt) for text in public] == [(True, "")] * 2
    assert [(text.shared, text.owner_salt) for text in own] == [(False, "1")] * 2
    assert [text.ref for text in own] == ["note:6:title", "note:6:body"]
