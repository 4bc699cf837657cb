"""A ruling as a form sends it, and its statement, translated before anybody opens it."""

import msgspec

from hongqiao.features import people, translation, trust
from hongqiao.kernel.ids import AccountId, to_public
from hongqiao.kernel.ports.jobs import OPEN_NOTE
from hongqiao.web.request import Fields, Here
from hongqiao.web.trust.case_view import Read


def read_ruling(at: Here, form: Fields, read: Read | None = None) -> trust.decisions.Ruling:
    """What the moderator decides, on the translation that they read."""
    days, countries = form.text("days"), form.text("countries").upper().replace(",", " ").split()
    return trust.decisions.Ruling(
        action=form.text("action"),
        category=form.text("category"),
        ground="law" if form.text("ground") == "law" else "terms",
        reference=form.text("reference")[:200],
        whose=form.text("whose")[:80],
        why=form.text("why"),
        facts=form.text("facts"),
        lang=at.reader.locale,
        days=int(days) if days.isascii() and days.isdigit() and len(days) < 5 else 0,
        countries=tuple(dict.fromkeys(countries))[:60],
        relied_on=read.relied_on if read else "",
        seen=msgspec.json.encode(read.seen).decode() if read else "",
        is_unfounded=form.is_on("is_unfounded"),
    )


async def prepare(at: Here, decision_id: int | None) -> None:
    """Has the statement translated before the person it is for opens it."""
    if decision_id is None:
        return
    told = (await trust.statement.statement(at.scope, decision_id)).statement
    texts = trust.statement.texts_of(told)
    await translation.remember(at.scope, texts, subject=f"statement:{to_public(decision_id)}")
    for person in (await people.people(at.scope, [AccountId(told.person_id)])).values():
        for text in texts:
            await translation.wish(at.scope, text, person.lang, OPEN_NOTE)
