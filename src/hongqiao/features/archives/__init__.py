"""Archives: what people take along of theirs, signed, and what they bring from elsewhere.

Owns tables archive_out, archive_in, brought_note, brought_row and brought_picture, and the objects under
`archives/`. Emits nothing. Promises: an archive from outside is refused whole when anything in it must not be
there, and one of somebody’s own opens to nobody else.
"""

from hongqiao.features.archives import carrying_in, carrying_out, kinds, privacy, signing, zips
from hongqiao.features.archives.bringing import bring
from hongqiao.features.archives.gathering import Gathered, gather
from hongqiao.features.archives.model import SOURCES, UPLOAD_BYTES, WHY, Receipt, id_ms
from hongqiao.features.archives.settling import settle
from hongqiao.features.archives.signing import Manifest

__all__ = [
    "SOURCES",
    "UPLOAD_BYTES",
    "WHY",
    "Gathered",
    "Manifest",
    "Receipt",
    "bring",
    "carrying_in",
    "carrying_out",
    "gather",
    "id_ms",
    "kinds",
    "privacy",
    "settle",
    "signing",
    "zips",
]
