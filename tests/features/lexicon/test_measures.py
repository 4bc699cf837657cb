import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.features.lexicon import measures


@pytest.mark.parametrize(
    ("text", "source", "said"),
    [
        ("买了2.5斤小龙虾", "zh", [("2.5斤", 1.25, "kg")]),
        ("加3两面", "zh", [("3两", 150, "g")]),
        ("瘦了10公斤", "zh", []),
        ("院子有2亩", "zh", [("2亩", 1330, "m²")]),
        ("这双鞋我穿38码", "zh", [("38码", 24, "cm")]),
        ("跑了38码", "zh", []),
        ("bake at 350°F for an hour", "en", [("350°F", 180, "°C")]),
        ("it was 5 miles", "en", [("5 miles", 8.04, "km")]),
        ("nothing to measure", "en", []),
    ],
)
def test_units_are_told_in_metric(text, source, said):
    assert [(one.written, one.number, one.unit) for one in measures(text, source)] == said


@pytest.mark.parametrize(
    ("text", "source", "said"),
    [
        ("上衣160/84A很合身", "zh", [("160/84A", "height", 160), ("160/84A", "chest", 84)]),
        ("裤子160/68A", "zh", [("160/68A", "height", 160), ("160/68A", "waist", 68)]),
        ("外套和裤子都是160/84A", "zh", [("160/84A", "height", 160)]),
        ("这条裙子160/84A", "zh", [("160/84A", "height", 160)]),
        ("文件编号160/84A", "zh", []),
        ("血压160/84，外套忘了穿", "zh", []),
        ("牛仔裤穿27码", "zh", [("27码", "waist", 69)]),
        ("裤子30码，鞋子38码", "zh", [("30码", "waist", 76), ("38码", "foot", 24)]),
        ("衣服30码外", "zh", []),
        ("腰围2尺1寸", "zh", [("2尺1寸", "", 70)]),
        ("Zapatos talla 38, preciosos", "es", [("talla 38", "foot", 24)]),
        ("unas botas del número 42", "es", [("número 42", "foot", 26.5)]),
        ("pantalón talla 38", "es", []),
        ("calle número 42, tienda de zapatos", "es", []),
        ("Mes baskets en pointure 39", "fr", [("pointure 39", "foot", 24.5)]),
        ("je fais du 39 en chaussures", "fr", [("fais du 39", "foot", 24.5)]),
        ("robe taille 38", "fr", []),
        ("des chaussures à 38 €", "fr", []),
        ("Schuhe Größe 42", "de", [("Größe 42", "foot", 26.5)]),
        ("Hose Größe 42, Schuhe bequem", "de", []),
        ("scarpe numero 37", "it", [("numero 37", "foot", 23)]),
        ("платье 44 размер", "ru", []),
        ("women's US 8 boots", "en", [("women's US 8", "foot", 24.5)]),
        ("UK 6 shoes", "en", [("UK 6", "foot", 24.5)]),
        ("EU 38 sandals", "en", [("EU 38", "foot", 24)]),
        ("UK 6 dress", "en", []),
        ("US 8 soldiers in boots", "en", []),
        ("shoes cost US 8 dollars", "en", []),
        ("boots sold in the UK 5 million times", "en", []),
    ],
)
def test_sizes_are_told_as_bodies_only_where_clothes_or_shoes_are_spoken_of(text, source, said):
    assert [(one.written, one.part, one.number) for one in measures(text, source)] == said


def test_a_size_of_nobody_in_particular_is_a_range():
    (shoe,) = measures("These sneakers run small, I’m a US 8", "en")
    (russian,) = measures("туфли 38 размер", "ru")

    assert (shoe.number, shoe.upto) == (24.5, 25.5)
    assert (russian.number, russian.upto) == (24, 24.5)


@given(st.text(max_size=120), st.sampled_from(["zh", "en", "ja", "es", "ru"]))
def test_every_measure_stands_in_the_text(text, source):
    assert all(one.written in text for one in measures(text, source))
