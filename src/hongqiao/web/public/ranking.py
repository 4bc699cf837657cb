"""How Explore ranks, printed from the numbers that rank it."""

from litestar import Request, Response, get

from hongqiao.features import feeds, recommendation
from hongqiao.kernel.errors import mark
from hongqiao.web.request import here

MEANINGS = {
    "click": mark("how likely you are to open it"),
    "like": mark("how likely you are to like it"),
    "save": mark("how likely you are to save it"),
    "comment": mark("how likely you are to comment on it"),
    "share": mark("how likely you are to share it"),
    "follow": mark("how likely you are to follow its author"),
    "hide": mark("how likely you are to hide it"),
    "report": mark("how likely you are to report it, and rightly"),
    "hot": mark("what people did with it, and how new it is"),
    "affinity": mark("how near it is to what you kept"),
    "near": mark("whether people who liked what you liked like it"),
    "followed": mark("whether you follow its author"),
    "topic": mark("whether it is about a topic that you listed or follow"),
    "searched": mark("how near it is to what you searched for lately"),
    "interest": mark("whether it is about an interest that you chose"),
    "bridge": mark("whether readers of several languages like it alike"),
    "common": mark("whether readers who otherwise differ approve of it alike"),
    "fresh": mark("how new it is, in its first two days"),
    "own_language": mark("whether it is in a language that you read"),
    "dislike": mark("how many readers of some language hid it"),
    "less": mark("whether you asked to see less of it"),
    "seen": mark("whether you saw it before"),
}
STEPS = (
    mark(
        "Candidates: at most %(candidates)s notes, from people you follow, topics and interests you chose,"
        " what people with your taste like, what several languages like, what is new, and what is popular"
        " in each language."
    ),
    mark(
        "Value: each of them gets one number, the sum of the weights below. It never depends on which others"
        " are there."
    ),
    mark(
        "Order: neighbours differ in what they are about, over %(window)s notes in a row; five notes lie"
        " between two of one author; and your language mix is held within five points."
    ),
    mark(
        "New notes: one place in ten, never the first two, goes to notes that fewer than %(new_impressions)s"
        " people have seen in their first %(new_hours)s hours."
    ),
    mark("Rules: who may see a note is decided last, after everything else."),
)


@get("/transparency/feed")
async def ranking(request: Request) -> Response:
    """How Explore ranks, as the code computes it."""
    at = here(request)
    await at.site.stockroom.look(at.scope)
    config = at.site.stockroom.config
    names = {
        name: str(getattr(config, name)) for name in ("candidates", "window", "new_impressions", "new_hours")
    }
    weights = [
        {
            "name": name,
            "words": at.say(MEANINGS[name]),
            "weight": f"{weight:g}",
            "is_open": name in config.open_weights,
        }
        for name, weight in sorted(config.weights.items(), key=lambda one: -abs(one[1]))
    ]
    return at.page(
        "public/ranking.html",
        formula=feeds.FORMULA,
        rules=[at.say(rule) for rule in feeds.RULES],
        steps=[at.say(step, **names) for step in STEPS],
        weights=weights,
        numbers=recommendation.published.numbers_of(config),
        hash=config.hash,
        model=config.model,
        versions=await recommendation.published.settings_so_far(at.scope),
    )
