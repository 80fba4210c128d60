"""Spelling: one name written two ways.

Variants of a transliteration are not errors: this kind never says contradiction. It speaks only where one
part of a name differs and the rest agrees. A slip of a letter or two is a spelling only where the names of the
whole event say that one person is meant (`weigh.named`); by itself it may be another name.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache

from ...text.names import compare_persons
from ...types import Reason
from . import Clash, Kind, Reading, kinds

SPELT = 0.6  # likeness from which two forms are spellings; "Liz" is a form of Elizabeth, and no variant reading


def compare(left: Reading, right: Reading) -> list[Clash]:
    """Names of one person that differ in the spelling of one part."""
    out: list[Clash] = []
    for one in left.names:
        for other in right.names:
            if one.kind != "person" or other.kind != "person":
                continue
            person = left.person(one)
            one_person = person is not None and person is right.person(other)
            differing = _variant(left.report.quote(one.span), right.report.quote(other.span), one_person)
            if differing is not None:
                because = (Reason("one name, two spellings", 3.0, (one.span, other.span)),)
                out.append(Clash(one.span, other.span, *differing, "variant", because))
    return _once(out)


@lru_cache(maxsize=100_000)
def _variant(one: str, other: str, one_person: bool) -> tuple[str, str] | None:
    """The parts that differ, or None where the names are equal, different, or not of one shape."""
    ours, theirs = one.split(), other.split()
    if len(ours) != len(theirs) or one.casefold() == other.casefold():
        return None
    differing = [(a, b) for a, b in zip(ours, theirs, strict=True) if a.casefold() != b.casefold()]
    if len(differing) != 1 or compare_persons(one, other).nearness not in (("variant", "slip") if one_person else ("variant",)):
        return None
    a, b = differing[0]
    return (a, b) if SequenceMatcher(None, a.casefold(), b.casefold(), autojunk=False).ratio() >= SPELT else None


def _once(found: list[Clash]) -> list[Clash]:
    """Each pair of spellings once a sentence pair."""
    first: dict[tuple[str, str], Clash] = {}
    for clash in found:
        first.setdefault((clash.left_value, clash.right_value), clash)
    return list(first.values())


kinds.add("spelling", Kind(lambda reading: any(name.kind == "person" for name in reading.names), compare, "event"))
