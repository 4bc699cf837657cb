"""Posts from elsewhere become notes: with their date, once, for their owner alone unless chosen otherwise."""

from datetime import UTC, datetime

import pytest

from hongqiao.features import notes
from hongqiao.features.archives import Receipt, bring, zips
from hongqiao.kernel.errors import Invalid
from hongqiao.kernel.ids import made_at_ms
from tests.cast import drain, sign_up
from tests.features.archives import boxes

ONLY_ME, OPEN = 2, 0


async def brought(scope, box, source, audience=ONLY_ME) -> Receipt:
    box.seek(0)
    with zips.opened(box) as archive:
        return await bring(scope, archive, source=source, audience=audience)


async def all_of(scope):
    ids = (await notes.lists.notes_by(scope, scope.me)).items
    return [await notes.note(scope, id_) for id_ in ids]


async def test_a_post_of_mastodon_keeps_its_words_date_and_picture(scope):
    mei = await sign_up(scope, "mei")
    attached = {"type": "Document", "mediaType": "image/jpeg", "url": "/media_attachments/files/1/tea.jpg",
                "name": "A cup of tea"}  # fmt: skip
    box = boxes.mastodon(
        boxes.toot(4, "<p>Spring tea<br>at home &amp; away</p><p>#tea</p>", attachment=[attached]),
        media={"media_attachments/files/1/tea.jpg": boxes.picture((10, 200, 30))},
    )

    receipt = await brought(mei, box, "mastodon")
    await drain(scope)

    assert (receipt.taken, receipt.pictures, receipt.left) == (1, 1, {})
    (note,) = await all_of(mei)
    assert (note.row.title, note.row.body, note.row.topics) == (
        "Spring tea",
        "at home & away\n\n#tea",
        ["tea"],
    )
    assert note.published_at == datetime(2023, 5, 4, 10, tzinfo=UTC)
    assert [picture.alt for picture in note.pictures] == ["A cup of tea"]
    assert made_at_ms(note.row.id) < 1_704_200_000_000


async def test_notes_from_elsewhere_are_for_their_owner_alone(scope):
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")

    await brought(mei, boxes.mastodon(boxes.toot(4, "<p>Tea</p>")), "mastodon")
    await drain(scope)

    assert [note.row.audience for note in await all_of(mei)] == [ONLY_ME]
    assert (await notes.lists.notes_by(diego, mei.me)).items == []


async def test_the_same_archive_twice_adds_nothing_even_after_an_edit_or_a_withdrawal(scope):
    mei = await sign_up(scope, "mei")
    box = boxes.mastodon(boxes.toot(4, "<p>Tea</p>"), boxes.toot(5, "<p>Rice</p>"))
    await brought(mei, box, "mastodon")
    rice, tea = await all_of(mei)
    async with mei.transaction() as tx:
        await notes.withdraw(tx, tea.row.id)
    draft = await notes.drafts.edit_draft(mei, rice.row.id)
    await notes.publish_draft(mei, draft.id)

    again = await brought(mei, box, "mastodon")

    assert (again.taken, again.there) == (0, 2)
    assert len(await all_of(mei)) == 1


async def test_what_is_left_out_is_counted_with_its_reason(scope):
    mei = await sign_up(scope, "mei")
    gone = {"mediaType": "image/jpeg", "url": "/media_attachments/files/9/gone.jpg"}
    film = {"mediaType": "video/mp4", "url": "/media_attachments/files/9/film.mp4"}
    bad = {"mediaType": "image/jpeg", "url": "/media_attachments/files/9/bad.jpg"}
    box = boxes.mastodon(
        {"type": "Announce", "object": "https://example.social/users/diego/statuses/1"},
        boxes.toot(1, "<p>@diego yes</p>", inReplyTo="https://example.social/users/diego/statuses/1"),
        boxes.toot(2, "<p>And more</p>", inReplyTo=f"{boxes.ACTOR}/statuses/1"),
        boxes.toot(3, "<p>@diego psst</p>", to=["https://example.social/users/diego"], cc=[]),
        boxes.toot(4, "", attachment=[gone, film]),
        boxes.toot(5, "<p>Broken</p>", attachment=[bad]),
        {"type": "Create", "object": {"id": "x"}},
        media={"media_attachments/files/9/bad.jpg": b"no picture"},
    )

    receipt = await brought(mei, box, "mastodon")

    assert receipt.taken == 2
    assert receipt.left == {
        "answer": 1,
        "boost": 1,
        "direct": 1,
        "empty": 1,
        "missing": 1,
        "refused": 1,
        "unreadable": 1,
        "video": 1,
    }


