"""Decides how an address is fetched: checked, asked for in turn, and checked anew at every redirect.

1. What the address means (`targets`); whether its port and every internet address of its host are allowed (`policy`).
2. Whether the site's robots.txt wants it fetched, and when it is our turn (`manners`).
3. One request to the address that was checked (`wire`), with no cookie, no password and no proxy.
4. A redirect begins again at 1, five times at most; from https to http never.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.util import find_spec
from threading import Lock
from time import monotonic

from .. import __version__
from ..config import FetchConfig
from ..errors import FetchFailed, MissingPackage, NetworkRefused
from ..types import Validators
from .links import pages_of
from .manners import NAME, Clock, Manners, SystemClock
from .policy import Policy
from .targets import Target, joined, target_of
from .wire import WITH_CONTENT, Answer, Resolver, Trust, ask, resolve, trusted

AGENT = f"{NAME}/{__version__} (reads news reports to compare them; keeps to robots.txt)"
ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5"
NOT_MODIFIED = 304
REDIRECTS = frozenset({301, 302, 303, 307, 308})
LONGEST_VALIDATOR = 1_000  # characters; a longer one is not worth sending back
PUBLIC, DEFAULTS = Policy(), FetchConfig()


@dataclass(frozen=True, slots=True)
class Fetched:
    """What stood at an address."""

    asked: str
    address: str  # after redirects
    status: int
    content: bytes
    content_type: str
    validators: Validators
    hops: tuple[str, ...] = ()  # addresses between the two that redirected


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The server says that nothing has changed since it gave these validators."""

    asked: str
    address: str
    validators: Validators


class Fetcher:
    """Fetches addresses, one after another, whoever calls it. By `clock` it waits for its turn; limits go by real time."""

    def __init__(
        self,
        policy: Policy = PUBLIC,
        config: FetchConfig = DEFAULTS,
        *,
        resolver: Resolver = resolve,
        clock: Clock | None = None,
        trust: Trust | None = None,
    ) -> None:
        for package in ("httpcore2", "protego"):
            _must_have(package)
        self._policy, self._config, self._resolver, self._trust = policy, config, resolver, trust or trusted()
        self._manners = Manners(config, clock or SystemClock(), self._robots)
        self._lock = Lock()

    def get(self, address: str, since: Validators | None = None) -> Fetched | Unchanged:
        """What stands at an address; NetworkRefused where policy forbids it, else FetchFailed where it could not be fetched."""
        with self._lock:
            target, answer, hops = self._follow(target_of(address), since or Validators(), self._config, polite=True)
        if answer.status == NOT_MODIFIED and since:
            return Unchanged(address, str(target), since)
        kind = _sendable(answer.headers.get("content-type", ""))
        return Fetched(address, str(target), answer.status, answer.content, kind, _validators(target, answer), hops)

    def all_at(self, address: str, *, follow: bool = False) -> Iterator[Fetched | FetchFailed | NetworkRefused]:
        """What stands at an address, or why it was not fetched; to `follow` means: of a feed, what stands at the pages that it links."""
        try:
            found = self.get(address)
        except (FetchFailed, NetworkRefused) as error:
            yield error
            return
        if isinstance(found, Unchanged):
            return  # nothing was asked that could be unchanged
        pages = pages_of(found.content, found.address, self._config) if follow else None
        if pages is None:
            yield found
            return
        for page in pages.followed:
            yield from self.all_at(page)
        if pages.beyond:
            yield pages.beyond

    def _robots(self, target: Target) -> Answer:
        return self._follow(target, Validators(), replace(self._config, content_bytes=self._config.robots_bytes), polite=False)[1]

    def _follow(self, target: Target, since: Validators, config: FetchConfig, *, polite: bool) -> tuple[Target, Answer, tuple[str, ...]]:
        """Ask, and ask on where redirects lead. A robots.txt is asked for without asking robots.txt."""
        left, hops = config.total_seconds, list[str]()
        while True:
            if polite:
                self._manners.must_allow(target)
            answer, again, spent = self._in_turn(target, since.headers(str(target)), config, left)
            left -= spent
            if answer.status in WITH_CONTENT or (answer.status == NOT_MODIFIED and since.headers(str(target))):
                return target, answer, tuple(hops)
            location = answer.headers.get("location", "")
            if answer.status not in REDIRECTS or not location:
                raise FetchFailed("E-HTTP", str(target), f"the server answers {answer.status}", status=answer.status, again=again)
            if len(hops) == config.redirects:
                raise FetchFailed("E-HTTP", str(target), f"more than {config.redirects} redirects (fetch.redirects)")
            hops.append(str(target))
            target = joined(target, location)

    def _in_turn(self, target: Target, headers: dict[str, str], config: FetchConfig, seconds: float) -> tuple[Answer, float | None, float]:
        """The answer, for how many seconds the host wants to be left alone, and those spent; one busy for a moment is asked twice."""
        spent = 0.0
        while True:
            self._manners.wait_turn(target)
            before, answer, first = monotonic(), None, not spent
            try:
                answer = self._once(target, headers, config, seconds - spent)
            finally:
                again = self._manners.asked(target, answer)
            spent += monotonic() - before
            if not first or again is None or again > config.patience_seconds:
                return answer, again, spent

    def _once(self, target: Target, headers: dict[str, str], config: FetchConfig, seconds: float) -> Answer:
        """One request, to internet addresses that were all checked a moment before; none of them is looked up again."""
        before = monotonic()
        self._policy.must_allow(str(target), target.port, ())  # a port is refused before its host is looked up
        ips = [target.ip] if target.ip else self._resolver(target.host, min(config.connect_seconds, seconds))
        self._policy.must_allow(str(target), target.port, ips)
        asked = {"User-Agent": AGENT, "Accept": ACCEPT, **headers}
        return ask(target, ips, asked, config, self._trust, seconds - (monotonic() - before))


def _validators(target: Target, answer: Answer) -> Validators:
    """Those of an answer; empty where it gave none."""
    etag, modified = (_sendable(answer.headers.get(name, "")) for name in ("etag", "last-modified"))
    return Validators(str(target), etag, modified) if etag or modified else Validators()


def _sendable(told: str) -> str:
    """A value of a header that may go back in another; "" for one that is long or holds more than ASCII."""
    return told if len(told) <= LONGEST_VALIDATOR and told.isascii() and told.isprintable() else ""


def _must_have(package: str) -> None:
    if find_spec(package) is None:
        raise MissingPackage("fetch", package)
