"""What every template keeps to."""

import re
from pathlib import Path

import pytest

WEB = Path(__file__).parents[2] / "src" / "hongqiao" / "web"
TEMPLATES = sorted(WEB.glob("*/templates/*.html"))
WITH_OWN_COLOURS = ("tokens.css", "text-card.css")
SHEETS = [path for path in sorted((WEB / "ui" / "css").glob("*.css")) if path.name not in WITH_OWN_COLOURS]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: f"{path.parent.parent.name}/{path.name}")
def test_a_template_says_what_it_needs_and_stays_short(template: Path) -> None:
    text = template.read_text("utf-8")

    assert text.startswith("{#")
    assert text.count("\n") <= 120


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: f"{path.parent.parent.name}/{path.name}")
def test_a_template_holds_no_inline_script_or_style(template: Path) -> None:
    text = template.read_text("utf-8")

    assert not re.search(r"<style\b|\sstyle=|\son[a-z]+=|javascript:|hx-on", text)
    assert all("src=" in tag for tag in re.findall(r"<script\b[^>]*>", text))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_colours_come_from_the_tokens_and_directions_are_logical(sheet: Path) -> None:
    text = sheet.read_text("utf-8")

    assert not re.search(r"#[0-9a-f]{3,8}\b|\brgb\(|\boklch\(\d", text)
    assert not re.search(r"\b(?:margin|padding|border|inset)-(?:left|right)\b", text)
    assert not re.search(r"text-align: (?:left|right)", text)
    assert "!important" not in text
