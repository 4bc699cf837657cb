"""Accounts: sign-up, sign-in, second factor, passkeys, devices, passwords, reading preferences, invites.

Owns tables account, login, half_login, trusted_device, totp, recovery_code, passkey, spent_proof, door_notice
and invite. Emits AccountMade. An account's bucket is the hash of its handle.
"""

from hongqiao.features.accounts import (
    devices,
    invites,
    notices,
    passkeys,
    passwords,
    proofs,
    second_factor,
)
from hongqiao.features.accounts.logins import sign_in, start_login, viewer_of
from hongqiao.features.accounts.model import INTERESTS, SignUp, birth_bands
from hongqiao.features.accounts.preferences import (
    Preferences,
    change_preferences,
    languages_of_late,
    preferences,
)
from hongqiao.features.accounts.proofs import require_fresh
from hongqiao.features.accounts.sign_up import give_role, sign_up

__all__ = [
    "INTERESTS",
    "Preferences",
    "SignUp",
    "birth_bands",
    "change_preferences",
    "devices",
    "give_role",
    "invites",
    "languages_of_late",
    "notices",
    "passkeys",
    "passwords",
    "preferences",
    "proofs",
    "require_fresh",
    "second_factor",
    "sign_in",
    "sign_up",
    "start_login",
    "viewer_of",
]
