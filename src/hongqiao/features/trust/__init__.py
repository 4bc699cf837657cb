"""Trust: what the site decides about people’s things, in the open, and the rules that it lives under.

Owns tables log_state, log_entry, log_node, log_head, log_key (the transparency log), statement_of_reasons,
moderation_case, case_evidence, case_line, report, decision, appeal, standing, case_clock, consent and
consent_text. Emits ClockWarned, CaseOpened, DecisionMade, DecisionLifted.
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
    log,
    pack,
    records,
    reports,
    standing,
    statement,
    verify,
)
from hongqiao.features.trust.rules import Rules, differences, gaps, rules

__all__ = [
    "Rules",
    "appeals",
    "cases",
    "casework",
    "clocks",
    "consent",
    "decisions",
    "differences",
    "events",
    "figures",
    "gaps",
    "log",
    "pack",
    "records",
    "reports",
    "rules",
    "standing",
    "statement",
    "verify",
]
