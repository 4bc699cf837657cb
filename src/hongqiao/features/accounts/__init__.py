"""Accounts: sign-up, sign-in, second factor, passkeys, devices, passwords, reading preferences, invites.

Owns tables account, login, half_login, trusted_device, totp, recovery_code, passkey, spent_proof,
door_notice, member_month, invite, day_use, guardian, ward, departure, erasure_receipt and spent_handle.
Emits AccountMade, AccountLeft, AccountReturned, GuardianLinked and GuardianUnlinked. An account's bucket is
the hash of its handle.
"""

from hongqiao.features.accounts import (
    ages,
    devices,
    invites,
    leaving,
    levels,
    notices,
    passkeys,
    passwords,
    proofs,
    second_factor,
)
from hongqiao.features.accounts.logins import sign_in, viewer_of
from hongqiao.features.accounts.model import INTERESTS, SignUp
from hongqiao.features.accounts.preferences import (
    Preferences,
    change_preferences,
    preferences,
)
from hongqiao.features.accounts.sign_up import bring_in, give_role, sign_up

__all__ = [
    "INTERESTS",
    "Preferences",
    "SignUp",
    "ages",
    "bring_in",
    "change_preferences",
    "devices",
    "give_role",
    "invites",
    "leaving",
    "levels",
    "notices",
    "passkeys",
    "passwords",
    "preferences",
    "proofs",
    "second_factor",
    "sign_in",
    "sign_up",
    "viewer_of",
]
