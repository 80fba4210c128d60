"""What everything points at and rests on: a span of a report, and a reason with its weight."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Where some text lies: `report.text[start:end]`. The only pointer in the system."""

    report: str  # Report.id
    start: int
    end: int

    def __contains__(self, other: Span) -> bool:
        return self.report == other.report and self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point of one report."""
        return self.report == other.report and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence. A decision's bits are the sum of its reasons' bits."""

    rule: str
    bits: float  # log2 odds, additive; positive speaks for the decision
    at: tuple[Span, ...] = ()
    detail: str = ""


def id_of(letter: str, spans: Iterable[Span], *also: str) -> str:
    """The id of what lies in some spans: a letter and ten hex digits over the places, and over what else tells it from others there."""
    places = [(span.report, span.start, span.end) for span in spans]
    return letter + blake2b(repr((*also, places) if also else places).encode(), digest_size=5).hexdigest()


SAME_WORDS = "the same words throughout"  # the rule by which two reports are one text, word for word


def total_bits(because: tuple[Reason, ...]) -> float:
    """Sum of the reasons, rounded to the thousandth of a bit that outputs show."""
    return round(sum(reason.bits for reason in because), 3)
