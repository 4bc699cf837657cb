"""The signing key in the home: made once, private, and followed by the next in every process."""

import stat
from concurrent.futures import ThreadPoolExecutor

from hongqiao.adapters.signing.home_key import HomeKey, is_signed


def test_a_key_is_made_once_and_signs(tmp_path):
    key = HomeKey(tmp_path)

    signature = key.sign(b"words")

    assert is_signed(key.key(), signature, b"words") and key.is_signed(key.key(), signature, b"words")
    assert HomeKey(tmp_path).key() == key.key()


def test_nobody_else_may_read_it(tmp_path):
    HomeKey(tmp_path).key()

    assert stat.S_IMODE((tmp_path / "log.key").stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["log.key"]


def test_processes_that_come_first_together_agree(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: HomeKey(tmp_path).key(), range(8)))

    assert len(keys) == 1


def test_the_next_key_takes_over_for_everyone(tmp_path):
    one, other = HomeKey(tmp_path), HomeKey(tmp_path)
    former, coming = one.key(), one.next_key()

    one.take_over()

    assert former != coming == other.key()
    assert is_signed(coming, other.sign(b"words"), b"words")


def test_what_was_signed_by_another_or_about_something_else_is_refused(tmp_path):
    key = HomeKey(tmp_path)
    signature = key.sign(b"words")

    assert not is_signed(key.next_key(), signature, b"words")
    assert not is_signed(key.key(), signature, b"other words")
    assert not is_signed(b"short", signature, b"words")
    assert not is_signed(key.key(), b"", b"words")
