"""People: profiles and who follows whom.

Owns tables profile, follow_out, follow_in, people_count, counted_note.
Emits PersonJoined, ProfileChanged, Followed, Unfollowed.
Promises that after its reactors ran, followers are exactly those who follow, and counts are counts of rows.
"""

from hongqiao.features.people.events import Followed, PersonJoined, ProfileChanged, Unfollowed
from hongqiao.features.people.follows import (
    follow,
    followed_among,
    followed_by,
    followers,
    following,
    unfollow,
)
from hongqiao.features.people.model import Person, Profile, bio_text
from hongqiao.features.people.profiles import (
    change_profile,
    count_likes,
    count_note,
    introduce,
    people,
    person,
    uncount_note,
)

__all__ = [
    "Followed",
    "Person",
    "PersonJoined",
    "Profile",
    "ProfileChanged",
    "Unfollowed",
    "bio_text",
    "change_profile",
    "count_likes",
    "count_note",
    "follow",
    "followed_among",
    "followed_by",
    "followers",
    "following",
    "introduce",
    "people",
    "person",
    "uncount_note",
    "unfollow",
]
