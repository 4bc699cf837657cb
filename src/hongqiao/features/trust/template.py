"""The report in the parts, columns and codes of Annex I to Implementing Regulation (EU) 2024/2835.

Parts 2, 3, 9, 10 and 11 are not here: docs/operating/trust.md says why, and what fills them.
"""

import csv
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from io import StringIO

import msgspec

from hongqiao.features.trust.queries.figures import Contested, Figure, Notices

TOTAL, NOT_SPECIFIED, OTHER_TERMS = (
    "TOTAL",
    "STATEMENT_CATEGORY_NOT_SPECIFIED_NOTICE",
    "STATEMENT_CATEGORY_OTHER_VIOLATION_TC",
)
ILLEGAL = tuple(
    f"STATEMENT_CATEGORY_{name}"
    for name in (
        "ANIMAL_WELFARE", "CONSUMER_INFORMATION", "CYBER_VIOLENCE", "CYBER_VIOLENCE_AGAINST_WOMEN",
        "DATA_PROTECTION_AND_PRIVACY_VIOLATIONS", "ILLEGAL_OR_HARMFUL_SPEECH",
        "INTELLECTUAL_PROPERTY_INFRINGEMENTS", "NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS",
        "PROTECTION_OF_MINORS", "RISK_FOR_PUBLIC_SECURITY", "SCAMS_AND_FRAUD", "SELF_HARM",
        "UNSAFE_AND_PROHIBITED_PRODUCTS", "VIOLENCE",
    )
)  # fmt: skip
"""Categories of illegal content, in the order of their codes."""

CATEGORIES = {
    "minor-safety": "STATEMENT_CATEGORY_PROTECTION_OF_MINORS",
    "intimate-image": "STATEMENT_CATEGORY_CYBER_VIOLENCE",
    "self-harm": "STATEMENT_CATEGORY_SELF_HARM",
    "violence": "STATEMENT_CATEGORY_VIOLENCE",
    "hate": "STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH",
    "harassment": "STATEMENT_CATEGORY_CYBER_VIOLENCE",
    "scam": "STATEMENT_CATEGORY_SCAMS_AND_FRAUD",
    "copied-work": "STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS",
    "misleading": "STATEMENT_CATEGORY_NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS",
    "undeclared-ad": "STATEMENT_CATEGORY_CONSUMER_INFORMATION",
}
"""Ours in theirs. What is missing breaks rules of the house only, or is left open by whoever reports it."""

MEASURES = {
    "remove": "Visibility restriction Removal",
    "hide": "Visibility restriction Disable",
    "demote": "Visibility restriction Demoted",
    "age-gate": "Visibility restriction Age restricted",
    "interaction": "Visibility restriction Interaction restricted",
    "label": "Visibility restriction Labelled ",
    "warn": "Visibility restriction Other",
    "monetary-suspension": "Monetary restriction Suspension",
    "monetary-termination": "Monetary restriction Termination",
    "demonetise": "Monetary restriction Other",
    "restrict": "Provision of the service Suspension",
    "service-termination": "Provision of the service Termination",
    "suspend": "Account restriction Suspension",
    "terminate": "Account restriction Termination",
}
"""Our actions, and the columns that they are counted in; what nothing here does has a column, too."""

_HOSTING = "Only for providers of hosting services, including online platforms"
_PLATFORMS = "Only for providers of online platforms"
_FIRST = ("Applicability", "Service", "Reporting period")
_OTHER = 'Description of the sub-category "Other"'
_NOTICES = (
    "Number of notices received ",
    "Number of notices received from Trusted flaggers",
    "Number of specific items of information included in the total number of notices",
    "Number of specific items of information included in the total number of notices by Trusted Flaggers "
    "(Trusted Flagger notices)",
    "Median time to take action",
    "Median time to take action (Trusted Flagger notices)",
    "Number of actions taken on the basis of the law",
    "Number of actions taken on the basis of the law (Trusted Flagger notices)",
    "Number of actions taken on the basis of the terms and conditions of the service",
    "Number of actions taken on the basis of the terms and conditions of the service "
    "(Trusted Flagger notices)",
)
_OWN = (
    "Number of measures taken at the provider's own initiative ",
    "Number of measures taken after detection with solely automated means ",
    *MEASURES.values(),
)
_INDICATED = (*_FIRST, "Section", "Indicator", "Scope", "Value", "Contextual Information")

