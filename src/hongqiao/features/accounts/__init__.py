"""Accounts: sign-up, sign-in, logins, passwords, reading preferences, invites.

Owns tables account, login, invite. Emits AccountMade. An account's bucket is the hash of its handle.
"""

from hongqiao.features.accounts import invites
from hongqiao.features.accounts.logins import (
    forget_logins,
    logins,
    revoke_login,
    revoke_other_logins,
    sign_in,
    sign_out,
    start_login,
    viewer_of,
)
from hongqiao.features.accounts.model import INTERESTS, SignUp, birth_bands
from hongqiao.features.accounts.passwords import change_password, reset_password
from hongqiao.features.accounts.preferences import (
    Preferences,
    change_preferences,
    languages_of_late,
    preferences,
)
from hongqiao.features.accounts.sign_up import give_role, sign_up

__all__ = [
    "INTERESTS",
    "Preferences",
    "SignUp",
    "birth_bands",
    "change_password",
    "change_preferences",
    "forget_logins",
    "give_role",
    "invites",
    "languages_of_late",
    "logins",
    "preferences",
    "reset_password",
    "revoke_login",
    "revoke_other_logins",
    "sign_in",
    "sign_out",
    "sign_up",
    "start_login",
    "viewer_of",
]
