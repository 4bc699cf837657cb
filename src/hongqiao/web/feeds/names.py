"""Names of the eight subjects, as pages of feeds say them, and what several pages say."""

from hongqiao.kernel.errors import mark

INTEREST_NAMES = {
    "food": mark("Food"),
    "travel": mark("Travel"),
    "style": mark("Outfits"),
    "home": mark("Home"),
    "pets": mark("Cats and dogs"),
    "study": mark("Study"),
    "crafts": mark("Crafts"),
    "outdoors": mark("Outdoors"),
}

WITHIN = mark("From around here: within %(km)s km.")
