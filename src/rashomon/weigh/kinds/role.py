"""Role: one person, two offices: the finance minister here, the interior minister there; the deputy mayor, the mayor.

Only the office right before a name is read, with what it is over ("finance", "of state") and its rank ("deputy", "acting").
A title that says less than the other is no clash, unless it leaves out a rank. "Former" is a matter of when, and of which day is told: two
newsrooms in 45 events call one man by his office as of then and as of now.
"""

from __future__ import annotations

from ...text.names import same_name
from ...types import Name, Reason, Span
from ..matter import Slot, Value, clash, matter, pairs
from . import Clash, Kind, Reading, kinds, title_words

Title = list[tuple[str, Span]]


def compare(left: Reading, right: Reading) -> list[Clash]:
    """Titles before one person's name that cannot both be the office."""
    if left.report.id == right.report.id:
        return []
    for one, ours in _titled(left):
        for other, theirs in _titled(right):
            if same_name(one.entity, other.entity) == "different" or not _clash(ours, theirs, left):
                continue
            spans = _cover(ours), _cover(theirs)
            because = (Reason("one person, two offices", 3.0, (one.span, other.span)),)
            words = left.report.quote(spans[0]), right.report.quote(spans[1])
            return [Clash(*spans, *words, "tension", because, topic=one.entity.split()[-1].casefold())]
    return [clash(pair, why, "variant", pair.one.of) for pair in pairs(SLOT, left, right) if (why := matter(pair))][:1]


def _values(reading: Reading) -> list[Value]:
    """The offices of a sentence, each with whose it is."""
    out: list[Value] = []
    for name, title in _titled(reading):
        office = [part for part in title if part[0] not in reading.lang.honorifics]
        if office:
            words = frozenset(word for word, _ in office)
            out.append(Value(_cover(office), reading.report.quote(_cover(office)), name.entity.split()[-1].casefold(), words))
    return out


def _agree(one: Value, other: Value) -> bool:
    return bool(one.raw & other.raw)  # type: ignore[operator]


def _titled(reading: Reading) -> list[tuple[Name, Title]]:
    return [(name, title) for name in reading.names if name.kind == "person" and (title := title_words(reading, name))]


def _cover(title: Title) -> Span:
    return Span(title[0][1].report, title[0][1].start, title[-1][1].end)


def _clash(ours: Title, theirs: Title, reading: Reading) -> bool:
    """Whether two titles name one office over two departments, or one of two ranks."""
    lang, one, other = reading.lang, {word for word, _ in ours}, {word for word, _ in theirs}
    if not one & other & lang.roles.keys():
        return False
    over = [{lang.departments[word] for word in side if word in lang.departments} for side in (one, other)]
    return bool((one ^ other) & lang.rank_words) or bool(over[0] and over[1] and not over[0] & over[1])


SLOT = Slot("role", _values, lambda one, other: not _agree(one, other), _agree)
kinds.add("role", Kind(lambda reading: bool(_titled(reading)), compare))
