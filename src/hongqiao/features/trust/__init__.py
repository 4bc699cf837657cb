"""Trust: what the site decides about people’s things, in the open, and the rules that it lives under.

Owns tables log_state, log_entry, log_node, log_head, log_key (the transparency log), statement_of_reasons,
case_clock, consent and consent_text. Emits ClockWarned. Promises that no decision is without its statement,
no statement without its entry, no entry without a signed head; and that nothing runs that no pack asks for.
"""

from hongqiao.features.trust import clocks, consent, figures, log, pack, records, statement, verify
from hongqiao.features.trust.rules import Rules, differences, gaps, rules

__all__ = [
    "Rules",
    "clocks",
    "consent",
    "differences",
    "figures",
    "gaps",
    "log",
    "pack",
    "records",
    "rules",
    "statement",
    "verify",
]
