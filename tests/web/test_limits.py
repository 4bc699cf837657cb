"""Limits hold by address and by handle, say when to come back, and cannot be dodged by forged addresses.

Cases E1, E2.
"""

from tests.web.test_hostile_forms import refused
from tests.web.visitor import PASSWORD, new_address, new_handle


def test_guessing_one_persons_password_ends_even_from_changing_addresses(visit, mei):
    statuses = [visit().sign_in(mei.handle, f"guess number {number}").status for number in range(12)]

    assert statuses[:10] == [422] * 10
    assert statuses[10:] == [429] * 2
    answer = visit().post("/sign-in", {"handle": mei.handle, "password": PASSWORD})
    refused(answer)
    assert answer.status == 429
    assert mei.get("/settings").status == 200, "who is signed in already stays so"


def test_guessing_for_many_people_from_one_address_ends(visit):
    guesser = visit(address=new_address())
    guesser.token()

    statuses = [guesser.sign_in(new_handle("somebody")).status for _ in range(42)]

    assert statuses[:40] == [422] * 40
    assert statuses[40:] == [429] * 2


def test_joining_again_and_again_from_one_network_ends(visit):
    network = new_address().rsplit(".", 1)[0]
    statuses = []
    for number in range(22):
        visitor = visit(address=f"{network}.{number + 1}")
        statuses.append(
            visitor.post("/sign-up", visitor.sign_up_form(new_handle("m"), password="short")).status
        )

    assert statuses[:20] == [422] * 20
    assert statuses[20:] == [429] * 2


def test_only_the_trusted_hop_counts_as_the_address(visit):
    network = new_address()
    statuses = []
    for number in range(42):
        forger = visit(address=f"198.51.{number}.9, {network}")
        statuses.append(forger.sign_in(new_handle("somebody")).status)

    assert statuses[40:] == [429] * 2


def test_a_refusal_for_haste_says_when_to_come_back(visit, mei):
    for number in range(10):
        visit().sign_in(mei.handle, f"guess number {number}")

    answer = visit().post("/sign-in", {"handle": mei.handle, "password": PASSWORD})

    assert answer.status == 429
    assert 0 < int(answer.headers["retry-after"]) <= 900


def test_unknown_handle_and_wrong_password_get_the_same_answer(visit, mei):
    known = visit().post("/sign-in", {"handle": mei.handle, "password": "not this one"})
    unknown = visit().post("/sign-in", {"handle": new_handle("nobody"), "password": "not this one"})

    assert known.status == unknown.status == 422
    assert known.words() == unknown.words()
