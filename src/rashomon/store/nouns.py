"""What a library answers with: counts, ledger lines, hits, damage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass, field, replace
from datetime import datetime

from ..types import Fate, Report, Skipped, Span, Validators


@dataclass(frozen=True, slots=True)
class Ledger:
    """How many inputs came in and what became of them: seen = stored + duplicate + rejected + quarantined, always."""

    stored: int = 0
    duplicate: int = 0
    rejected: int = 0
    quarantined: int = 0

    @property
    def seen(self) -> int:
        """All inputs."""
        return self.stored + self.duplicate + self.rejected + self.quarantined

    def plus(self, fate: Fate) -> Ledger:
        """One more input of this fate."""
        return replace(self, **{fate: getattr(self, fate) + 1})

    def __add__(self, more: Ledger) -> Ledger:
        """These inputs and some more."""
        return Ledger(*(a + b for a, b in zip(astuple(self), astuple(more), strict=True)))

    @classmethod
    def of(cls, items: Iterable[Report | Skipped]) -> Ledger:
        """The counts of what `take_in` yields, where nothing is stored on disk."""
        ledger = cls()
        for item in items:
            ledger = ledger.plus("stored" if isinstance(item, Report) else item.fate)
        return ledger


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of one input: a ledger line."""

    origin: str  # with `#n` for the n-th record of a container
    fate: Fate
    code: str = ""  # a key of errors.CODES, "" for what was stored
    why: str = ""
    report: str | None = None  # id of what is stored, or of what it doubles
    encoding: str = ""  # what its bytes were decoded from
    record: int | None = None
    offset: int | None = None
    nth: int = 1  # of the lines about this origin that hold no report

    @property
    def key(self) -> str:
        """What makes it one line: a file that changed between two runs came in twice."""
        if self.report is not None:
            return f"{self.origin} {self.report}"
        return self.origin if self.nth == 1 else f"{self.origin} ({self.nth})"


@dataclass(frozen=True, slots=True)
class Watched:
    """What is known of an address that is looked at again and again."""

    address: str
    seen: datetime | None = None  # when its content was last known to be the one below
    content: str = ""  # a hash of it
    validators: Validators = field(default_factory=Validators)
    followed: bool = False  # whether its pages were wanted then, instead of its entries
    origins: tuple[str, ...] = ()  # of the reports found in it
    pages: tuple[str, ...] = ()  # that it links, where it is a feed whose pages are followed
    unchanged: int = 0  # looks in a row that found nothing new
    failures: int = 0  # looks in a row that failed
    due: datetime | None = None  # when it is to be looked at again


@dataclass(frozen=True, slots=True)
class Version:
    """One text that stood at an address, or that a feed there gave under a link; the next is another report, and this one stays."""

    origin: str  # the address, or the link
    number: int  # from 1
    report: str  # id
    via: str  # the address that was watched
    first_seen: datetime
    last_seen: datetime | None = None  # None while it still stands there: then `Watched.seen` of `via` says when it was last looked at


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that holds the words looked for, and where."""

    report: str  # id
    spans: tuple[Span, ...]  # each word or phrase found, in text order
    rank: float  # lower is better; comparable within one search only


@dataclass(frozen=True, slots=True)
class Damage:
    """Something in the library that is not as it was written."""

    where: str  # table and key
    why: str

    def __str__(self) -> str:
        return f"{self.where}: {self.why}"
