"""What others ask of topics: pure look-ups in the atlas that this process holds."""

from collections.abc import Iterable, Mapping

from hongqiao.features.topics.atlas import Listing
from hongqiao.features.topics.held import atlas


def concepts_of(names: Iterable[str], lang: str) -> tuple[str, ...]:
    """Ids of the concepts that these names mean in a language ("und" if unknown), each once, in order.

    A name that stands for nothing known, or for different things, has none.
    """
    known = atlas()
    return tuple(dict.fromkeys(id_ for name in names if (id_ := known.concept_of(name, lang))))


def names_of(ids: Iterable[str], lang: str) -> Mapping[str, str]:
    """Concept -> its most usual name in a language; in English where that has none."""
    known = atlas()
    named = {id_: known.name_of(id_, lang)[0] for id_ in ids}
    return {id_: name for id_, name in named.items() if name}


def same(slug: str, lang: str) -> tuple[str, ...]:
    """All slugs of the topic that a slug means in a language, in every language; itself if unknown.

    Some may mean other things too: where that matters, listings_of() says in which language they don't.
    """
    known = atlas()
    slugs = (listing.slug for listing in known.listings(known.key_of(slug, lang)))
    return tuple(dict.fromkeys((slug, *slugs)))


def listings_of(key: str) -> list[Listing]:
    """Where notes about a topic are listed; `key` is a concept's id or "#slug"."""
    return atlas().listings(key)
