"""Role: one person, two offices: the finance minister here, the interior minister there; the deputy mayor, the mayor.

The office right before a name is read, or the apposition behind it where it surely is one, with what it is over ("finance", "of state") and
its rank ("deputy", "acting"). A title that says less than the other is no clash, unless it leaves out a rank; "acting" is left out so often
that it is told as "more exact in one". "Former" is a matter of when, and of which day is told: two newsrooms in 45 events call one man by
his office as of then and as of now.
Other offices of one person (spokesman, inspector) are mostly both true: where `matter` takes them for one matter they are told as variants.
"""

from __future__ import annotations

from ...text.names import same_name
from ...types import Name, Reason, Severity, Span
from ..matter import Slot, Value, clash, of_one_matter
from . import Clash, Kind, Reading, cover, kinds

Title = list[tuple[str, Span]]
ACTING = "acting"  # the form that `rank_words` has for an office held for the time being


def compare(left: Reading, right: Reading) -> list[Clash]:
    """Titles before one person's name that cannot both be the office."""
    if left.report.id == right.report.id:
        return []
    for one, ours in left.offices:
        for other, theirs in right.offices:
            severity = _severity(ours, theirs, left) if _one_person(left, one, right, other) else None
            if severity is None:
                continue
            spans = cover(ours), cover(theirs)
            because = (Reason("one person, two offices", 3.0, (one.span, other.span)),)
            words = left.report.quote(spans[0]), right.report.quote(spans[1])
            return [Clash(*spans, *words, severity, because, topic=one.entity.split()[-1].casefold())]
    return [clash(pair, because, "variant", pair.one.of) for pair, because in of_one_matter(SLOT, left, right)][:1]


def _values(reading: Reading) -> list[Value]:
    """The offices of a sentence, each with whose it is."""
    return [
        Value(cover(office), reading.report.quote(cover(office)), name.entity.split()[-1].casefold(), frozenset(word for word, _ in office))
        for name, office in reading.offices
    ]


def _agree(one: Value, other: Value) -> bool:
    return bool(one.raw & other.raw)  # type: ignore[operator]


def _one_person(left: Reading, one: Name, right: Reading, other: Name) -> bool:
    """Whether two names are one person's, by the names of the event where these are joined."""
    ours, theirs = left.person(one), right.person(other)
    return ours is theirs if ours and theirs else same_name(one.entity, other.entity) != "different"


def _severity(ours: Title, theirs: Title, reading: Reading) -> Severity | None:
    """How two titles of one office clash: over two departments, of two ranks; or one leaves out that it is held for the time being."""
    lang, one, other = reading.lang, {word for word, _ in ours}, {word for word, _ in theirs}
    if not one & other & lang.roles.keys():
        return None
    over = [{lang.departments[word] for word in side if word in lang.departments} for side in (one, other)]
    ranks = [{lang.rank_words[word] for word in side if word in lang.rank_words} for side in (one, other)]
    if (over[0] and over[1] and not over[0] & over[1]) or (ranks[0] ^ ranks[1]) - {ACTING}:
        return "tension"
    return "granularity" if ranks[0] != ranks[1] else None


SLOT = Slot("role", _values, lambda one, other: not _agree(one, other), _agree)
kinds.add("role", Kind(lambda reading: bool(reading.offices), compare))
