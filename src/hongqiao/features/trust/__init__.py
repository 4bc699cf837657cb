"""Trust: what the site decides about people’s things, in the open, and the rules that it lives under.

Owns tables log_state, log_entry, log_node, log_head, log_key (the transparency log), statement_of_reasons,
case_clock, consent and consent_text. Emits ClockWarned. Promises that no decision is without its statement, no
statement without its entry, no entry without a signed head; and that nothing runs unless a pack asks for it.
"""

from hongqiao.features.trust import clocks, consent, figures, log, pack, records, statement, verify
from hongqiao.features.trust.rules import PackTrouble, Rules, differences, gaps, rules, union
from hongqiao.features.trust.statement import Ground, Machine, Redress, Statement

__all__ = [
    "Ground",
    "Machine",
    "PackTrouble",
    "Redress",
    "Rules",
    "Statement",
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
    "union",
    "verify",
]
