"""What comes in: a document as it came, what was skipped or cut, and the report."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from .evidence import Span

Fate = Literal["stored", "duplicate", "rejected", "quarantined"]
Extraction = Literal["precise", "bulk"]  # of the article from a page
Precision = Literal["year", "month", "day", "minute", "second"]


@dataclass(frozen=True, slots=True)
class When:
    """A stretch of UTC time, half-open, and how finely it was stated."""

    low: datetime
    high: datetime
    precision: Precision

    def iso(self) -> str:
        """ISO 8601 at the stated precision: `2023-03`, `2023-03-02`, `2023-03-02T14:05Z`."""
        widths = {"year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d", "minute": "%Y-%m-%dT%H:%MZ", "second": "%Y-%m-%dT%H:%M:%SZ"}
        return self.low.strftime(widths[self.precision])


@dataclass(frozen=True, slots=True)
class Raw:
    """One document as it came in, decoded but not yet cleaned."""

    origin: str  # path relative to the input, or URL; `#n` names the n-th record of a container
    format: str  # the reader that produced it: text, html, jsonl
    text: str  # decoded text; for HTML the extractor's text
    encoding: str = "utf-8"
    fields: dict[str, str] = field(default_factory=dict)  # id title date outlet byline url lang, and credit
    extra: dict[str, object] = field(default_factory=dict)  # unknown fields, kept, never used as evidence
    offset: int = 0  # byte where the record starts in its file


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that did not become a report, and why. One ledger line."""

    origin: str
    fate: Fate
    code: str  # an error code of errors.py, such as E-GZIP-TRUNC
    why: str
    record: int | None = None
    offset: int | None = None  # byte in the file
    report: str | None = None  # id of the report that it doubles
    nth: int = 1  # of the lines about this place


@dataclass(frozen=True, slots=True, order=True)
class Cut:
    """`raw[start:end]` was replaced by `replacement` under `rule`. Ranges are disjoint and sorted.

    Replaying every cut on `Raw.text` gives `Report.text`: see `text.cuts.replay`.
    """

    start: int
    end: int
    rule: str
    replacement: str = ""
    removed: str = field(default="", compare=False)  # the words that stood there; filled in when all passes are composed


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave along with a content, by which it can say later that nothing has changed."""

    address: str = ""  # the one that gave them, after redirects: nobody else is told
    etag: str = ""
    modified: str = ""

    def headers(self, address: str) -> dict[str, str]:
        """The question whether it has changed, if this is who gave them."""
        if address != self.address:
            return {}
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True, slots=True)
class Report:
    """One published text by one outlet. `text` never changes: spans point into it."""

    id: str
    path: str  # Raw.origin
    text: str
    lang: str = "en"
    headline: Span | None = None  # part of `text`
    deck: Span | None = None  # the standfirst under the headline, part of `text`
    dateline: str | None = None  # place named at the head of the body; None when there is none
    byline: str | None = None
    credit: str | None = None  # the credit line verbatim: "(With information from ...)"
    outlet: str | None = None  # None: unknown, counts as an outlet of its own
    published: When | None = None
    url: str | None = None
    format: str = "text"
    encoding: str = "utf-8"
    cuts: tuple[Cut, ...] = ()
    extra: dict[str, object] = field(default_factory=dict)
    raw_sha256: str = ""  # of the bytes it was read from, in hex, unpacked; "" where they held more than this report

    @property
    def outlet_key(self) -> str | None:
        """The outlet in comparison form: case, spaces and marks aside. None: unknown, and nobody else's."""
        return outlet_key(self.outlet or "")

    def quote(self, span: Span) -> str:
        """The text a span of this report points at."""
        return self.text[span.start : span.end]


def outlet_key(name: str) -> str | None:
    """The name of an outlet in comparison form; None for no name."""
    named = name.casefold().strip()
    return "".join(filter(str.isalnum, named)) or named or None
