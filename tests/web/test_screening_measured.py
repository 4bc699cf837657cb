"""What /about/screening says of precision and recall is what bin/measure screening finds."""

from hongqiao.web.public.measured import MEASURED
from measures.screening import measure


def test_the_declared_figures_are_those_of_the_golden_lines():
    for lang, lines, precision, recall in MEASURED:
        found = measure.figures(measure.read(lang.partition("-")[0]))

        assert (found["lines"], found["precision"], found["recall"]) == (lines, precision, recall), lang


def test_rules_are_right_more_often_than_promised():
    lines = [line for lang in measure.LANGS for line in measure.read(lang)]

    assert measure.figures(lines)["precision"] >= measure.PROMISED_PRECISION
    assert measure.figures([one for one in lines if one.number % 2 == 0])["recall"] >= 0.8
