"""What the house says of itself: terms, privacy, guidelines, and whom to write to."""

from litestar import Request, Response, get

from hongqiao.features import trust
from hongqiao.kernel.language import NAMES
from hongqiao.web.age_words import pack_names
from hongqiao.web.house_words import as_html
from hongqiao.web.request import here
from hongqiao.web.trust.register_words import FORMS


@get("/about/terms")
async def terms(request: Request) -> Response:
    """The terms."""
    return _text_page(request, "terms")


@get("/about/privacy")
async def privacy(request: Request) -> Response:
    """What is done with data about people."""
    return _text_page(request, "privacy")


@get("/about/rules")
async def guidelines(request: Request) -> Response:
    """What makes a good note, and what has no place."""
    return _text_page(request, "guidelines")


@get("/about/contact")
async def contact(request: Request) -> Response:
    """Whoever runs this, two addresses, the agent for copyright, and the forms that packs ask for."""
    at = here(request)
    told = trust.house.house(at.site.settings.home)
    return at.page(
        "trust/contact.html",
        told=told,
        languages=[NAMES[tag] for tag in told.languages if tag in NAMES],
        forms=[(kind, at.say(FORMS[kind].title)) for kind in trust.register.forms_here(at.scope)],
        packs=pack_names(at, "notice_without_account"),
        security=at.site.settings.security_contact,
    )


def _text_page(request: Request, name: trust.texts.Name) -> Response:
    at = here(request)
    text = trust.texts.text(at.site.settings, name, at.reader.locale)
    return at.page("trust/house_text.html", text=text, words=as_html(text.words))


HANDLERS = [terms, privacy, guidelines, contact]
