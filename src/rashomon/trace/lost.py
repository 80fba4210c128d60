"""Texts that nobody gave us: those that siblings require, and those that a report credits by name.

A credit line names a source of the whole report; "told AGENCY" names one of that statement only; a photo
credit names none (it never becomes a `Credit`). Where the siblings of one family credit one name, the
text they require and the text they credit are one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from ..types import Derivation, DerivationKind, Lost, Notes, Reason, Report, total_bits
from .evidence import p_of
from .tree import Kin, kind_of

OPEN = "which came first is open"
CREDITED = 6.0  # bits: a report that credits a text for its own has taken from it


def greek() -> Iterator[str]:
    """Sigla of lost texts: α, β, ... ω, α1, β1, ..."""
    for n in count():
        yield from (letter + (str(n) if n else "") for letter in "αβγδεζηθικλμνξοπρστυφχψω")


def required(
    siglum: str, name: str | None, children: Sequence[str], within: Mapping[frozenset[str], Kin], credits: Sequence[Reason]
) -> Lost:
    """The text that the siblings of a family require, or that may stand between reports whose order is open."""
    pairs = [kin for pair, kin in sorted(within.items(), key=lambda item: sorted(item[0])) if pair <= set(children)] or list(
        within.values()
    )
    kept = [reason for kin in pairs for reason in (*kin.way.left, *kin.way.right)]
    if not kept:
        return Lost(
            siglum, name, (Reason(OPEN, 0.0, (), "one took from the other, or both from a text that none of the reports is"), *credits)
        )
    at = tuple(span for reason in kept for span in reason.at)
    bits = round(sum(reason.bits for reason in kept), 3)
    return Lost(siglum, name, (Reason("each keeps what the other lost", bits, at, "a text that none of the reports is"), *credits))


def from_required(
    child: str,
    siglum: str,
    within: Mapping[frozenset[str], Kin],
    reports: Mapping[str, Report],
    copy_share: float,
    sigla: Mapping[str, str],
) -> Derivation:
    """The edge from a report to the text its family requires; the closest other report stands for that text."""
    pairs = [kin for pair, kin in sorted(within.items(), key=lambda item: sorted(item[0])) if child in pair]
    best = max(pairs, key=lambda kin: total_bits(kin.because))
    kept = best.way.left if best.a == child else best.way.right
    kind = kind_of(reports[child], reports[best.b if best.a == child else best.a], best, copy_share)
    because = (*best.because, *(Reason(reason.rule, 0.0, reason.at, reason.detail) for reason in kept))
    return Derivation(sigla[child], siglum, kind, p_of(total_bits(best.because)), because)


def credits_of(notes: Notes, scope: str) -> dict[str, Reason]:
    """Names a report credits, each with the words that do."""
    out: dict[str, Reason] = {}
    for credit in notes.credits:
        if credit.scope == scope:
            out.setdefault(credit.name, Reason("credited", CREDITED, (credit.span,) if credit.span else (), credit.detail))
    return out


def common_credit(family: Sequence[str], noted: Mapping[str, Notes]) -> str | None:
    """The one name that reports of a family credit for their text; None where they name none or several."""
    named = sorted({name for id in family for name in credits_of(noted[id], "text")})
    return named[0] if len(named) == 1 else None


def credited(noted: Mapping[str, Notes]) -> dict[str, list[tuple[str, DerivationKind, Reason]]]:
    """Names given as sources of a text or of a passage: name to (report, kind of edge, reason)."""
    out: dict[str, dict[str, tuple[str, DerivationKind, Reason]]] = defaultdict(dict)
    kinds: tuple[tuple[str, DerivationKind], ...] = (("passage", "shared source"), ("text", "syndication"))
    for scope, kind in kinds:
        for id, note in sorted(noted.items()):
            for name, reason in credits_of(note, scope).items():
                out[name][id] = (id, kind, reason)
    return {name: sorted(children.values(), key=lambda child: child[0]) for name, children in sorted(out.items())}
