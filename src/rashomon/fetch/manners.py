"""Decides when a host may be asked, and whether it wants to be: robots.txt, Crawl-delay, Retry-After, one request after another.

RFC 9309: a robots.txt that is not there (4xx) allows everything; one that cannot be read (5xx, silence) forbids everything for a while.
429 counts as the second: who says "too many requests" has not said yes.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from ..config import FetchConfig
from ..errors import FetchFailed, NetworkRefused
from .targets import Target, target_of
from .wire import Answer

if TYPE_CHECKING:
    from protego import Protego

NAME = "rashomon"  # what robots.txt may call us
AGENT_LINE = re.compile(r"\s*user[- ]?agent\b\s*:?\s*([^#]*)", re.IGNORECASE)
BUSY = frozenset({429, 503})


class Clock(Protocol):
    """What waiting goes by."""

    def now(self) -> float:
        """Seconds since 1970."""

    def sleep(self, seconds: float) -> None:
        """Come back when they are over."""


class SystemClock:
    """The clock of this machine."""

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Come back when they are over."""
        time.sleep(seconds)


@dataclass(frozen=True, slots=True)
class _Rules:
    """The robots.txt of an origin; None where it could not be read, which forbids everything."""

    parsed: Protego | None
    until: float
    why: str = ""


class Manners:
    """Knows when each host was asked last, and what its robots.txt says."""

    def __init__(self, config: FetchConfig, clock: Clock, read: Callable[[Target], Answer]) -> None:
        self._config, self._clock, self._read = config, clock, read
        self._next: dict[str, float] = {}  # host -> the time from which it may be asked again
        self._rules: dict[str, _Rules] = {}  # by origin

    def wait_turn(self, target: Target) -> None:
        """Wait until the host may be asked; FetchFailed where that takes too long."""
        wait = self._next.get(target.host, 0.0) - self._clock.now()
        if wait > self._config.patience_seconds:
            raise FetchFailed("E-HTTP", str(target), f"the site asks to wait for {wait:,.0f} seconds", again=wait)
        if wait > 0:
            self._clock.sleep(wait)

    def asked(self, target: Target, answer: Answer | None) -> float | None:
        """Remember that the host was asked just now; the seconds that it wants to be left alone, where it says so."""
        now, delay = self._clock.now(), self._config.delay_seconds
        rules = self._rules.get(target.origin)
        if rules and rules.parsed:
            delay = max(delay, rules.parsed.crawl_delay(NAME) or 0.0)
        again = self._retry_after(answer, now) if answer and answer.status in BUSY else None
        self._next[target.host] = now + max(delay, again or 0.0)
        return again

    def _retry_after(self, answer: Answer, now: float) -> float | None:
        told = answer.headers.get("retry-after", "").strip()
        if told.isascii() and told.isdigit():
            return min(float(told), self._config.retry_seconds)
        from email.utils import parsedate_to_datetime

        try:
            seconds = parsedate_to_datetime(told).timestamp() - now
        except (ValueError, OverflowError, OSError):
            return None
        return min(max(seconds, 0.0), self._config.retry_seconds)

    def must_allow(self, target: Target) -> None:
        """FetchFailed where the robots.txt of the site does not want this address fetched."""
        rules = self._rules.get(target.origin)
        if rules is None or rules.until <= self._clock.now():
            rules = self._rules[target.origin] = self._asked_for(target)
        if rules.parsed is None:
            again = rules.until - self._clock.now()
            raise FetchFailed("E-ROBOTS", str(target), f"its robots.txt could not be read ({rules.why})", again=again)
        if not rules.parsed.can_fetch(str(target), NAME):
            raise FetchFailed("E-ROBOTS", str(target), "the robots.txt of the site asks not to fetch it")

    def _asked_for(self, target: Target) -> _Rules:
        from protego import Protego

        address, why = f"{target.origin}/robots.txt", ""
        try:
            answer = self._read(target_of(address))
        except FetchFailed as error:
            if error.status is not None and 400 <= error.status < 500 and error.status not in BUSY:
                return _Rules(Protego.parse(""), self._clock.now() + self._config.robots_seconds)
            why = error.why
        except NetworkRefused as error:
            if error.origin == address:
                raise NetworkRefused(str(target), error.why) from error  # so may the page not be
            why = error.why
        else:
            text = answer.content.decode("utf-8-sig", "replace")
            return _Rules(Protego.parse(_ours(text)), self._clock.now() + self._config.robots_seconds)
        return _Rules(None, self._clock.now() + self._config.robots_failed_seconds, why)


def _ours(text: str) -> str:
    """The robots.txt with all who are not us under one name: a thousand names that share a thousand rules would take long."""
    return "\n".join(_renamed(line) for line in text.splitlines())


def _renamed(line: str) -> str:
    found = AGENT_LINE.match(line)
    name = found[1].strip().lower() if found else ""
    return line if found is None or name == "*" or name.replace("*", "") in NAME else "User-agent: another"
