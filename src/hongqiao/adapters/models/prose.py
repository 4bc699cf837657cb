"""The frame of the second wording: three sentences as guides and newspapers write them, in every language."""

EXAMPLES: tuple[dict[str, str], ...] = (
    {
        "en": "The museum, which was built in 1912, is open to visitors every day except Monday.",
        "zh": "该博物馆建于1912年，除周一外每天对游客开放。",
        "ja": "1912年に建てられたこの博物館は、月曜日を除いて毎日開館している。",
        "ko": "1912년에 지어진 이 박물관은 월요일을 제외하고 매일 문을 연다.",
        "es": "El museo, construido en 1912, está abierto al público todos los días excepto los lunes.",
        "fr": "Le musée, construit en 1912, est ouvert au public tous les jours sauf le lundi.",
        "pt": "O museu, construído em 1912, fica aberto ao público todos os dias, exceto às segundas.",
        "ru": "Музей, построенный в 1912 году, открыт для посетителей каждый день, кроме понедельника.",
    },
    {
        "en": "According to the report, more than 300 people were injured when the storm hit the coast.",
        "zh": "据报道，风暴袭击沿海地区，造成300多人受伤。",
        "ja": "報道によると、嵐が沿岸部を襲い、300人以上がけがをした。",
        "ko": "보도에 따르면 폭풍이 해안을 덮쳐 300명이 넘는 사람이 다쳤다.",
        "es": "Según el informe, más de 300 personas resultaron heridas cuando la tormenta golpeó la costa.",
        "fr": "Selon le rapport, plus de 300 personnes ont été blessées lorsque la tempête a touché la côte.",
        "pt": "Segundo o relatório, mais de 300 pessoas ficaram feridas quando a tempestade atingiu a costa.",
        "ru": "Согласно отчёту, более 300 человек пострадали, когда шторм обрушился на побережье.",
    },
    {
        "en": "What do scientists know about how birds find their way?",
        "zh": "关于鸟类如何辨认方向，科学家了解多少？",
        "ja": "鳥がどのように方角を知るのか、科学者は何を知っているのだろうか。",
        "ko": "새가 어떻게 길을 찾는지에 대해 과학자들은 무엇을 알고 있을까?",
        "es": "¿Qué saben los científicos sobre cómo se orientan las aves?",
        "fr": "Que savent les scientifiques de la façon dont les oiseaux s'orientent ?",
        "pt": "O que os cientistas sabem sobre como as aves se orientam?",
        "ru": "Что учёные знают о том, как птицы находят дорогу?",
    },
)
"""Written for this frame."""
