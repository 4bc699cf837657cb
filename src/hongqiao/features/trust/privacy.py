"""What trust holds of people: the rules of the data map."""

from hongqiao.features.trust.log import BUCKET
from hongqiao.features.trust.privacy_of_staff import HOLDINGS as OF_STAFF
from hongqiao.features.trust.queries import privacy as sql
from hongqiao.features.trust.queries import privacy_of_screening as screening
from hongqiao.kernel.errors import mark
from hongqiao.kernel.holdings import Erase, Holding, Keep, Rows, With, nobody

CASE = mark("Evidence of a case is kept for a year, so that everyone it concerns can contest it.")

HOLDINGS = [
    *OF_STAFF,
    Holding(
        "screening_hold",
        "What software holds back until a person decides, with its words.",
        ("subject", "person_id"),
        Rows(screening.SCREENING_HOLD_OF, ("account",)),
        Erase(screening.ERASE_SCREENING_HOLD, ("account",)),
        "when it is decided or withdrawn",
    ),
    Holding(
        "screening_print",
        "Hashes of words posted of late, to find floods of the same.",
        ("subject", "person_id"),
        "Made from the words, and gone within hours.",
        Erase(screening.ERASE_SCREENING_PRINT, ("account",)),
        "after 6 hours",
    ),
    Holding(
        "picture_choice",
        "What somebody wants with pictures that are veiled.",
        ("account_id",),
        Rows(screening.PICTURE_CHOICE_OF),
        Erase(screening.ERASE_PICTURE_CHOICE),
    ),
    Holding(
        "picture_sighting",
        "What software saw in a picture, by the picture’s key.",
        ("key",),
        "Made from the picture.",
        With("media_object"),
        "within a day after the picture",
    ),
    nobody(
        "known_picture", "Prints of pictures that must not be spread.", "Lists that the operator brought."
    ),
    nobody(
        "removed_picture",
        "Prints of intimate pictures that decisions removed here.",
        "They name nobody, and keep the picture from coming back; an appeal that succeeds takes them off.",
    ),
    Holding(
        "standing",
        "What holds of a note or an account after decisions.",
        ("subject",),
        Rows(sql.STANDING_OF, ("bucket", "subjects")),
        Erase(sql.ERASE_STANDING, ("bucket", "subjects")),
    ),
    Holding(
        "statement_of_reasons",
        "Why something was decided about somebody.",
        ("person_id", "body"),
        Rows(sql.STATEMENT_OF_REASONS_OF, (BUCKET, "account")),
        Keep(
            mark("A statement of reasons is kept for a year, so that it can be contested and checked."),
            365,
            Erase(sql.ERASE_STATEMENT_OF_REASONS, (BUCKET, "account")),
            Erase(
                sql.UNLINK_STATEMENT_OF_REASONS,
                (BUCKET, "account"),
                leaves=("The salt goes at once: nothing links the person to the public log any more."),
            ),
        ),
    ),
    Holding(
        "decision",
        "What staff decided, about whom.",
        ("person_id", "by_id"),
        Rows(sql.DECISION_OF, (BUCKET, "account")),
        Keep(CASE, 365, Erase(sql.ERASE_DECISION, (BUCKET, "account"))),
    ),
    Holding(
        "appeal",
        "How somebody contested a decision.",
        ("by_id", "answered_by"),
        Rows(sql.APPEAL_OF, (BUCKET, "account")),
        Keep(CASE, 365, Erase(sql.ERASE_APPEAL, (BUCKET, "account"))),
    ),
    Holding(
        "report",
        "That somebody said that something is wrong.",
        ("reporter_id", "name", "email"),
        Rows(sql.REPORT_OF, (BUCKET, "account")),
        Keep(CASE, 365, Erase(sql.ERASE_REPORT, (BUCKET, "account"))),
    ),
    Holding(
        "case_evidence",
        "Words, pictures and version of what was reported.",
        ("body",),
        Rows(sql.CASE_EVIDENCE_OF, (BUCKET, "account")),
        Keep(CASE, 365, Erase(sql.ERASE_CASE_EVIDENCE, (BUCKET, "account"))),
    ),
    Holding(
        "case_line",
        "What staff noted about a case.",
        ("by_id", "by_handle"),
        Rows(sql.CASE_LINE_OF, (BUCKET, "account")),
        Keep(CASE, 365, Erase(sql.ERASE_CASE_LINE, (BUCKET, "account"))),
    ),
    Holding(
        "case_clock", "Legal deadlines of cases.", (), "It names a case and nobody.", With("moderation_case")
    ),
    Holding(
        "moderation_case",
        "What was reported, and what became of it.",
        ("person_id", "parties", "claimed_by", "asked_by"),
        Rows(sql.MODERATION_CASE_OF, (BUCKET, "account")),
        Keep(CASE, 365, Erase(sql.ERASE_MODERATION_CASE, (BUCKET, "account"))),
    ),
    Holding(
        "consent",
        "What somebody agreed to, word for word.",
        ("account_id",),
        Rows(sql.CONSENT_OF),
        Keep(
            mark("What you agreed to is kept for a year, as proof that you were asked."),
            365,
            Erase(sql.ERASE_CONSENT),
        ),
    ),
    nobody("consent_text", "The words that were shown.", "The site’s own words."),
    nobody("log_state", "How long the transparency log is.", "Sums; they name nobody."),
    nobody(
        "log_entry",
        "Decisions as everyone may see them.",
        "A salted hash stands for the subject, and the salt goes.",
    ),
    nobody("log_node", "Hashes of the log.", "Hashes of entries that name nobody."),
    nobody("log_head", "Signed heads of the log.", "Hashes of entries that name nobody."),
    nobody("log_key", "Public keys that sign the log.", "The site’s own keys."),
]
