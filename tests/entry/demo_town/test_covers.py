"""Drawn covers: the same picture for the same note, whenever the town is filled."""

import json

import pytest

from hongqiao.entry.demo_town.covers import Covers, png_of, read_credits
from hongqiao.entry.demo_town.illustrator import SCENES, draw
from hongqiao.entry.demo_town.town import TownNote

NOTE = TownNote(
    "en-90",
    "mei",
    "A title",
    "Words. #noodles",
    "food",
    "",
    1.0,
    "pictures",
    ("noodles", "tea"),
    ("bowl.png",),
    ("A bowl", "A cup"),
    50,
)


@pytest.mark.parametrize("scene", sorted(SCENES))
def test_a_scene_is_drawn_the_same_for_the_same_seed(scene):
    assert draw(scene, seed=7) == draw(scene, seed=7)
    assert draw(scene, seed=7) != draw(scene, seed=8)


def test_a_note_gets_the_same_pictures_each_time_and_each_place_another():
    once, again = png_of(NOTE, 0), png_of(NOTE, 0)

    assert once == again
    assert once != png_of(NOTE, 1)
    assert once.startswith(b"\x89PNG")


async def test_a_photograph_replaces_drawings_and_is_credited(scope, tmp_path):
    photos = tmp_path / "photos"
    photos.mkdir()
    (photos / "bowl.png").write_bytes(png_of(NOTE, 0))
    credit = {
        "file": "bowl.png",
        "description": "A bowl of noodles",
        "author": "Mei",
        "source": "her/kitchen",
        "license": "CC-BY-4.0",
        "width": 1080,
        "height": 1440,
    }
    (photos / "credits.json").write_text(json.dumps([credit, {**credit, "file": "gone.png"}]))

    shown = await Covers(tmp_path, photos).pictures(scope, NOTE)

    (given,) = read_credits(tmp_path / "credits.json")
    assert [picture.alt for picture in shown] == ["A bowl of noodles"]
    assert (given.key, given.author, given.license) == (shown[0].key, "Mei", "CC-BY-4.0")


async def test_without_photographs_drawings_stand_with_their_alternative_texts(scope, tmp_path):
    shown = await Covers(tmp_path, None).pictures(scope, NOTE)

    assert [picture.alt for picture in shown] == ["A bowl", "A cup"]
    assert read_credits(tmp_path / "credits.json") == []
