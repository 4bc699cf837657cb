"""The breaker under any order of tries, answers and waiting: it rests, tries alone, and comes back."""

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from hongqiao.features.translation.breaker import FAILURES, FIRST_REST_S, LONGEST_REST_S, Breaker


class AnyUse(RuleBasedStateMachine):
    """Many who ask, an engine that answers or not, and time."""

    def __init__(self):
        super().__init__()
        self.breaker, self.now, self.under_way, self.in_a_row = Breaker(), 0.0, 0, 0

    @rule(seconds=st.floats(0, 2_000))
    def wait(self, seconds):
        self.now += seconds

    @rule()
    def ask(self):
        was_open = self.breaker.is_open(self.now)
        passed = self.breaker.may_pass(self.now)
        assert passed != was_open
        self.under_way += passed

    @precondition(lambda self: self.under_way)
    @rule(end=st.sampled_from(["succeeded", "failed", "given up"]))
    def answer(self, end):
        self.under_way -= 1
        if end == "succeeded":
            self.breaker.succeeded(self.now)
        elif end == "failed":
            self.breaker.failed(self.now)
        else:
            self.breaker.given_up()

    @invariant()
    def it_never_rests_longer_than_the_longest(self):
        assert 0 <= self.breaker.rests_for_s(self.now) <= LONGEST_REST_S

    @invariant()
    def it_rests_only_after_failures_in_a_row(self):
        if self.breaker.rests_for_s(self.now):
            assert self.breaker.failures >= FAILURES

    @invariant()
    def nobody_passes_while_it_rests(self):
        if self.breaker.rests_for_s(self.now):
            assert self.breaker.is_open(self.now)


TestAnyUse = AnyUse.TestCase


def tired(now: float = 0.0) -> Breaker:
    breaker = Breaker()
    for _ in range(FAILURES):
        assert breaker.may_pass(now)
        breaker.failed(now)
    return breaker


def test_an_engine_that_answers_now_and_then_is_never_left_alone():
    breaker = Breaker()

    for number in range(50):
        assert breaker.may_pass(number)
        breaker.succeeded(number) if number % FAILURES == 0 else breaker.failed(number)

    assert not breaker.is_open(50)


def test_after_the_rest_one_try_passes_alone():
    breaker = tired()
    later = FIRST_REST_S + 0.1

    assert not breaker.may_pass(FIRST_REST_S - 0.1)
    assert breaker.may_pass(later)
    assert not breaker.may_pass(later)


def test_a_try_that_succeeds_opens_the_way_for_all():
    breaker = tired()
    breaker.may_pass(FIRST_REST_S + 1)
    breaker.succeeded(FIRST_REST_S + 1)

    assert all(breaker.may_pass(FIRST_REST_S + 1) for _ in range(10))


def test_a_try_that_somebody_gave_up_leaves_the_way_open_for_another():
    breaker = tired()
    breaker.may_pass(FIRST_REST_S + 1)
    breaker.given_up()

    assert breaker.may_pass(FIRST_REST_S + 1)


@given(st.integers(1, 40))
def test_rests_grow_and_end_growing(rests):
    breaker, now, lengths = tired(), 0.0, []
    for _ in range(rests):
        lengths.append(breaker.rests_for_s(now))
        now += lengths[-1] + 0.01
        assert breaker.may_pass(now)
        breaker.failed(now)

    assert lengths[0] == FIRST_REST_S
    assert lengths == sorted(lengths)
    assert max(lengths) <= LONGEST_REST_S


def test_what_was_asked_before_the_rest_neither_ends_nor_lengthens_it():
    breaker = tired()
    left = breaker.rests_for_s(1.0)

    breaker.failed(1.0)
    breaker.succeeded(1.0)

    assert breaker.rests_for_s(1.0) == left
