"""The secret of a home: made once, replaced by command, and read for a while after that."""

import stat
from datetime import UTC, datetime, timedelta

from hongqiao.entry.environment import read_settings, rotate_secret
from hongqiao.web.request import csrf_token

NOW = datetime.now(UTC)


def test_a_home_keeps_its_secret(tmp_path):
    first = read_settings(tmp_path, {})

    assert len(first.secret) == 32 and first.old_secrets == ()
    assert read_settings(tmp_path, {}).secret == first.secret


def test_a_rotated_secret_still_reads_until_its_day(tmp_path):
    first = read_settings(tmp_path, {}).secret

    until = rotate_secret(tmp_path, NOW, days=30)
    settings = read_settings(tmp_path, {})

    assert until == NOW + timedelta(days=30)
    assert settings.secret != first and settings.old_secrets == (first,)
    rotate_secret(tmp_path, NOW, days=30)
    assert read_settings(tmp_path, {}).old_secrets == (settings.secret, first)
    assert csrf_token(settings.secret, "login") != csrf_token(first, "login")


def test_a_secret_whose_day_is_over_reads_nothing(tmp_path):
    first = read_settings(tmp_path, {}).secret
    rotate_secret(tmp_path, NOW - timedelta(days=31), days=30)

    assert read_settings(tmp_path, {}).old_secrets == ()
    rotate_secret(tmp_path, NOW, days=30)
    assert first.hex() not in (tmp_path / "secrets.old").read_text()


def test_secrets_are_for_their_owner_s_eyes_only(tmp_path):
    read_settings(tmp_path, {})
    rotate_secret(tmp_path, NOW, days=30)

    for name in ("secret", "secrets.old"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
