"""Seals: opened by the secret that made them, for the one they are bound to."""

import pytest

from hongqiao.features.accounts.sealing import is_of_old, seal, unseal
from hongqiao.kernel.errors import Unavailable


def test_a_seal_holds_what_it_is_bound_to(settings):
    sealed = seal(settings, b"plain", bound_to=b"mei")

    assert unseal(settings, sealed, bound_to=b"mei") == b"plain"
    assert not is_of_old(settings, sealed)
    for spoilt in (sealed[:-1], b"", sealed[:4] + b"x" * 40, bytes([sealed[0] ^ 1]) + sealed[1:]):
        with pytest.raises(Unavailable):
            unseal(settings, spoilt, bound_to=b"mei")
    with pytest.raises(Unavailable):
        unseal(settings, sealed, bound_to=b"diego")
