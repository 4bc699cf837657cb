"""Nearby: notes from around a reader, for who asked for it; off until then.

Owns tables nearby_reader, note_cell, nearby_note. Emits NotePlaced. Promises that no position is kept, only a
cell of two kilometres; that distances are told in bands between cells, so that no number of questions tells
more; and that taking it back deletes what was kept.
"""

from hongqiao.features.nearby.events import NotePlaced
from hongqiao.features.nearby.model import BANDS_KM, STEP
from hongqiao.features.nearby.places import (
    WORDS,
    NearNote,
    around,
    bands_here,
    cell_here,
    enter,
    forget,
    is_placed,
    leave,
    place_note,
    unplace_note,
)

__all__ = [
    "BANDS_KM",
    "STEP",
    "WORDS",
    "NearNote",
    "NotePlaced",
    "around",
    "bands_here",
    "cell_here",
    "enter",
    "forget",
    "is_placed",
    "leave",
    "place_note",
    "unplace_note",
]
