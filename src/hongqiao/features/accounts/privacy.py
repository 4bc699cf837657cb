"""What accounts holds of people: the rules of the data map."""

from hongqiao.features.accounts.queries import privacy as sql
from hongqiao.kernel.errors import mark
from hongqiao.kernel.holdings import Erase, Holding, Keep, Rows, nobody

HOLDINGS = [
    Holding(
        "login",
        "Devices that are signed in.",
        ("account_id",),
        Rows(sql.LOGIN_OF),
        Erase(sql.ERASE_LOGIN),
        "60 days after it was last used, and 180 after it was made",
    ),
    Holding(
        "half_login",
        "Sign-ins that wait for their second step.",
        ("account_id",),
        Rows(sql.HALF_LOGIN_OF),
        Erase(sql.ERASE_HALF_LOGIN),
        "after ten minutes",
    ),
    Holding(
        "trusted_device",
        "Devices that are not asked for the second step.",
        ("account_id",),
        Rows(sql.TRUSTED_DEVICE_OF),
        Erase(sql.ERASE_TRUSTED_DEVICE),
        "at its own end",
    ),
    Holding(
        "totp",
        "The secret of an authenticator app, sealed.",
        ("account_id",),
        Rows(sql.TOTP_OF),
        Erase(sql.ERASE_TOTP),
    ),
    Holding(
        "recovery_code",
        "Hashes of recovery codes.",
        ("account_id",),
        Rows(sql.RECOVERY_CODE_OF),
        Erase(sql.ERASE_RECOVERY_CODE),
    ),
    Holding(
        "passkey", "Public keys of passkeys.", ("account_id",), Rows(sql.PASSKEY_OF), Erase(sql.ERASE_PASSKEY)
    ),
    nobody(
        "spent_proof",
        "Hashes of proofs that were used once.",
        "A hash of random bytes; it names nobody.",
        "with the proof, within minutes",
    ),
    Holding(
        "door_notice",
        "What happened at an account’s door.",
        ("account_id",),
        Rows(sql.DOOR_NOTICE_OF),
        Erase(sql.ERASE_DOOR_NOTICE),
        "after a year",
    ),
    Holding(
        "invite",
        "Codes with which people join.",
        ("made_by",),
        Rows(sql.INVITE_OF, ("handle",)),
        Erase(sql.ERASE_INVITE, ("handle",), leaves="An invite that somebody else holds stays good."),
        "at its own end",
    ),
    Holding(
        "guardian",
        "Who looks after a younger account.",
        ("account_id", "guardian_id"),
        Rows(sql.GUARDIAN_OF),
        Erase(sql.ERASE_GUARDIAN, ("account",)),
    ),
    Holding(
        "ward",
        "Which younger accounts somebody looks after.",
        ("account_id", "ward_id"),
        Rows(sql.WARD_OF),
        Erase(sql.ERASE_WARD, ("account",)),
    ),
    Holding(
        "day_use",
        "Minutes of a day, of accounts whose day has a limit.",
        ("account_id",),
        Rows(sql.DAY_USE_OF),
        Erase(sql.ERASE_DAY_USE),
        "after 7 days",
    ),
    nobody("member_month", "How many members were here in each month.", "Sums; they name nobody."),
    Holding(
        "departure",
        "Who asked to be erased, and when they will be.",
        ("account_id",),
        Rows(sql.DEPARTURE_OF),
        Erase(sql.ERASE_DEPARTURE),
    ),
    Holding(
        "erasure_receipt",
        "What an erasure removed, signed; a number and counts, no names.",
        ("account_id",),
        "There is a receipt only when there is no account any more; its address opens it.",
        Keep(
            mark("The receipt itself is kept for three years, so that the erasure can be proven."),
            1_095,
            Erase(sql.ERASE_ERASURE_RECEIPT),
        ),
        "three years after the erasure",
    ),
    nobody(
        "spent_handle",
        "Hashes of handles that nobody gets any more.",
        "It says no more than that a handle is taken, which joining says too.",
    ),
    Holding(
        "account",
        "Who somebody is at the door, and how they read.",
        ("id", "handle"),
        Rows(sql.ACCOUNT_OF),
        Erase(sql.ERASE_ACCOUNT),
    ),
]
