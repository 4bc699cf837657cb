"""Media: pictures that people give, developed once, kept as long as something shows them.

Owns tables media_object and media_use, and the objects under their names. Knows no content: who keeps a
picture is an opaque subject. Emits nothing. A picture's bucket is the hash of its key.
"""

from hongqiao.features.media import prints
from hongqiao.features.media.keep import (
    collect_orphans,
    delete_unused,
    hide,
    keep,
    preserve,
    release,
    show,
    sweep,
)
from hongqiao.features.media.model import FORMATS, Picture, best_width, object_name, path_of
from hongqiao.features.media.read import pictures, read, read_for, served, users_of
from hongqiao.features.media.take import take

__all__ = [
    "FORMATS",
    "Picture",
    "best_width",
    "collect_orphans",
    "delete_unused",
    "hide",
    "keep",
    "object_name",
    "path_of",
    "pictures",
    "preserve",
    "prints",
    "read",
    "read_for",
    "release",
    "served",
    "show",
    "sweep",
    "take",
    "users_of",
]
