"""Decides what a text is called in a drawing: its letter and its name, who is missing, who came first, which account it belongs to."""

from __future__ import annotations

from unicodedata import east_asian_width

from ...tell import words
from ...text.visible import squeeze
from ...types import Analysis, Derivation, Lost, Report
from .places import Places

LETTER = 7.6  # pixels for a letter of a name, on the wide side; for figures and capitals more, for slim letters less
WIDER, SLIM = 8.6, 4.6
SLIM_LETTERS = frozenset("fijlrtI.,:;'’|!()[] -")


class Names:
    """What the texts of one event are called."""

    def __init__(self, analysis: Analysis) -> None:
        self.places = Places(analysis)
        self.reports: dict[str, Report] = dict(self.places.citations.legend())
        self.lost: dict[str, Lost] = {lost.siglum: lost for lost in analysis.stemma.lost}
        self.earliest = _earliest(self.reports)

    def full(self, siglum: str) -> str:
        """What a text is called."""
        if lost := self.lost.get(siglum):
            return squeeze(lost.name or "not named")
        report = self.reports.get(siglum)
        return squeeze(report.outlet or report.path.rpartition("/")[2]) if report else ""

    def source(self, siglum: str) -> str:
        """A source as it is named at a line: its letter, and its name where it is a missing one."""
        lost = self.lost.get(siglum)
        return squeeze(f"{siglum} ({lost.name or words.UNNAMED_LOST})" if lost else siglum)

    def taken(self, edge: Derivation) -> str:
        """`C: shortened copy of A, weak`."""
        return f"{squeeze(edge.child)}: {words.taken(edge, self.source(edge.parent))}"

    def account(self, siglum: str) -> int:
        """The number of the account a report belongs to, 0 of a missing source."""
        return self.places.account(self.reports[siglum].id) if siglum in self.reports else 0

    def mark(self, siglum: str) -> str:
        """What stands beside the letter."""
        return words.LOST if siglum in self.lost else self.earliest.get(siglum, "")

    def told(self, siglum: str) -> str:
        """Everything a box says, in words."""
        if siglum in self.lost:
            return f"{squeeze(siglum)}: {words.LOST}, {self.full(siglum)}"
        report, account = self.reports.get(siglum), self.account(siglum)
        when = report.published.iso() if report and report.published else ""
        facts = (self.full(siglum), when, self.mark(siglum), f"account {account}" if account else "")
        return f"{squeeze(siglum)}: {', '.join(filter(None, facts))}"


def _earliest(reports: dict[str, Report]) -> dict[str, str]:
    """The reports that no other dated one surely precedes; nothing where that is all of them."""
    dated = {siglum: report.published for siglum, report in reports.items() if report.published}
    first = min((when.high for when in dated.values()), default=None)
    found = [siglum for siglum, when in dated.items() if first is not None and when.low < first]
    if len(found) == len(dated):
        return {}
    return dict.fromkeys(found, "earliest dated" if len(found) == 1 else "among the earliest")


def shortened(name: str, pixels: float) -> str:
    """As much of a name as there is room for, with an ellipsis."""
    widths = [_width(letter) for letter in name]
    if sum(widths) <= pixels:
        return name
    room, kept = pixels - LETTER, 0
    while (room := room - widths[kept]) >= 0:
        kept += 1
    return f"{name[:kept].rstrip()}…"


def _width(letter: str) -> float:
    if east_asian_width(letter) in "WF":
        return 2 * LETTER
    return SLIM if letter in SLIM_LETTERS else WIDER if letter.isupper() or letter.isdigit() or letter in "_mw@%" else LETTER
