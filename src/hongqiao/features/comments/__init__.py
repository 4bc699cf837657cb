"""Comments: what people say under notes, in threads one level deep; `welcome`: what an author lets stand.

Owns tables comment, comment_pin, comment_stat, my_comment, held_word. Emits CommentMade, CommentDeleted.
Promises that a comment is seen by those who see its note and by nobody else, and that deleted words leave.
"""

from hongqiao.features.comments import welcome
from hongqiao.features.comments.change import count, delete, pin, unpin
from hongqiao.features.comments.events import CommentDeleted, CommentMade
from hongqiao.features.comments.model import Comment, CommentThread, may_delete, may_pin, text_of
from hongqiao.features.comments.read import languages, replies, thread, visible, visible_among
from hongqiao.features.comments.say import say
from hongqiao.features.comments.screening import evidence_of

__all__ = [
    "Comment",
    "CommentDeleted",
    "CommentMade",
    "CommentThread",
    "count",
    "delete",
    "evidence_of",
    "languages",
    "may_delete",
    "may_pin",
    "pin",
    "replies",
    "say",
    "text_of",
    "thread",
    "unpin",
    "visible",
    "visible_among",
    "welcome",
]
