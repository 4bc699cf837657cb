"""Trust: what the site decides about people’s things, in the open, and the rules that it lives under.

Owns tables log_state, log_entry, log_node, log_head, log_key (the transparency log) and statement_of_reasons. Promises
that no decision is without its statement, no statement without its entry, and no entry without a signed head.
"""

from hongqiao.features.trust import log, records, statement, verify
from hongqiao.features.trust.statement import Ground, Machine, Redress, Statement

__all__ = [
    "Ground",
    "Machine",
    "Redress",
    "Statement",
    "log",
    "records",
    "statement",
    "verify",
]
