"""People: profiles, who follows whom, and who may meet whom: `boundaries` (blocks, mutes), `private` (private
accounts), `filters` (words that somebody would rather not read).

Owns tables profile, follow_out, follow_in, follow_wish, follow_request, boundary, word_filter, people_count,
counted_note. Emits what stands in `events`.
Promises that after its reactors ran, followers are exactly those who follow, and counts are counts of rows;
that nobody follows whom a block parts them from; and that a wish to follow is no follow.
"""

from hongqiao.features.people import boundaries, counts, edges, events, filters, private
from hongqiao.features.people.follows import (
    follow,
    followed_among,
    followed_by,
    followers,
    following,
    unfollow,
)
from hongqiao.features.people.model import Person, Profile
from hongqiao.features.people.profiles import (
    change_profile,
    introduce,
    people,
    person,
    step_out,
)

__all__ = [
    "Person",
    "Profile",
    "boundaries",
    "change_profile",
    "counts",
    "edges",
    "events",
    "filters",
    "follow",
    "followed_among",
    "followed_by",
    "followers",
    "following",
    "introduce",
    "people",
    "person",
    "private",
    "step_out",
    "unfollow",
]
