"""Small invented events for the stages from `collate` to `tell`."""

from __future__ import annotations

from rashomon.pipeline import analyse
from rashomon.types import Analysis, Report, Span

FIRE = (
    "A fire destroyed the old cannery on Pell Street in Vandsby on Monday night.",
    "Nobody was hurt in the blaze, which began shortly after ten o'clock in a storeroom.",
    "Firefighters from three towns needed six hours to bring the flames under control.",
    "The cannery had stood empty since its owner went bankrupt four years ago.",
    "“We will rebuild this street brick by brick,” Mayor Ingrid Solheim told reporters.",
    "The police have asked anybody who saw a white van near the gate to come forward.",
    "Smoke drifted over the harbour until noon and the school stayed closed.",
)
REWRITE = (
    "The old cannery in Vandsby's Pell Street was destroyed by a fire on Monday night.",
    "No one was hurt in the blaze that began in a storeroom shortly after ten o'clock.",
    "It took firefighters from three towns six hours to bring the flames under control.",
    "Since its owner went bankrupt four years ago, the cannery had stood empty.",
    "“We will rebuild this street brick by brick,” Mayor Ingrid Solheim told reporters.",
    "Anybody who saw a white van near the gate has been asked by the police to come forward.",
    "The school stayed closed and smoke drifted over the harbour until noon.",
)
SEPARATE = (
    "Residents of Vandsby woke to the smell of burning tin.",
    "Where the cannery used to be, Olav Brekke swept glass from his doorstep.",
    "“We will rebuild this street brick by brick,” Mayor Ingrid Solheim told reporters.",
    "Brekke has sold bread there for thirty years and remembers the whistle at six.",
)


def report(id: str, sentences: tuple[str, ...], **fields: object) -> Report:
    """A report of some sentences, a paragraph each."""
    return Report(id, f"{id}.txt", "\n\n".join(sentences), **fields)  # type: ignore[arg-type]


def analysis(**texts: tuple[str, ...]) -> Analysis:
    """One event of reports named by letters."""
    return analyse([report(id, sentences) for id, sentences in texts.items()])


def words(found: Analysis, span: Span) -> str:
    """The words a span points at."""
    return next(r for r in found.reports if r.id == span.report).quote(span)
