"""Decides what the list of events shows: which of them, in which order, and what is known of each so far.

Searching finds events by the words of their reports. What is told by one report only stands after what several tell. The steps of the
ladder are those of the analysis; an event that has not been compared yet is, one after another, while the list is being looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from ..errors import UsageError
from ..text.dates import parse_when
from ..types import Analysis, Event, When
from .room import EventLinks, Room, page, room_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

PER_PAGE = 40  # events
FOUND = 2_000  # reports that a search looks at, the best first


@dataclass(frozen=True)
class Card:
    """What the list needs to know of a report."""

    id: str
    title: str
    outlet: str | None
    lang: str
    published: When | None


@dataclass(frozen=True)
class Tick:
    """A report on the time line of its event: where between the first and the last, in percent."""

    at: float
    label: str


@dataclass(frozen=True)
class Row:
    """An event in the list."""

    id: str
    home: str
    title: str
    lang: str
    reports: int
    outlets: int  # that are named
    langs: tuple[str, ...]
    first: str  # days; "" where none is known
    last: str
    ticks: tuple[Tick, ...]
    steps: tuple[str, ...]  # of the ladder; none while it has not been compared
    differs: str  # "" while it has not been compared


@dataclass(frozen=True)
class Asked:
    """What a person filters by; all of it may be empty."""

    words: str = ""
    since: str = ""
    until: str = ""
    outlet: str = ""
    lang: str = ""
    page: int = 1

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Asked:
        """What stands in the address; what makes no sense there is left out."""
        number = query.get("page", "1")
        return cls(
            query.get("q", "")[:500],
            query.get("since", "")[:40],
            query.get("until", "")[:40],
            query.get("outlet", "")[:500],
            query.get("lang", "")[:40],
            max(1, int(number)) if number.isdecimal() and len(number) < 8 else 1,
        )

    @property
    def unread(self) -> tuple[str, ...]:
        """What is wrong with the dates that were asked for, if anything; they are left out."""
        return tuple(
            f"{day!r} is not a date; write 2031-05-06 or 2031-05" for day in (self.since, self.until) if day and parse_when(day) is None
        )

    def at(self, number: int) -> str:
        """The address of another page of the same list."""
        query = {"q": self.words, "since": self.since, "until": self.until, "outlet": self.outlet, "lang": self.lang, "page": str(number)}
        return "/?" + urlencode({name: value for name, value in query.items() if value and (name, value) != ("page", "1")})

    @property
    def any(self) -> bool:
        """Whether anything is filtered by."""
        return bool(self.words or self.since or self.until or self.outlet or self.lang)


def listing(request: Request) -> Response:
    """The list of events."""
    room, asked = room_of(request), Asked.of(request.query_params)
    found, cards = matching(room, asked)
    shown = found[(asked.page - 1) * PER_PAGE : asked.page * PER_PAGE]
    rows = [row(event, cards, at_hand(room, event)) for event in shown]
    return page(
        request,
        "events.html",
        rows=rows,
        asked=asked,
        total=len(found),
        searched=FOUND if asked.words.strip() else 0,
        held=len(cards),
        pages=-(-len(found) // PER_PAGE),
        outlets=sorted({card.outlet for card in cards.values() if card.outlet}),
        langs=sorted({card.lang for card in cards.values()}),
    )


def ladders(request: Request) -> Response:
    """The ladders of some events as JSON, as far as they have been compared; the others are begun."""
    from starlette.responses import JSONResponse

    room, out = room_of(request), {}
    for id in request.query_params.getlist("event")[:PER_PAGE]:
        event: Event | None = None
        with suppress(UsageError):  # an event may be gone while a list of it is open
            event = room.book.event(id)
        if event is None:
            continue
        if (found := at_hand(room, event)) is not None:
            out[id] = {"steps": steps(found), "differs": differs(found)}
        elif len(event.reports) > 1:
            room.hand.begin(event.id)
    return JSONResponse(out, headers={"cache-control": "no-store"})


def cards_of(room: Room) -> dict[str, Card]:
    """A card of every report."""
    return room.book.kept(
        "cards",
        lambda library: {
            report.id: Card(
                report.id,
                report.quote(report.headline) if report.headline else report.text[:90].partition("\n")[0],
                report.outlet,
                report.lang,
                report.published,
            )
            for report in library.reports()
        },
    )


def matching(room: Room, asked: Asked) -> tuple[list[Event], dict[str, Card]]:
    """The events that have a report which fits all that is asked, and cards of all reports.

    Those most relevant come first, else the largest and latest.
    """
    events = room.book.events()
    cards = cards_of(room)  # read after the events: another program may add reports, and takes none away
    rank = _ranks(room, asked)
    since, until = (parse_when(day) if day else None for day in (asked.since, asked.until))

    def fits(card: Card) -> bool:
        dated = card.published
        if (since or until) and dated is None:
            return False
        early = since is not None and dated is not None and dated.high <= since.low
        late = until is not None and dated is not None and dated.low >= until.high
        known = (rank is None or card.id in rank) and asked.outlet in ("", card.outlet) and asked.lang in ("", card.lang)
        return known and not early and not late

    def order(event: Event) -> tuple[object, ...]:
        best = min((rank[id] for id in event.reports if id in rank), default=0.0) if rank is not None else 0.0
        latest = max((cards[id].published.low.timestamp() for id in event.reports if cards[id].published), default=0.0)  # type: ignore[union-attr]
        return (len(event.reports) == 1, best, -len(event.reports), -latest, event.id)

    return sorted((event for event in events if any(fits(cards[id]) for id in event.reports)), key=order), cards


def _ranks(room: Room, asked: Asked) -> dict[str, float] | None:
    """How well the reports fit the words looked for, lower is better; None where none are."""
    if not asked.words.strip():
        return None
    with room.book.lock:
        return {hit.report: hit.rank for hit in room.book.library.search(asked.words, FOUND)}


def at_hand(room: Room, event: Event) -> Analysis | None:
    """What was found about an event, if it has been compared and nothing changed since."""
    return room.book.at_hand(event) if len(event.reports) > 1 else None


def row(event: Event, cards: Mapping[str, Card], found: Analysis | None) -> Row:
    """How an event stands in the list."""
    told = [cards[id] for id in event.reports]
    dated = sorted((card.published.low, card.outlet or card.title) for card in told if card.published)
    first = first_of(event, cards)
    outlets = {card.outlet for card in told if card.outlet}
    days = [when.date().isoformat() for when, _ in dated]
    return Row(
        event.id,
        EventLinks(event.id).home,
        found.summary.title if found else first.title,
        first.lang,
        len(told),
        len(outlets),
        tuple(sorted({card.lang for card in told})),
        days[0] if days else "",
        days[-1] if days else "",
        _ticks(dated),
        steps(found) if found else (),
        differs(found) if found else "",
    )


def first_of(event: Event, cards: Mapping[str, Card]) -> Card:
    """The earliest dated report of an event, which names it until it has been compared; else the first."""
    told = [cards[id] for id in event.reports]
    return min(told, key=lambda card: (card.published is None, card.published.low.timestamp() if card.published else 0.0))


def steps(analysis: Analysis) -> tuple[str, ...]:
    """The steps of the ladder, as the summary tells them."""
    return tuple(analysis.summary.lines[0].text.split(" > ")) if analysis.summary.lines else ()


def differs(analysis: Analysis) -> str:
    """Whether the accounts contradict each other, in words."""
    grave: defaultdict[str, int] = defaultdict(int)
    for one in analysis.findings.discrepancies:
        grave[one.severity] += 1
    if grave["contradiction"]:
        return f"{grave['contradiction']} cannot both stand as written"
    return "some differ" if grave["tension"] else "no contradiction found"


def _ticks(dated: Sequence[tuple[datetime, str]]) -> tuple[Tick, ...]:
    if len(dated) < 2:
        return ()
    start, end = dated[0][0], dated[-1][0]
    length = (end - start).total_seconds() or 1.0
    return tuple(
        Tick(round(100 * (when - start).total_seconds() / length, 1), f"{when.astimezone(UTC):%Y-%m-%d %H:%M} {name}")
        for when, name in dated
    )
