"""Search: notes, people, topics and places found by words of any script, by how they are said, by meaning.

Owns tables search_note, search_word, search_vector.
Promises: ids only; who may see a note is asked of the notes feature for every search, after ranking.
"""

from hongqiao.features.search.index import gather_statistics, index_notes
from hongqiao.features.search.meaning import JOB, put_meaning, run_job
from hongqiao.features.search.model import Hit
from hongqiao.features.search.query import Question, Synonyms, ask
from hongqiao.features.search.seek import Finder

__all__ = [
    "JOB",
    "Finder",
    "Hit",
    "Question",
    "Synonyms",
    "ask",
    "gather_statistics",
    "index_notes",
    "put_meaning",
    "run_job",
]
