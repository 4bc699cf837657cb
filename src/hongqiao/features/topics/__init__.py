"""Topics: concepts with names in many languages, what people change about them, and who follows them.

Owns the shipped concepts and the tables topic_change, topic_vote, topic_log, topic_follow.
Emits TopicFollowed, TopicUnfollowed, TopicChanged. A topic's key is its concept's id, or "#slug" where no
concept is known. Promises: words that mean different things in two languages are never one topic.
"""

from hongqiao.features.topics import changes
from hongqiao.features.topics.atlas import Atlas, Listing
from hongqiao.features.topics.events import TopicChanged, TopicFollowed, TopicUnfollowed
from hongqiao.features.topics.follows import follow, followed, forget_follows, unfollow
from hongqiao.features.topics.held import atlas, refresh, reread
from hongqiao.features.topics.look_up import concepts_of, listings_of, names_of, same
from hongqiao.features.topics.model import NAME_LANGS
from hongqiao.features.topics.naming import lang_of_name
from hongqiao.features.topics.store import FollowedTopic

__all__ = [
    "NAME_LANGS",
    "Atlas",
    "FollowedTopic",
    "Listing",
    "TopicChanged",
    "TopicFollowed",
    "TopicUnfollowed",
    "atlas",
    "changes",
    "concepts_of",
    "follow",
    "followed",
    "forget_follows",
    "lang_of_name",
    "listings_of",
    "names_of",
    "refresh",
    "reread",
    "same",
    "unfollow",
]
