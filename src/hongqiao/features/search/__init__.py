"""Search: notes, people, topics and places found by words of any script, by how they are said, by meaning.

Owns tables search_note, search_word, search_vector, search_wanting, search_name, search_form, search_asked,
search_history, search_choice.
Emits SearchAsked, SearchesCleared.
Promises: ids and public names only; who may see a note is asked of the notes feature for every search, last.
"""

from hongqiao.features.search import history, names
from hongqiao.features.search.events import SearchAsked, SearchesCleared
from hongqiao.features.search.index import forget_all, gather_statistics, index_notes, index_uses
from hongqiao.features.search.meaning import JOB, put_meaning, run_job, wish_meaning
from hongqiao.features.search.model import Hit
from hongqiao.features.search.queries.names import Name
from hongqiao.features.search.query import Question, Synonyms, ask
from hongqiao.features.search.seek import Answer, Finder

__all__ = [
    "JOB",
    "Answer",
    "Finder",
    "Hit",
    "Name",
    "Question",
    "SearchAsked",
    "SearchesCleared",
    "Synonyms",
    "ask",
    "forget_all",
    "gather_statistics",
    "history",
    "index_notes",
    "index_uses",
    "names",
    "put_meaning",
    "run_job",
    "wish_meaning",
]