async def test_what_few_could_read_there_never_becomes_public_here(scope):
    mei = await sign_up(scope, "mei")
    box = boxes.mastodon(
        boxes.toot(4, "<p>Open</p>"), boxes.toot(5, "<p>For few</p>", to=[boxes.FOLLOWERS], cc=[])
    )

    await brought(mei, box, "mastodon", OPEN)

    assert {note.row.title: note.row.audience for note in await all_of(mei)} == {
        "Open": OPEN,
        "For few": ONLY_ME,
    }


async def test_not_more_become_public_in_a_day_than_somebody_publishes_by_hand(scope):
    mei = await sign_up(scope, "mei")
    many = [
        boxes.toot(1, f"<p>Tea {number}</p>", id=f"{boxes.ACTOR}/statuses/{number}") for number in range(62)
    ]

    receipt = await brought(mei, boxes.mastodon(*many), "mastodon", OPEN)

    assert (receipt.taken, receipt.left) == (62, {"kept-private": 2})
    only_me = await scope.db.fetchrow("select count(*) from note where audience = $1", int(ONLY_ME))
    assert only_me[0] == 2


async def test_captions_of_instagram_are_mended(scope):
    mei = await sign_up(scope, "mei")
    posts = [
        {
            "media": [
                {
                    "uri": f"media/posts/202401/{name}.jpg",
                    "creation_timestamp": 1_704_100_000 + at,
                    "title": "",
                }
                for at, name in enumerate(("a", "b"))
            ],
            "title": boxes.garbled("春天的茶 🍵\n很香"),
            "creation_timestamp": 1_704_100_000,
        },
        {"media": [{"uri": "media/posts/c.mp4", "creation_timestamp": 1, "title": boxes.garbled("影片")}]},
    ]
    files = {f"media/posts/202401/{name}.jpg": boxes.picture((90, at, 10)) for at, name in enumerate("ab")}
    box = boxes.zipped({"your_instagram_activity/media/posts_1.json": posts, **files})

    receipt = await brought(mei, box, "instagram")

    assert (receipt.taken, receipt.pictures, receipt.left) == (2, 2, {"video": 1})
    assert {(note.row.title, note.row.body) for note in await all_of(mei)} == {
        ("春天的茶 🍵", "很香"),
        ("影片", ""),
    }


async def test_statuses_of_pixelfed_are_taken(scope):
    mei = await sign_up(scope, "mei")
    status = {
        "id": "77", "uri": "https://pixelfed.example/p/mei/77", "content": "<p>Bridge</p>",
        "visibility": "public",
        "created_at": "2022-02-02T08:00:00.000000Z",
        "media_attachments": [{"type": "image", "url": "https://pixelfed.example/storage/m/_v2/1/x/b.jpg",
                               "description": "An arched bridge"}],
    }  # fmt: skip
    box = boxes.zipped(
        {"pixelfed-statuses.json": [status], "storage/m/_v2/1/x/b.jpg": boxes.picture((1, 2, 250))}
    )

    receipt = await brought(mei, box, "pixelfed")

    assert (receipt.taken, receipt.pictures, receipt.left) == (1, 1, {})
    (note,) = await all_of(mei)
    assert [picture.alt for picture in note.pictures] == ["An arched bridge"]


@pytest.mark.parametrize("source", ["mastodon", "pixelfed", "instagram"])
@pytest.mark.parametrize("content", [[], {"orderedItems": 3}, "words", {"x": [1]}])
async def test_an_archive_of_another_kind_is_refused_with_a_sentence(scope, source, content):
    mei = await sign_up(scope, "mei")

    with pytest.raises(Invalid, match="does not look as one"):
        await brought(mei, boxes.zipped({"other.json": content, "statuses_.txt": "x"}), source)
