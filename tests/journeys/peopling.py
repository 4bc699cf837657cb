"""A small community for journeys: notes of several people in several languages, through real forms."""

import time

from tests.web.visitor import Visitor

WRITERS = (("mei", "小美", "zh-Hans"), ("diego", "Diego", "es"), ("luma", "Luma", "en"))
TITLES = {
    "zh-Hans": ("清晨的湖边散步", "第一次自己做豆腐", "阳台上的番茄红了", "周末整理书架", "雨后的老街"),
    "es": (
        "Sopa de lentejas para el frío",
        "Mi gato en la ventana",
        "Camino de la costa",
        "Pan de masa madre",
        "Una tarde en el taller",
    ),
    "en": (
        "A shelf from three planks",
        "Noodles at midnight",
        "Fog over the harbour",
        "Six books for the train",
        "The loudest cat on our street",
    ),
}
ROUNDS, PICTURES_EVERY = 2, 2


def people_it(origin: str) -> list[str]:
    """Thirty notes, every second one with pictures, and a few comments; waits until Explore has them."""
    writers = []
    for handle, name, reads in WRITERS:
        writer = Visitor(origin, language=reads)
        writers.append((writer.sign_up(handle, reads=[reads], name=name), TITLES[reads]))
    paths = []
    for number in range(ROUNDS * 5):
        for writer, titles in writers:
            pictures = (1 + number // 9) if len(paths) % PICTURES_EVERY == 0 else 0
            paths.append(
                writer.publish(
                    titles[number % 5],
                    f"{titles[(number + 1) % 5]}. #tea",
                    pictures=pictures,
                    subject="food",
                    place="Hangzhou",
                )
            )
    for writer, titles in writers:
        writer.say(paths[0], f"{titles[0]}!")
    _wait_for(origin, paths[-1])
    return paths


def _wait_for(origin: str, path: str) -> None:
    """Explore is arranged every few seconds; the last note stands on its first page, for it is the newest."""
    reader, deadline = Visitor(origin), time.monotonic() + 60
    while path not in reader.get("/").text:
        assert time.monotonic() < deadline, "Explore does not show what was published"
        time.sleep(0.3)
