"""Last met: a report says when two people last had contact, another reports a later one.

"Last spoke in January" denies every later contact, "last met" only a later meeting in person, "no contact
since February" every contact since. The contact that is the event itself denies nothing: dated sentences
at the head of a report are left alone, and so is whatever lies on or after the publication date.
"""

from __future__ import annotations

from dataclasses import dataclass

from ...lang._compared import negates
from ...types import Reason, Severity, Span, Time
from ..moments import before, end
from . import Clash, Kind, Reading, kinds

HEAD = 3  # sentences at the head of a report that tell the event itself
NEAR = 3  # words between "last" and the contact word
FAR = 12  # the same after "last time"


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact word with the time given for it."""

    mode: str  # person, remote, any
    at: Span
    time: Time
    last: bool  # claimed to be the last one
    since: bool = False  # "no contact since": the time is the start of the silence, not a contact


def contacts(reading: Reading) -> list[Contact]:
    """Dated contacts of a sentence; more than one date, and it is unclear which is meant."""
    dated = [time for time in reading.times if time.low is not None and end(time) is not None and time.type == "DATE"]
    known = reading.lang.contacts
    places = [n for n, (word, _) in enumerate(reading.tokens) if word in known]
    if len({time.value for time in dated}) != 1 or not places:
        return []
    silent = [n for n in places if _denied(reading, n)]
    if silent:
        since = any(word in reading.lang.since_words for word, _ in reading.tokens)
        return [_contact(reading, silent[0], dated[0], last=True, since=True)] if since else []
    last = [n for n in places if _claims_last(reading, n)]
    if last:
        return [_contact(reading, last[0], dated[0], last=True)]
    if any(word in reading.lang.plan_words for word, _ in reading.tokens):
        return []
    remote = [n for n in places if known[reading.tokens[n][0]] == "remote"]
    return [_contact(reading, (remote or places)[0], dated[0])]


def _contact(reading: Reading, n: int, time: Time, *, last: bool = False, since: bool = False) -> Contact:
    word, at = reading.tokens[n]
    return Contact(reading.lang.contacts[word], at, time, last, since)


def _denied(reading: Reading, n: int) -> bool:
    """Whether a negator stands close before the n-th word: "no high-level contact", "have not spoken"."""
    return any(negates(word, reading.lang) for word, _ in reading.tokens[max(0, n - NEAR) : n])


def _claims_last(reading: Reading, n: int) -> bool:
    """Whether the n-th word is claimed to be the last contact: "last met", "the last time they met"."""
    lang = reading.lang
    spans_of_time = {*lang.periods, *lang.seasons, *lang.weekdays, *lang.day_parts, *(word for month in lang.months for word in month)}
    words = [word for word, _ in reading.tokens]
    return any(
        words[k] in lang.last_words and words[k + 1] not in spans_of_time and (n - k <= NEAR or words[k + 1] in lang.occasion_words)
        for k in range(max(0, n - FAR), n)
    )


def compare(left: Reading, right: Reading) -> list[Clash]:
    """A claimed last contact against a later one, or two claims of one last contact that differ in reach."""
    out: list[Clash] = []
    for one in left.once(contacts):
        for other in right.once(contacts):
            who = _same_people(left, right)
            if not who:
                continue
            clash = _clash(one, other, left, right, who)
            if clash is not None:
                out.append(clash)
    return out


def _clash(one: Contact, other: Contact, left: Reading, right: Reading, who: tuple[Reason, ...]) -> Clash | None:
    at = (one.at, one.time.span, other.at, other.time.span)
    if one.last and other.last and one.time.value == other.time.value and one.mode != other.mode:
        because = (*who, Reason("the last contact, or the last meeting", 1.0, at))
        return Clash(one.at, other.at, left.report.quote(one.at).lower(), right.report.quote(other.at).lower(), "weaker", because)
    first = one.last and (not other.last or before(one.time, other.time))
    claim, later, reading = (one, other, right) if first else (other, one, left)
    if (
        not claim.last
        or later.since
        or (claim.mode == "person" and later.mode != "person")
        or not before(claim.time, later.time)
        or _is_event(reading, later)
    ):
        return None
    severity: Severity = "contradiction" if who[0].bits >= 2 else "tension"
    because = (*who, Reason("a later contact than the last", 2.0, at, f"{later.time.value} after {claim.time.value}"))
    return Clash(one.time.span, other.time.span, one.time.value, other.time.value, severity, because)


def _is_event(reading: Reading, contact: Contact) -> bool:
    """Whether the contact may be the event that the report tells."""
    published = reading.report.published
    if contact.last:
        return False
    over = end(contact.time)
    if published is not None and over is not None and over > published.low:
        return True
    return reading.span in reading.notes.sentences[:HEAD]


def _same_people(left: Reading, right: Reading) -> tuple[Reason, ...]:
    """Two persons named on both sides; "the two" stands for the pair a report names most."""
    shared = _pair(left) & _pair(right)
    if len(shared) >= 2:
        return (Reason("the same people", 2.0, (left.span, right.span), ", ".join(sorted(shared))),)
    if len(left.index.leading & right.index.leading) >= 2 and not (left.people and right.people):
        return (Reason("reports on the same people", 1.0, (left.span, right.span), ", ".join(sorted(left.index.leading))),)
    return ()


def _pair(reading: Reading) -> frozenset[str]:
    if len(reading.people) < 2 and {word for word, _ in reading.tokens} & reading.lang.pair_words:
        return reading.people | reading.index.leading
    return reading.people


kinds.add("last_met", Kind(lambda reading: bool(reading.once(contacts)), compare, "event"))
