"""Corrections and own versions are looked at before they are taken, as notes are.

Case H5.
"""

import pytest

from tests.web.correcting import PARTS, record, suggest
from tests.web.test_corrections import diego, mei, note

__all__ = ["diego", "mei", "note"]

SPAM = "Replica watches, best price. Order on WhatsApp and ask for the price list. https://tofu.example/a ¥18"
SPLIT = ("Replica watches, best price.", "Order on WhatsApp: https://tofu.example/a ¥18")


@pytest.mark.parametrize("parts", [(PARTS[0], SPAM), SPLIT], ids=["in one part", "over two parts"])
def test_a_correction_that_screening_would_hold_is_refused_with_the_reason(note, mei, diego, parts):
    refused = suggest(diego, note, parts)

    assert refused.status == 422
    assert "leads people to a private contact" in refused.words()
    assert "WhatsApp" in refused.text
    assert "suggestion-" not in record(mei, note)


def test_an_authors_own_version_is_screened_as_the_note_is(note, mei):
    kept = {"lang": "en", "title": "Tofu", "body": SPAM}

    refused = mei.post(f"{note}/versions", kept)
    taken = mei.post(f"{note}/versions", {**kept, "body": PARTS[0]})

    assert refused.status == 422 and "leads people to a private contact" in refused.words()
    assert taken.status == 303