Row = Sequence[object]


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What the parts are written from. `times` writes a number of notices or complaints."""

    service: str
    provider: str
    begins: date
    last_day: date
    published: date
    figures: Sequence[Figure]
    notices: Sequence[Notices]
    appeals: Contested
    times: Callable[[int], str] = str

    @property
    def period(self) -> str:
        return f"{self.begins}/{self.last_day}"

    @property
    def decided(self) -> list[Figure]:
        """Decisions that restrict somebody; taking one back is none."""
        return [one for one in self.figures if one.action != "reinstate"]


def part(told: Told, name: str) -> str:
    """One part as comma-separated values (RFC 4180, UTF-8). Raises KeyError for a part that isn’t written."""
    held = StringIO()
    csv.writer(held).writerows(PARTS[name](told))
    return held.getvalue()


def _identification(told: Told) -> list[Row]:
    said = (
        ("Name of the service provider", told.provider),
        ("Date of the publication of the report", told.published),
        ("Date of the publication of the latest previous report", ""),
        ("Starting date of reporting period", told.begins),
        ("Ending date of reporting period", told.last_day),
    )
    head = ("Applicability", "Service", "Indicator", "Value")
    return [head, *(("All", told.service, indicator, value) for indicator, value in said)]


def _notices(told: Told) -> list[Row]:
    head = (
        *_FIRST,
        "Category of illegal content",
        _OTHER,
        *_NOTICES,
        *(f"Contextual information on {name}" for name in _NOTICES),
    )
    rows = {one.category: one for one in told.notices}
    return [
        head,
        *(
            (_HOSTING, told.service, told.period, category, "", *_notice_values(told, rows.get(category)))
            for category in (TOTAL, *ILLEGAL, NOT_SPECIFIED)
        ),
    ]


def _notice_values(told: Told, one: Notices | None) -> Row:
    found = one or Notices(TOTAL, 0, 0, 0, 0, None, None, 0, 0, 0, 0)
    counts = (found.notices, found.flagged, found.items, found.flagged_items)
    actions = (found.by_law, found.flagged_by_law, found.by_terms, found.flagged_by_terms)
    medians = ["" if hours is None else f"{hours:.2f}" for hours in (found.median_h, found.flagged_median_h)]
    return (*map(told.times, counts), *medians, *map(told.times, actions), *[""] * len(_NOTICES))


def _own_illegal(told: Told) -> list[Row]:
    return _own(told, "law", "Category of illegal content", ILLEGAL)


def _own_terms(told: Told) -> list[Row]:
    column = "Category of incompatibility with the provider's terms and conditions"
    return _own(told, "terms", column, (*ILLEGAL, OTHER_TERMS))


def _own(told: Told, kind: str, column: str, categories: Sequence[str]) -> list[Row]:
    head = (*_FIRST, column, _OTHER, *_OWN, *(f"Contextual Information on {name}" for name in _OWN))
    found = [
        one
        for one in told.decided
        if one.origin == "own-initiative" and one.ground.startswith(kind) and one.action in MEASURES
    ]
    fallback = OTHER_TERMS if kind == "terms" else ""
    rows = []
    for category in (TOTAL, *categories):
        within = [one for one in found if category in (TOTAL, CATEGORIES.get(one.category, fallback))]
        counts = [_sum(within), _sum(one for one in within if one.automation in ("detected", "both"))]
        counts += [_sum(one for one in within if one.action == action) for action in MEASURES]
        nameless = _sum(one for one in within if not CATEGORIES.get(one.category, fallback))
        context = f"{nameless} of them fall under no category of the template." if nameless else ""
        blank = [""] * (len(_OWN) - 1)
        rows.append((_HOSTING, told.service, told.period, category, "", *counts, context, *blank))
    return [head, *rows]


def _appeals(told: Told) -> list[Row]:
    complaints, against = "Internal complaints mechanism", told.appeals
    submitted = "Number of complaints submitted to the internal-complaints mechanism"
    median = "" if against.median_min is None else f"{against.median_min / 60:.2f}"
    rows: list[Row] = [
        (complaints, submitted, "Total number", told.times(against.times), ""),
        (complaints, submitted, "Decisions upheld", told.times(against.upheld), ""),
        (complaints, submitted, "Decisions reversed", told.times(against.taken_back), ""),
        (complaints, submitted, "Median time", median, ""),
    ]
    suspended = {
        "illegal content": _sum(
            one
            for one in told.decided
            if one.action in ("suspend", "restrict") and one.ground.startswith("law")
        ),
        "unfounded notices": _sum(one for one in told.decided if one.action == "pause-reports"),
        "unfounded complaints": 0,
    }
    section = "Suspensions imposed on repeated offenders"
    for what, times in suspended.items():
        indicator = f"Number of suspensions enacted for the provision of manifestly {what}"
        rows.append((section, indicator, "Total number", times, ""))
    return [_INDICATED, *((_PLATFORMS, told.service, told.period, *row) for row in rows)]


def _automated(told: Told) -> list[Row]:
    section = "Use of automated means for content moderation"
    own = [one for one in told.decided if one.origin == "own-initiative"]
    rows: list[Row] = []
    for indicator, automations in (
        ("Number of measures solely taken by automated means", ("decided", "both")),
        ("Number of measures not taken by automated means", ("none", "detected")),
    ):
        for scope, found in (("Total number", told.decided), ("Own-initiative", own)):
            times = _sum(one for one in found if one.automation in automations)
            rows.append(("All", section, indicator, scope, times))
    total = next((one for one in told.notices if one.category == TOTAL), None)
    received, flagged = (total.notices, total.flagged) if total else (0, 0)
    for who, scope, times in (
        (_HOSTING, "NAM Total", received),
        (_PLATFORMS, "NAM Trusted Flagger", flagged),
    ):
        rows.append((who, section, "Number of notices solely processed by automated means", scope, 0))
        rows.append(
            (who, section, "Number of notices not processed by automated means", scope, told.times(times))
        )
    return [_INDICATED, *((who, told.service, told.period, *rest, "") for who, *rest in rows)]


def _sum(found: Iterable[Figure]) -> int:
    return sum(one.times for one in found)


PARTS: dict[str, Callable[[Told], list[Row]]] = {
    "1_report_identification": _identification,
    "4_notices": _notices,
    "5_own_initiative_illegal": _own_illegal,
    "6_own_initiative_TC": _own_terms,
    "7_appeals_and_recidivism": _appeals,
    "8_automated_means": _automated,
}
"""The parts that can be counted here, under the names of the templates."""
