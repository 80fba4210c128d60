"""Decides how two readings that do not fit are shown: both sentences whole, what is compared marked, who says so, as of when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ...tell import words
from ...tell.phrases import capital
from ...tell.template import templates
from ...text.visible import squeeze
from ...types import Analysis, AsOf, Discrepancy, Span
from .places import PAGE_LANG, Cite, Marked, Origin, Places


@dataclass(frozen=True, slots=True)
class Reading:
    """One side of a difference."""

    value: str
    sentence: Marked
    cite: Cite
    origin: Origin
    who: str  # "" where nobody is given as the source
    spoken: str  # the words for when it was said
    also: tuple[Cite, ...]  # where else it stands so


@dataclass(frozen=True, slots=True)
class Difference:
    """Two readings that do not fit."""

    id: str
    standing: str
    relation: str
    leaning: str  # which side the rest is consistent with, and what that rests on
    update: str  # why one side may only bring the other up to date
    sides: tuple[Reading, Reading]


@dataclass(frozen=True, slots=True)
class Kind:
    """The differences of one kind."""

    name: str
    heading: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Differences:
    """What cannot stand together or differs, by kind; then what only says it otherwise."""

    hard: tuple[Kind, ...]
    light: tuple[Kind, ...]


def differences(analysis: Analysis) -> Differences:
    """All but damage, kinds in the order of their hardest finding; those against a primary source are among them."""
    places = Places(analysis)
    found = (*analysis.findings.discrepancies, *(analysis.primary.discrepancies if analysis.primary else ()))
    some = [one for one in found if one.severity != "garbled"]
    hard, light = ([one for one in some if one.is_hard is wanted] for wanted in (True, False))
    return Differences(_by_kind(hard, places), _by_kind(light, places))


def _by_kind(found: Iterable[Discrepancy], places: Places) -> tuple[Kind, ...]:
    kinds: dict[str, list[Difference]] = {}
    for one in found:
        kinds.setdefault(one.kind, []).append(difference(one, places))
    return tuple(Kind(name, capital(squeeze(words.kind(name))), tuple(some)) for name, some in kinds.items())


def difference(one: Discrepancy, places: Places) -> Difference:
    """One finding as it is shown, on the page of the event and beside its reasons."""
    lefts, rights = one.sides
    basis = f" ({squeeze(one.basis)})" if one.basis else ""
    return Difference(
        one.id,
        words.standing(one.kind, one.severity),
        words.RELATIONS[one.relation],
        f"{words.SIDES[one.consistent_with]}{basis}",
        _update(one, places),
        (
            _reading(one.left, one.left_value, lefts, one.as_of[0], places),
            _reading(one.right, one.right_value, rights, one.as_of[1], places),
        ),
    )


def _reading(span: Span, value: str, alike: Iterable[Span], as_of: AsOf, places: Places) -> Reading:
    spoken = places.words(as_of.spoken.span) if as_of.spoken else ""
    others = places.cites(other for other in alike if other != span)
    own = places.cite(span)
    return Reading(
        squeeze(value), places.sentence(span), own, places.origin(span.report), places.who(span), spoken,
        tuple(cite for cite in others if cite != own),
    )  # fmt: skip


def _update(one: Discrepancy, places: Places) -> str:
    if not one.superseded or not one.later:
        return ""
    origin, t = places.origin((one.left if one.later == "left" else one.right).report), templates[PAGE_LANG]
    return (t.dated_update if origin.published else t.update).format(letters=origin.siglum, when=origin.published)
