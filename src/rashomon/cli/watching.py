"""Decides what `watch` does between two looks, and how it tells what changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from ..casebook import Casebook
from ..errors import InputError, NetworkRefused, UsageError
from ..export._points import Object, encode
from ..fetch import Fetcher, SystemClock, feeds_of, is_address
from ..isolation import Order, taker
from ..store import Library, Version
from ..tell import words
from ..types import Report
from ..watch.looking import Round, Watch
from ..watch.news import Change, changes
from .everywhere import Everywhere
from .intake import Intake, busy, refused
from .screen import console, seen
from .writing import write_out

DEFAULTS = Everywhere()
LIST_BYTES = 20 * 1024**2  # of an OPML file
SPAN = re.compile(r"(\d{1,6})\s*([smhd]?)")
SECONDS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86_400}
SHOWN = 5  # differences of an event on the screen; the rest is counted
Feeds = Annotated[str, Parameter(name="FEED", help="OPML files and addresses of feeds or pages.", negative=())]
Interval = Annotated[str, Parameter(name="--every", help="Time between two looks: 90s, 15m, 2h, 1d.", metavar="TIME")]
Once = Annotated[bool, Parameter(help="Look once and end.", negative=(), show_default=False)]


def watch(*feeds: Feeds, interval: Interval = "15m", once: Once = False, every: Everywhere = DEFAULTS) -> int:
    """Keep the library current with feeds and pages, and tell what changed in its events.

    A page that has changed comes in as a new version; the one before stays.

    With --follow the pages that feeds link are read in place of their entries.

    It goes on until it is interrupted, and can be started again at any time.
    """
    if feeds and not every.allow_network:
        raise NetworkRefused(feeds[0])
    addresses = listed(feeds)
    config, clock = every.settings(), SystemClock()
    fetcher = Fetcher(config=config.fetch, clock=clock)
    with (
        Intake(every.errors) as intake,
        Library(every.at) as library,
        taker(Order(config, every.when()), every.workers or 1) as take,
    ):
        book = Casebook(library, config, during=busy)
        watching = Watch(book, fetcher.get, take, clock, every_seconds=_seconds(interval), follow=every.follow, note=intake.note)
        while True:
            before = tuple(book.events())
            found = watching.round(addresses)
            told = changes(book, before, found.new) if found.new else []
            _tell(found, told, every)
            if once:
                if intake.refused and found.failed == found.asked:
                    raise refused(intake.refused, told=True)
                return intake.exit_code
            clock.sleep(watching.wait_seconds(addresses))


def listed(feeds: Sequence[str]) -> list[str]:
    """The addresses given or listed, each once, in order; InputError where a list cannot be read, UsageError where there is none."""
    found: dict[str, None] = {}
    for name in feeds:
        found |= dict.fromkeys([name] if is_address(name) else _list(Path(name)))
    if not found:
        raise UsageError("name at least one OPML file, or the address of a feed or page")
    return list(found)


def _list(path: Path) -> list[str]:
    try:
        if path.exists() and not path.is_file():
            raise InputError("E-NOT-REGULAR", str(path), "no regular file; not opened")
        with path.open("rb") as file:
            content = file.read(LIST_BYTES + 1)
    except OSError as error:
        raise InputError("E-UNREADABLE", str(path), f"cannot be read: {error.strerror or error}") from error
    if len(content) > LIST_BYTES:
        raise InputError("E-FILE-BIG", str(path), f"more than the {LIST_BYTES:,} bytes of a list of feeds")
    found = feeds_of(content)
    if found is None:
        raise InputError("E-FORMAT", str(path), "no list of feeds (OPML)")
    return found


def _seconds(interval: str) -> float:
    found = SPAN.fullmatch(interval.strip())
    if not found or not int(found[1]):
        raise UsageError(f"--every {interval}: write a time such as 90s, 15m, 2h or 1d")
    return float(int(found[1]) * SECONDS[found[2]])


def _tell(found: Round, told: Sequence[Change], every: Everywhere) -> None:
    if every.json:
        write_out(None, encode(_round_object(found, told)) + "\n")
        return
    screen = console()
    rest = [f"{n} {what}" for n, what in ((found.unchanged, "unchanged"), (found.failed, "not reached")) if n]
    new = words.count(len(found.new), "new report")
    screen.print(f"{found.at:%Y-%m-%d %H:%M} UTC  {new} from {words.count(found.asked, 'address', 'addresses')}", end="")
    screen.print(f" ({', '.join(rest)})" if rest else "", style="dim")
    for change in told:
        screen.print(seen(f"{change.event.id[:8]}  {change.title}", "bold"))
        for report in change.new:
            screen.print(seen(f"  new: {report.outlet or report.url or report.path}{_version(found.new[report.id])}"))
        screen.print(f"  {_accounts(change)}")
        for one in change.found[:SHOWN]:
            screen.print(
                seen(f"  {words.kind(one.kind)}: “{one.left_value}” | “{one.right_value}”, {words.standing(one.kind, one.severity)}")
            )
        if len(change.found) > SHOWN:
            screen.print(f"  and {len(change.found) - SHOWN} more: rashomon show {change.event.id[:8]}", style="dim")


def _version(version: Version) -> str:
    return f", version {version.number} of {version.origin}" if version.number > 1 else ""


def _accounts(change: Change) -> str:
    now = f"at most {words.count(change.accounts, 'separate account')}"
    return f"{now}, as before" if change.accounts == change.accounts_before else f"{now}, before {change.accounts_before or 'none'}"


def _round_object(found: Round, told: Sequence[Change]) -> Object:
    return {
        "at": f"{found.at:%Y-%m-%dT%H:%M:%SZ}",
        "asked": found.asked,
        "unchanged": found.unchanged,
        "failed": found.failed,
        "seen": found.counts.seen,
        **asdict(found.counts),
        "events": [_change_object(change, found) for change in told],
    }


def _change_object(change: Change, found: Round) -> Object:
    return {
        "event": change.event.id,
        "title": change.title,
        "new": [_report_object(report, found.new[report.id]) for report in change.new],
        "accounts_before": change.accounts_before,
        "accounts": change.accounts,
        "discrepancies": [
            {"id": one.id, "kind": one.kind, "severity": one.severity, "left": one.left_value, "right": one.right_value}
            for one in change.found
        ],
    }


def _report_object(report: Report, version: Version) -> Object:
    return {"id": report.id, "url": report.url, "outlet": report.outlet, "origin": version.origin, "version": version.number}
