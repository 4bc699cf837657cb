"""What trust holds of its staff, and of what people formally ask: rules of the data map."""

from hongqiao.features.trust.log import BUCKET
from hongqiao.features.trust.queries import privacy_of_staff as sql
from hongqiao.kernel.errors import mark
from hongqiao.kernel.holdings import Erase, Holding, Keep, Rows

HOLDINGS = [
    Holding(
        "matter_line",
        "What staff noted about a formal request.",
        ("by_id", "by_handle"),
        Rows(sql.MATTER_LINE_OF, (BUCKET, "account")),
        Erase(
            sql.ERASE_MATTER_LINE,
            (BUCKET, "account"),
            leaves="The proof that a request was answered; it stays without a name.",
        ),
        "with the request",
    ),
    Holding(
        "matter",
        "What people formally ask of the operator, and incidents.",
        ("person_id", "fields"),
        Rows(sql.MATTER_OF, (BUCKET, "account")),
        Keep(
            mark("What you formally asked of us is kept for a year, as proof of the answer."),
            365,
            Erase(sql.ERASE_MATTER, (BUCKET, "account")),
        ),
        "three years after it was answered",
    ),
    Holding(
        "case_proposal",
        "What one of the staff wants to decide and another has to confirm.",
        ("by_id", "by_handle"),
        Rows(sql.CASE_PROPOSAL_OF, (BUCKET, "account")),
        Erase(
            sql.ERASE_CASE_PROPOSAL,
            (BUCKET, "account"),
            leaves="A proposal belongs to its case; it stays without a name.",
        ),
        "when it is decided",
    ),
    Holding(
        "case_copy",
        "Other subjects that show the very picture of a case.",
        ("subject", "person_id"),
        "A mark of a case that is still looked at; what is decided about somebody is in their copy.",
        Erase(sql.ERASE_CASE_COPY, (BUCKET, "account")),
    ),
    Holding(
        "saved_reason",
        "Words that staff keep for later cases.",
        ("by_id",),
        Rows(sql.SAVED_REASON_OF, (BUCKET, "account")),
        Erase(
            sql.ERASE_SAVED_REASON,
            (BUCKET, "account"),
            leaves="All staff use these words; they stay without a name.",
        ),
    ),
    Holding(
        "trusted_flagger",
        "Whose reports come first by law, and under which name.",
        ("account_id", "name"),
        Rows(sql.TRUSTED_FLAGGER_OF, (BUCKET, "account")),
        Erase(sql.ERASE_TRUSTED_FLAGGER, (BUCKET, "account")),
    ),
    Holding(
        "staff_act",
        "What staff looked at and did, chained by hashes.",
        ("by_id", "by_handle"),
        Rows(sql.STAFF_ACT_OF, (BUCKET, "account")),
        Keep(
            mark("What you did as one of the staff is kept for two years, so that it can be checked."),
            730,
            Erase(sql.ERASE_STAFF_ACT, (BUCKET, "account")),
        ),
        "after two years",
    ),
    Holding(
        "staff_limit",
        "After how many severe cases somebody of the staff wants a break.",
        ("account_id",),
        Rows(sql.STAFF_LIMIT_OF, (BUCKET, "account")),
        Erase(sql.ERASE_STAFF_LIMIT, (BUCKET, "account")),
    ),
]
