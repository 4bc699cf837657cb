"""Codes of authenticator apps, by the vectors of the standard, and recovery codes."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.features.accounts import codes

SECRET = b"12345678901234567890"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
VECTORS = [
    (59, "94287082"),
    (1_111_111_109, "07081804"),
    (1_111_111_111, "14050471"),
    (1_234_567_890, "89005924"),
    (2_000_000_000, "69279037"),
    (20_000_000_000, "65353130"),
]
"""RFC 6238, appendix B, SHA-1; our codes are the last six of its eight digits."""


@pytest.mark.parametrize(("seconds", "code"), VECTORS)
def test_codes_are_those_of_the_standard(seconds, code):
    assert codes.code_of(SECRET, seconds // 30) == code[-6:]


@pytest.mark.parametrize(
    ("off_s", "is_taken"),
    [
        (0, True),
        (-30, True),
        (30, True),
        (-61, False),
        (61, False),
    ],
)
def test_a_clock_may_be_one_step_off(off_s, is_taken):
    code = codes.code_of(SECRET, codes.step_at(NOW + timedelta(seconds=off_s)))

    assert (codes.step_of(SECRET, code, NOW) is not None) == is_taken


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "é" * 6, "\ud800", "0" * 10_000])
def test_what_is_no_code_fits_no_step(code):
    assert codes.step_of(SECRET, code, NOW) is None


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("123 456", "123456"),
        ("123-456", "123456"),
        (" 123\u00a0456 ", "123456"),
        ("١٢٣٤٥٦", "123456"),
        ("ABCD-efgh", "abcdefgh"),
        ("", ""),
    ],
)
def test_codes_may_be_typed_in_several_ways(typed, plain):
    assert codes.typed(typed) == plain


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading_of_codes(text):
    assert len(codes.typed(text)) <= 64
    codes.step_of(SECRET, text, NOW)
    codes.recovery_hash(text, 1)


def test_recovery_codes_are_long_and_belong_to_one_account():
    code = codes.new_recovery_code()

    assert len(code.replace("-", "")) == 24
    assert codes.recovery_hash(code.upper().replace("-", " "), 1) == codes.recovery_hash(code, 1)
    assert codes.recovery_hash(code, 1) != codes.recovery_hash(code, 2)
    assert len({codes.new_recovery_code() for _ in range(100)}) == 100


def test_an_app_is_told_whose_code_it_makes():
    told = urlsplit(codes.as_uri(SECRET, site="Our Bridge", handle="mei"))

    assert (told.scheme, told.netloc, told.path) == ("otpauth", "totp", "/Our%20Bridge:mei")
    assert parse_qs(told.query) == {
        "secret": ["GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"],
        "issuer": ["Our Bridge"],
    }
