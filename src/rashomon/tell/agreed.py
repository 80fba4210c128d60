"""What the accounts agree on: the sentence of a claim that most of them bear out, and the sentences that do.

Observations. A claim holds what comes near its gist; quoting the gist is not true of all of it. So every sentence of the claim is tried:
of which others would quoting it be true? They must hold most of its telling words and all its days and figures, deny where it denies,
name no other speaker, and ask no less firmly.
An error here says that an account tells what it does not tell.
"""

from __future__ import annotations

from typing import NamedTuple

from ..lang._compared import compared, negates
from ..text.stems import keys, telling
from ..types import Claim, Span
from .desk import Desk

BORNE = 0.6  # share of the telling stems of a sentence that stand in one that says the same


class Said(NamedTuple):
    """What is compared of a sentence."""

    stems: frozenset[str]
    checkable: frozenset[str]  # days of the week, by number, and figures
    negated: bool | None  # None where the language file knows no such words
    refused: bool | None
    speakers: frozenset[str]  # who is named as a source
    firmness: int | None  # how strongly it says that somebody asked for something; None where it gives nobody's words


def agreed(desk: Desk, claim: Claim) -> tuple[Span, list[Span]]:
    """The sentence of a claim that most accounts bear out, and the sentences that do, it among them."""
    cells = [cell.span for cell in claim.cells.values() if cell is not None and cell.state != "contradict"]
    if len(desk.accounts_of(cells)) < 2:
        return claim.gist, [claim.gist]
    number, said = {span: n for n, span in enumerate(cells)}, [_said(desk, span) for span in cells]
    borne = dict[Span, list[Span]]()
    for gist, own in zip(cells, said, strict=True):
        if desk.is_telling(gist):
            near = sorted({number[gist], *(number[span] for span in desk.alike(gist) & number.keys())})
            borne[gist] = [cells[n] for n in near if said[n] is own or _bears_out(own, said[n])]
    ranked = sorted(borne, key=lambda gist: (-len(desk.accounts_of(borne[gist])), -len(borne[gist]), gist != claim.gist, gist))
    return (ranked[0], borne[ranked[0]]) if ranked else (claim.gist, [])


def _bears_out(gist: Said, other: Said) -> bool:
    """Whether a sentence says what another says."""
    if len(gist.stems & other.stems) < BORNE * len(gist.stems) or gist.checkable - other.checkable:
        return False
    firmer = other.firmness is not None and (gist.firmness or 0) > other.firmness
    two_speakers = bool(gist.speakers) and bool(other.speakers) and gist.speakers.isdisjoint(other.speakers)
    denied = all(ours == theirs or None in (ours, theirs) for ours, theirs in zip(gist[2:4], other[2:4], strict=True))
    return denied and not firmer and not two_speakers


def _said(desk: Desk, span: Span) -> Said:
    report = desk.by_id[span.report]
    lang, found = compared(report.lang), [word for word, _, _ in keys(report.quote(span))]
    days = (str(lang.weekdays.index(word)) for word in found if word in lang.weekdays)
    figures = (f"figure {word}" for word in found if word[0].isdigit())
    cues = [quote.cue for quote in desk.notes[span.report].quotes if quote.speech and quote.cue is not None and quote.cue in span]
    return Said(
        telling(found, lang.stopwords),
        frozenset((*days, *figures)),
        any(negates(word, lang) for word in found) if lang.negators else None,
        not lang.refusals.isdisjoint(found) if lang.refusals else None,
        frozenset(given.source for given in desk.given(span) if given.named),
        max(map(desk.asking, cues), default=None),
    )
