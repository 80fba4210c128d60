"""Which sources a report credits: for its whole text, or for a passage, each with the words that do.

A credit line names a source of the whole report; "told AGENCY" names one of that statement only; a photo credit names none (it
never becomes a `Credit`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping

from ..types import DerivationKind, Notes, Reason

CREDITED = 6.0  # bits: a report that credits a text for its own has taken from it


def credits_of(notes: Notes, scope: str) -> dict[str, Reason]:
    """Names a report credits, each with the words that do."""
    out: dict[str, Reason] = {}
    for credit in notes.credits:
        if credit.scope == scope:
            out.setdefault(credit.name, Reason("credited", CREDITED, (credit.span,) if credit.span else (), credit.detail))
    return out


def credited(noted: Mapping[str, Notes], done: Callable[[str, str], bool]) -> dict[str, list[tuple[str, DerivationKind, Reason]]]:
    """Names given as sources of a text or of a passage: name to (report, kind of edge, reason); not those that are `done`."""
    out: dict[str, dict[str, tuple[str, DerivationKind, Reason]]] = defaultdict(dict)
    kinds: tuple[tuple[str, DerivationKind], ...] = (("passage", "shared source"), ("text", "syndication"))
    for scope, kind in kinds:
        for id, note in sorted(noted.items()):
            for name, told in credits_of(note, scope).items():
                if not done(id, name):
                    out[name][id] = (id, kind, told)
    return {name: sorted(children.values(), key=lambda child: child[0]) for name, children in sorted(out.items())}
