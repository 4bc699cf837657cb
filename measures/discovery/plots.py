"""Draws what thirty days looked like, as PNG files."""

from pathlib import Path

from measures.discovery.simulation import Day
from measures.discovery.world import LANGUAGES


def draw(runs: dict[str, list[Day]], folder: Path, *, influx_day: int) -> list[Path]:
    """One file a figure: languages of what was served, joy, gini, entropy of topics, small authors."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    folder.mkdir(parents=True, exist_ok=True)
    made = [_languages(pyplot, name, days, folder, influx_day) for name, days in runs.items()]
    titles = {
        "joy": "Mean chance that a reader likes what is shown",
        "gini": "Gini of impressions over notes",
        "entropy": "Topics in a reader's day (bits)",
        "small": "Share of impressions of authors under 1,000 followers",
    }
    for field, title in titles.items():
        figure, axes = pyplot.subplots(figsize=(7, 4))
        for name, days in runs.items():
            axes.plot([getattr(day, field) for day in days], label=name)
        axes.axvline(influx_day, color="grey", linestyle=":", label="influx")
        axes.set(title=title, xlabel="day")
        axes.legend()
        made.append(_saved(pyplot, figure, folder / f"{field}.png"))
    return made


def _languages(pyplot: object, name: str, days: list[Day], folder: Path, influx_day: int) -> Path:
    figure, axes = pyplot.subplots(figsize=(7, 4))  # type: ignore[attr-defined]
    labels = [f"language {at + 1}" for at in range(LANGUAGES)]
    series = zip(*(day.languages for day in days), strict=True)
    axes.stackplot(range(len(days)), *series, labels=labels)
    axes.axvline(influx_day, color="black", linestyle=":")
    axes.set(title=f"Languages of what was served: {name}", xlabel="day", ylim=(0, 1))
    axes.legend(loc="lower left")
    return _saved(pyplot, figure, folder / f"languages-{name}.png")


def _saved(pyplot: object, figure: object, path: Path) -> Path:
    figure.tight_layout()  # type: ignore[attr-defined]
    figure.savefig(path, dpi=110)  # type: ignore[attr-defined]
    pyplot.close(figure)  # type: ignore[attr-defined]
    return path
