"""Trust: what the site decides about people’s things, in the open, and the rules that it lives under.

Owns tables log_state, log_entry, log_node, log_head, log_key (the transparency log), statement_of_reasons,
moderation_case, case_evidence, case_line, case_proposal, case_copy, report, decision, appeal, standing,
saved_reason, matter, matter_line, trusted_flagger, staff_act, staff_limit, case_clock, consent, consent_text,
screening_hold, screening_print, known_picture, removed_picture, picture_sighting and picture_choice. Emits
what stands in `events`.
Promises that no decision is without its statement,
no statement without its entry, no entry without a signed head; and that nothing runs that no pack asks for.
"""

from hongqiao.features.trust import (
    appeals,
    cases,
    casework,
    clocks,
    consent,
    decisions,
    events,
    figures,
    house,
    log,
    pack,
    register,
    reports,
    screening,
    staff,
    standing,
    statement,
    switching,
    texts,
)
from hongqiao.features.trust.rules import rules

__all__ = [
    "appeals",
    "cases",
    "casework",
    "clocks",
    "consent",
    "decisions",
    "events",
    "figures",
    "house",
    "log",
    "pack",
    "register",
    "reports",
    "rules",
    "staff",
    "screening",
    "standing",
    "statement",
    "switching",
    "texts",
]
