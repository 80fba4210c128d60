"""Spelling: one name written two ways.

Variants of a transliteration are not errors: this kind never says contradiction. It speaks only where one
part of a name differs and the rest agrees. A slip of a letter or two is a spelling only where the names of the
whole event say that one person is meant (`weigh.named`); by itself it may be another name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations

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
    ours, theirs = one.casefold().split(), other.casefold().split()
    differing = [n for n, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b]
    if len(ours) != len(theirs) or len(differing) != 1 or not _spelt_alike(ours[differing[0]], theirs[differing[0]]):
        return None
    if compare_persons(one, other).nearness not in (("variant", "slip") if one_person else ("variant",)):
        return None
    return one.split()[differing[0]], other.split()[differing[0]]


def _spelt_alike(one: str, other: str) -> bool:
    """Whether two words are alike. The letters that they have in order are counted first: never fewer than difflib finds, and sooner."""
    from rapidfuzz.distance import LCSseq

    if 2.0 * LCSseq.similarity(one, other) / (len(one) + len(other)) < SPELT:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= SPELT


def may_clash(readings: Sequence[Reading]) -> list[tuple[Reading, Reading]]:
    """Sentences that hold two spellings of one name: names are compared once an event, and only those that differ in one of their parts.

    That is all pairs of names of one word, and few of longer ones.
    """
    holding: dict[str, set[int]] = defaultdict(set)  # names as written -> sentences
    for n, reading in enumerate(readings):
        for name in reading.names:
            if name.kind == "person":
                holding[reading.report.quote(name.span)].add(n)
    but_one: dict[tuple[str | None, ...], list[str]] = defaultdict(list)  # parts of names, one of them left out -> names
    for written in sorted(holding):
        parts = written.casefold().split()
        for n in range(len(parts)):
            but_one[*parts[:n], None, *parts[n + 1 :]].append(written)
    alike = {pair for names in but_one.values() for pair in combinations(names, 2)}
    variants = [(a, b) for a, b in alike if _variant(a, b, True) or _variant(b, a, True)]  # difflib finds more one way than the other
    pairs = {(min(i, j), max(i, j)) for a, b in variants for i in holding[a] for j in holding[b] if i != j}
    return [(readings[i], readings[j]) for i, j in sorted(pairs)]


def _once(found: list[Clash]) -> list[Clash]:
    """Each pair of spellings once a sentence pair."""
    first: dict[tuple[str, str], Clash] = {}
    for clash in found:
        first.setdefault((clash.left_value, clash.right_value), clash)
    return list(first.values())


kinds.add("spelling", Kind(lambda reading: any(name.kind == "person" for name in reading.names), compare, "event", may_clash))
