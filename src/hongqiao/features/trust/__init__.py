"""Trust: what the site decides about people’s things, in the open, and the rules that it lives under.

Owns tables log_state, log_entry, log_node, log_head, log_key (the transparency log), statement_of_reasons and
case_clock. Emits ClockWarned. Promises that no decision is without its statement, no statement without its
entry, and no entry without a signed head; and that nothing runs that no policy pack asks for.
"""

from hongqiao.features.trust import clocks, figures, log, pack, records, statement, verify
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
