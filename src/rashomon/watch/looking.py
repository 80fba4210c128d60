"""Decides what one look at an address means: nothing new, a new version of what stood there, or no answer."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import blake2b

from ..casebook import Casebook
from ..errors import FetchFailed, NetworkRefused
from ..fetch import Clock, Fetched, Pages, Unchanged, pages_of
from ..isolation import Taken
from ..read import fetched_pieces
from ..store import Ledger, Version, Watched
from ..types import Report, Skipped, Validators
from .schedule import after_failure, after_look

Get = Callable[[str, Validators | None], Fetched | Unchanged]


@dataclass
class Round:
    """What a round of looks found."""

    at: datetime
    asked: int = 0  # addresses
    unchanged: int = 0  # of them
    failed: int = 0  # of them
    counts: Ledger = field(default_factory=Ledger)
    new: dict[str, Version] = field(default_factory=dict)  # by id of the report


class Watch:
    """Looks at addresses again and again, and keeps what it finds in a library."""

    def __init__(
        self,
        book: Casebook,
        get: Get,
        take: Taken,
        clock: Clock,
        *,
        every_seconds: float,
        follow: bool = False,
        note: Callable[[Report | Skipped], None] = lambda item: None,
    ) -> None:
        self.book, self.library = book, book.library
        self._get, self._take, self._clock, self._every, self._follow, self._note = get, take, clock, every_seconds, follow, note

    def round(self, addresses: Sequence[str]) -> Round:
        """Look at every address that is due, and at the pages that they link."""
        found = Round(self._now())
        for address in addresses:
            self._look(address, found, linked=False)
        for page in self._pages(addresses):
            self._look(page, found, linked=True)
        return found

    def wait_seconds(self, addresses: Sequence[str]) -> float:
        """How long nothing is due."""
        due = (self.library.watched(address).due for address in (*addresses, *self._pages(addresses)))
        return max(1.0, min((when - self._now()).total_seconds() for when in (*filter(None, due), self._after(self._every))))

    def _pages(self, addresses: Sequence[str]) -> Iterable[str]:
        """The pages that the feeds link now, each once, which are not watched for their own sake."""
        linked = (page for address in addresses for page in self.library.watched(address).pages) if self._follow else ()
        return dict.fromkeys(page for page in linked if page not in addresses)

    def _look(self, address: str, found: Round, *, linked: bool) -> None:
        state = self.library.watched(address)
        if state.due and state.due > self._now():
            return
        follow = self._follow and not linked
        if state.followed != follow:  # what was made of the content then is not what is wanted now
            state = replace(state, content="", validators=Validators(), followed=follow)
        found.asked += 1
        try:
            came = self._get(address, state.validators)
        except (FetchFailed, NetworkRefused) as error:
            found.failed += 1
            self._failed(state, error, found)
            return
        if isinstance(came, Unchanged) or _hash(came.content) == state.content:
            found.unchanged += 1
            state = replace(state, unchanged=state.unchanged + 1)
            versions: list[tuple[Version, ...]] = []
        else:
            pages = pages_of(came.content, came.address, self.book.config.fetch) if follow else None
            state, versions = self._read(came, state, found) if pages is None else self._linked(pages, state, found)
            state = replace(state, content=_hash(came.content), unchanged=0)
        wait = after_look(self._every, state.unchanged) if linked else self._every
        state = replace(state, seen=self._now(), validators=came.validators, failures=0, due=self._after(wait))
        self.library.look(state, versions)

    def _linked(self, pages: Pages, state: Watched, found: Round) -> tuple[Watched, list[tuple[Version, ...]]]:
        """A feed whose pages are watched in place of its entries."""
        if pages.beyond:
            self._enter(self._lines(pages.beyond), found)
        return replace(state, pages=pages.followed, origins=()), []

    def _failed(self, state: Watched, error: FetchFailed | NetworkRefused, found: Round) -> None:
        self._enter(self._lines(error), found)
        again = error.again if isinstance(error, FetchFailed) else None
        wait = after_failure(self._every, state.failures, again)
        self.library.look(replace(state, failures=state.failures + 1, due=self._after(wait)))

    def _read(self, came: Fetched, state: Watched, found: Round) -> tuple[Watched, list[tuple[Version, ...]]]:
        """Store what is new, and say which versions there are now. Stored first: who is stopped in between looks again."""
        items = [item for some in self._take(fetched_pieces(came, self.book.config.read)) for item in some]
        changed: dict[str, tuple[Version, ...]] = {}
        origins: dict[str, None] = {}
        for item in items:
            if isinstance(item, Skipped):
                self._enter([item], found)
                continue
            origin = _origin(item, came, origins)
            history = self.library.versions(state.address, origin)
            if history and self.library.text_of(history[-1].report) == item.text:
                history = (*history[:-1], replace(history[-1], last_seen=None))  # it stands there still, or again
            else:
                counts = self._enter([item], found)
                if counts.rejected:
                    continue
                version = Version(origin, len(history) + 1, item.id, state.address, self._now())
                history = (*self._closed(history, state), version)
                if counts.stored:
                    found.new[item.id] = version
            origins[origin], changed[origin] = None, history
        gone = (self.library.versions(state.address, origin) for origin in state.origins if origin not in origins)
        closed = [self._closed(history, state) for history in gone]
        return replace(state, origins=tuple(origins)), [*changed.values(), *closed]

    def _lines(self, error: FetchFailed | NetworkRefused) -> list[Skipped]:
        return [line for line in fetched_pieces(error, self.book.config.read) if isinstance(line, Skipped)]

    def _closed(self, history: tuple[Version, ...], state: Watched) -> tuple[Version, ...]:
        """The versions, of which the last stands there no more."""
        if not history or history[-1].last_seen:
            return history
        return (*history[:-1], replace(history[-1], last_seen=state.seen or self._now()))

    def _enter(self, items: Sequence[Report | Skipped], found: Round) -> Ledger:
        counts = self.library.add(items)
        found.counts += counts
        for item in items:
            self._note(item)
        return counts

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self._clock.now(), UTC)

    def _after(self, seconds: float) -> datetime:
        return self._now() + timedelta(seconds=seconds)


def _origin(report: Report, came: Fetched, taken: Container[str]) -> str:
    """What a text is a version of: the entry that a feed links, else the address watched, wherever that has moved meanwhile.

    An entry is known by its link, else by what its feed calls it, and by its place only where it has neither: feeds move entries down.
    """
    link, guid = report.url, report.extra.get("guid")
    if link and link != came.address and link not in taken:
        return link
    return f"{came.asked}#{guid}" if guid else came.asked + report.path.removeprefix(came.address)


def _hash(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()
