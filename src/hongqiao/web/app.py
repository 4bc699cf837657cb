"""The web application: handlers of all features behind one door."""

from pathlib import Path

from litestar import Litestar
from litestar.exceptions import HTTPException

from hongqiao.features.feeds import ExploreShelf
from hongqiao.features.lexicon import CardShelf
from hongqiao.features.recommendation import Stockroom
from hongqiao.features.search import Finder, Synonyms
from hongqiao.kernel.errors import Refusal
from hongqiao.kernel.ids import IdMaker
from hongqiao.kernel.lru import BytesLru
from hongqiao.kernel.ports import Ports
from hongqiao.kernel.sql import Connection
from hongqiao.web.accounts.consents import HANDLERS as CONSENTS
from hongqiao.web.accounts.entering import HANDLERS as ENTERING
from hongqiao.web.accounts.family import HANDLERS as FAMILY
from hongqiao.web.accounts.leaving import HANDLERS as LEAVING
from hongqiao.web.accounts.pages import HANDLERS as ACCOUNTS
from hongqiao.web.accounts.passkeys import HANDLERS as PASSKEYS
from hongqiao.web.accounts.proving import HANDLERS as PROVING
from hongqiao.web.accounts.second_step import HANDLERS as SECOND_STEP
from hongqiao.web.accounts.security import HANDLERS as SECURITY
from hongqiao.web.accounts.settings import HANDLERS as SETTINGS
from hongqiao.web.accounts.well_known import HANDLERS as WELL_KNOWN
from hongqiao.web.archives.pages import HANDLERS as ARCHIVES
from hongqiao.web.assets import Assets
from hongqiao.web.comments.pages import HANDLERS as COMMENTS
from hongqiao.web.comments.welcome import HANDLERS as WELCOME
from hongqiao.web.compressed import Compressed
from hongqiao.web.door import Door
from hongqiao.web.errors import failed, not_served, refused
from hongqiao.web.feeds.nearby import HANDLERS as NEARBY
from hongqiao.web.feeds.pages import HANDLERS as FEEDS
from hongqiao.web.feeds.steering import HANDLERS as STEERING
from hongqiao.web.lexicon.cards import HANDLERS as CARDS
from hongqiao.web.lexicon.editing import HANDLERS as CARD_EDITING
from hongqiao.web.lexicon.pages import HANDLERS as LEXICON
from hongqiao.web.media.pages import media_handlers
from hongqiao.web.notes.compose import HANDLERS as COMPOSE
from hongqiao.web.notes.pages import HANDLERS as NOTES
from hongqiao.web.notes.preview import HANDLERS as PREVIEW
from hongqiao.web.people.boundaries import HANDLERS as BOUNDARIES
from hongqiao.web.people.keeping_away import HANDLERS as KEEPING_AWAY
from hongqiao.web.people.pages import HANDLERS as PEOPLE
from hongqiao.web.people.requests import HANDLERS as REQUESTS
from hongqiao.web.public.pages import public_handlers
from hongqiao.web.reactions.pages import HANDLERS as REACTIONS
from hongqiao.web.rendering import Rendering
from hongqiao.web.request import Site
from hongqiao.web.resting import admit
from hongqiao.web.search.pages import HANDLERS as SEARCH
from hongqiao.web.topics.changes import HANDLERS as TOPIC_CHANGES
from hongqiao.web.topics.pages import HANDLERS as TOPICS
from hongqiao.web.translation.api import api_handlers
from hongqiao.web.translation.pages import HANDLERS as TRANSLATION
from hongqiao.web.translation.record import HANDLERS as RECORDS
from hongqiao.web.translation.suggesting import HANDLERS as SUGGESTING
from hongqiao.web.translation.versions import HANDLERS as VERSIONS
from hongqiao.web.trust.admin import HANDLERS as ADMIN
from hongqiao.web.trust.bulk import HANDLERS as BULK
from hongqiao.web.trust.cases import HANDLERS as CASES
from hongqiao.web.trust.clocks import HANDLERS as CLOCKS
from hongqiao.web.trust.held import HANDLERS as HELD
from hongqiao.web.trust.house import HANDLERS as HOUSE
from hongqiao.web.trust.packs import HANDLERS as PACKS
from hongqiao.web.trust.pages import HANDLERS as LOG
from hongqiao.web.trust.register import HANDLERS as REGISTER
from hongqiao.web.trust.report import HANDLERS as REPORT
from hongqiao.web.trust.reporting import HANDLERS as REPORTING
from hongqiao.web.trust.sensitive import HANDLERS as SENSITIVE
from hongqiao.web.trust.statements import HANDLERS as STATEMENTS
from hongqiao.web.trust.suspended import HANDLERS as SUSPENDED

MEBIBYTE = 1 << 20
FORM_BYTES = 2 * MEBIBYTE
DOORS = [*CONSENTS, *FAMILY, *ENTERING, *PROVING, *SECURITY, *SECOND_STEP, *PASSKEYS, *WELL_KNOWN]
TRUST = [*HELD, *SENSITIVE, *ADMIN, *BULK, *LOG, *REPORT, *STATEMENTS, *CLOCKS, *REPORTING, *CASES]
DUTIES = [*SUSPENDED, *HOUSE, *PACKS, *REGISTER]
FINDING = [*FEEDS, *STEERING, *NEARBY, *SEARCH, *TOPICS, *TOPIC_CHANGES]
WORDS = [*LEXICON, *CARDS, *CARD_EDITING]
TALK = [*COMMENTS, *WELCOME]
MEETING = [*PEOPLE, *BOUNDARIES, *KEEPING_AWAY, *REQUESTS]
YOURS = [*SETTINGS, *ARCHIVES]


def make_site(
    ports: Ports, database: Connection, ids: IdMaker, *, vendor: Path, synonyms: Synonyms | None = None
) -> Site:
    """What all requests of this process share. `vendor` is the folder of browser libraries, `synonyms` what
    search knows of topics in other languages.
    """
    assets = Assets(Path(__file__).parent / "ui", vendor)
    return Site(
        settings=ports.settings,
        ports=ports,
        database=database,
        ids=ids,
        assets=assets,
        rendering=Rendering(assets, locales=ports.settings.locales),
        shelf=ExploreShelf(),
        stockroom=Stockroom(),
        cards=CardShelf(),
        fragments=BytesLru(ports.settings.card_cache_bytes),
        faces=BytesLru(8 * MEBIBYTE),
        people=BytesLru(2 * MEBIBYTE),
        translations=BytesLru(16 * MEBIBYTE),
        finder=Finder(synonyms),
        agreed=BytesLru(MEBIBYTE),
        veils=BytesLru(MEBIBYTE),
    )


def make_app(site: Site) -> Door:
    """The ASGI application. The door stands before the router, so that unknown addresses meet it too."""
    handlers = [
        *FINDING,
        *NOTES,
        *COMPOSE,
        *PREVIEW,
        *TALK,
        *REACTIONS,
        *MEETING,
        *LEAVING,
        *ACCOUNTS,
        *DOORS,
        *YOURS,
        *TRANSLATION,
        *RECORDS,
        *SUGGESTING,
        *VERSIONS,
        *WORDS,
        *TRUST,
        *DUTIES,
        *media_handlers(site),
        *public_handlers(site),
        *api_handlers(site),
    ]
    app = Litestar(
        route_handlers=handlers,
        before_request=admit,
        openapi_config=None,
        exception_handlers={Refusal: refused, HTTPException: not_served, Exception: failed},
        request_max_body_size=FORM_BYTES,
        multipart_form_part_limit=200,
        logging_config=None,
    )
    return Door(Compressed(app), site)
