"""Decides by which names reports, missing texts and findings go in the formats of others: UUIDs made from what they are.

A report is named by its id and its text, whatever event it is in, so that exports of two events meet in one store; all else
is named within its event. An address is a name only where it is a web address and no other report of the event has it.
"""

from __future__ import annotations

import re
from collections import Counter
from hashlib import sha256
from urllib.parse import quote
from uuid import UUID, uuid5

from ..types import Analysis, Report

SPACE = UUID("5f0c1f7e-9d0b-4a3e-8f5d-2c1a7b64e0d9")  # of all names that this program makes; once published it never changes
_WEB = re.compile(r"https?://[^/?#\s]", re.IGNORECASE)
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def name(*parts: str) -> UUID:
    """The name of what these parts tell from all else."""
    return uuid5(SPACE, whole("\x1f".join(parts)))


def whole(text: str) -> str:
    """Text that every encoding can hold: half a surrogate pair is written out as its escape, as in the JSON."""
    return text.encode("utf-8", "backslashreplace").decode()


def text_hash(report: Report) -> str:
    """SHA-256 over the report's text in UTF-8, as `text` stands in the JSON."""
    return sha256(whole(report.text).encode()).hexdigest()


def web(address: str | None) -> str | None:
    """A web address in the letters that a URI may have; None for everything that is none, such as `javascript:`."""
    found = (address or "").strip()
    return quote(_BARE_PERCENT.sub("%25", whole(found)), safe=":/?#@!$&'()*+,;=%~") if _WEB.match(found) else None


class Names:
    """The names of one analysis."""

    def __init__(self, analysis: Analysis) -> None:
        sources = analysis.primary.sources if analysis.primary else ()
        self.reports = {report.id: report for report in (*analysis.reports, *(source.report for source in sources))}
        self.hashes = {id: text_hash(report) for id, report in self.reports.items()}
        self._event = analysis.event.id
        self._witnesses = analysis.stemma.witnesses
        addresses = Counter(web(report.url) for report in self.reports.values())
        self._lone = {address for address, n in addresses.items() if n == 1}

    @property
    def event(self) -> UUID:
        return self.within("event")

    def within(self, *parts: str) -> UUID:
        """The name of something of this event."""
        return name("event", self._event, *parts)

    def report(self, id: str) -> UUID:
        """A report or primary source."""
        return name("report", id, self.hashes[id])

    def text(self, siglum: str) -> UUID:
        """What stands in the stemma under a siglum: a report or a missing text."""
        return self.report(self._witnesses[siglum]) if siglum in self._witnesses else self.within("lost", siglum)

    def outlet(self, report: Report) -> UUID:
        """Who published a report; an outlet that is not known is nobody else's."""
        return name("outlet", report.outlet_key) if report.outlet_key else name("outlet of", str(self.report(report.id)))

    def source(self, id: str) -> str:
        """A report's own web address, else its name as a URN."""
        address = web(self.reports[id].url)
        return address if address in self._lone and address else self.report(id).urn
