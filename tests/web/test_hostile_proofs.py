"""Passkeys, codes, cards and the log, asked with what no browser sends: a refusal in words, never a fault."""

import re

import pytest

from tests.attacks.test_secrets_in_logs import logs
from tests.web.test_hostile_forms import refused

_KEY = '{"id":%s,"rawId":%s,"type":"public-key","response":{"clientDataJSON":%s,"authenticatorData":"AA",'
_KEY += '"signature":"AA","attestationObject":%s}}'
ANSWERS = (
    "", "{", "null", "[]", "1", "NaN", "\0", "[" * 20_000, '"\\ud800"', '{"id":"x"}', '{"id":Infinity}',
    '{"id":"' + "A" * 100_000 + '"}', '{"id":1,"rawId":[],"type":null,"response":"x"}',
    _KEY % ('"AAAA"', '"AAAA"', '"e30"', '"oA"'), _KEY % ('"AAAA"', '"AAAA"', '"%%"', '"n5-fn58"'),
    _KEY % ('"é"', '"é"', '"é"', '"é"'), _KEY % (("null",) * 4), _KEY % (('"\\ud800"',) * 4),
)  # fmt: skip
"""What could stand where a browser puts a passkey's answer."""


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: ascii(answer[:24]))
def test_an_answer_that_no_passkey_gave_opens_nothing(visit, mei, answer):
    who = visit()

    refused(who.post("/sign-in/passkey", {"answer": answer}))
    refused(mei.post("/settings/passkeys", {"answer": answer, "name": "x"}))
    refused(mei.post("/confirm", {"answer": answer, "next": "/"}))

    assert "login" not in who.cookies
    shown = mei.get("/settings/security").text
    assert not re.search(r"/settings/passkeys/\w+/remove", shown)


def test_codes_that_are_none_are_refused(visit, mei):
    for code in ("", "²²²²²²", "-00001", "\0", "1" * 150_000, "½"):
        refused(mei.post("/settings/second-step", {"code": code}))
        refused(visit().post("/sign-in/code", {"code": code}))


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("entries?from=-1", 422), ("entries?from=%C2%B2", 422), ("entries?from=%00", 422),
        ("entries?from=1.5", 422), ("entries?limit=" + "9" * 5_000, 422), ("heads?from=1e5", 422),
        ("entries?from=999999999999999&limit=999999999999999", 200), ("entries?limit=0", 200),
        ("entries/-1/proof", 404), ("entries/%C2%B2/proof", 404), ("entries/%00/proof", 404),
        ("entries/999999999999999/proof", 404), ("growth?from=5&to=1", 404), ("growth?from=x", 422),
        ("growth?from=0&to=999999999999999", 404),
    ],
)  # fmt: skip
def test_a_range_of_the_log_that_cannot_be_is_refused(stranger, path, status):
    answer = stranger.get(f"/transparency/log/{path}")

    assert answer.status == status, answer
    if status != 200:
        refused(answer)


@pytest.mark.parametrize("year", ["0000", "0001", "2023", "9999", "20244", "%C2%B2", "%00", "-1", "x"])
def test_a_report_of_a_year_that_cannot_be_is_not_found(stranger, year):
    for ending in ("", ".csv"):
        assert stranger.get(f"/transparency/report{ending}?year={year}").status == 404


@pytest.mark.parametrize("name", ["%00", ".json", "zzz.json", "JPwcyDCgEup", "JPwcyDCgEup.json", "-1", "0"])
def test_a_statement_that_is_none_is_not_found(mei, stranger, name):
    refused(mei.get(f"/statements/{name}"))
    refused(stranger.get(f"/statements/{name}"))


@pytest.mark.parametrize("act", ["new", "edit", "off", "restore"])
def test_a_member_changes_no_card_whatever_is_sent(mei, stranger, act):
    for fields in ({}, {"lang": "zh", "term": "\0", "based_on": "²"}, {"lang": "\0", "term": "x" * 100_000}):
        assert mei.post(f"/lexicon/card/{act}", fields).status == 403
        assert stranger.post(f"/lexicon/card/{act}", fields).status == 401
    if act in ("new", "edit"):
        assert stranger.get(f"/lexicon/card/{act}").location.startswith("/sign-in")


def test_what_a_trusted_person_sends_by_mistake_is_said(community, visit):
    aisha = visit().sign_up("aisha")
    assert community.run("admin", "role", aisha.handle, "admin").returncode == 0
    aisha.sign_in(aisha.handle)

    for act in ("new", "edit", "off", "restore"):
        for number in ("²", "-1", "9" * 5_000, ""):
            for term in ("\0", "x" * 100_000, "\u202e", "yyds"):
                fields = {
                    "lang": "zh",
                    "term": term,
                    "based_on": number,
                    "edition": number,
                    "also": "," * 50_000,
                }
                refused(aisha.post(f"/lexicon/card/{act}", fields))


def test_nothing_of_this_left_a_trace_of_a_fault(community):
    assert "Traceback" not in logs(community)
