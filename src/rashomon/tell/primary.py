"""The section on a primary source: whose words were altered, what it gives otherwise, what stands in it word for word, what does not.

What is not found is "not in the primary source given": a transcript may be cut, and people speak elsewhere too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..types import Against, Checked, Discrepancy, Drift, Edit, Line, Span, Stated
from .desk import Desk
from .phrases import capital, ended, quoted, short
from .quotations import as_translations
from .sections import CONTEXT
from .words import DRIFT, SEVERITIES, count, kind

WORD_FOR_WORD: tuple[Drift, ...] = ("verbatim", "truncated")
WORST: tuple[Drift, ...] = ("another speaker", "negated", "condition", "substituted", "inserted", "dropped", "moved", "spliced")
BESIDE = 3  # words on either side of a change that show what it is said of
NEAR = 20  # characters between two changes that are shown as one
EDITS = 3  # changes of one quotation that are shown
WORDS = 120  # characters shown of a quotation


def beside_primary(desk: Desk) -> Iterator[Line | None]:
    """Altered quotations, the worst first; other values; then how much stands in the primary source, and what does not."""
    if desk.primary is None:
        return
    yield from _altered(desk, desk.primary)
    altered = [one.version for one in desk.primary.quotations if one.edits]
    hard = [found for found in desk.primary.discrepancies if found.severity in ("contradiction", "tension")]
    yield from (_differs(desk, found) for found in hard if not any(found.left.overlaps(version) for version in altered))
    yield from _counts(desk, desk.primary)


def _same_words(desk: Desk, some: Iterable[Checked]) -> list[list[Checked]]:
    """Quotations of the same words and standing together: most reports, and those of the first, come first."""
    groups: dict[tuple[object, ...], list[Checked]] = {}
    for one in some:
        groups.setdefault((one.base, one.standing, desk.quote(one.version).casefold()), []).append(one)
    return sorted(groups.values(), key=lambda group: (-len(group), desk.order(group[0].version.report), group[0].version))


def _altered(desk: Desk, primary: Against) -> Iterator[Line | None]:
    altered = [one for one in primary.quotations if one.base and not set(one.standing) <= set(WORD_FOR_WORD)]
    groups = _same_words(desk, altered)
    for group in sorted(groups, key=lambda group: min(WORST.index(label) for label in group[0].standing if label in WORST)):
        first = group[0]
        spans = [span for one in group for span in (one.version, *one.base)] + _label(primary, first.base[0])
        moved = _moved(desk, group) if "another speaker" in first.standing else ""
        told = [label for label in WORST if label in first.standing and label != "another speaker"]
        how = ", ".join(DRIFT[label] for label in told)
        changed = how if moved and not first.edits else f"{_changes(desk, group)}: {how}" if told else ""
        who = f"{first.speaker}: " if first.speaker and not moved else ""
        remark = as_translations(desk, [one.version.report for one in group])
        yield desk.line("primary", ended(capital(who + "; ".join(part for part in (moved, changed) if part) + remark)), spans)


def _label(primary: Against, base: Span) -> list[Span]:
    """Where a transcript says who says some words."""
    turns = [turn for source in primary.sources for turn in source.turns if turn.label and turn.span.overlaps(base)]
    return [Span(base.report, turn.span.start - 1, turn.span.start) for turn in turns[:1]]


def _moved(desk: Desk, group: Sequence[Checked]) -> str:
    """Words that a report gives to one speaker and the primary source to another."""
    first = group[0]
    words = _words(desk, first.version)
    return f"{words}: given to {first.speaker} in {_in(desk, group)}, said by {first.said_by} in {desk.sigla[first.base[0].report]}"


def _changes(desk: Desk, group: Sequence[Checked]) -> str:
    """Each change as the reports have it and as the primary source has it; of words joined over a gap both sides whole."""
    first, source = group[0], desk.sigla[group[0].base[0].report]
    if not first.edits:
        parts = " … ".join(short(desk.quote(span), WORDS) for span in first.base)
        return f"{_words(desk, first.version)} in {_in(desk, group)} | {quoted(parts)} in {source}"
    groups = _neighbours(first.edits)
    shown = []
    for ours, theirs in groups[:EDITS]:
        readings = quoted(desk.snippet(ours, BESIDE, first.version).rstrip(",")), quoted(desk.snippet(theirs, BESIDE))
        shown.append(f"{readings[0]} in {_in(desk, group)} | {readings[1]} in {source}")
    more = f"; and {len(groups) - EDITS} more" if len(groups) > EDITS else ""
    return "; ".join(shown) + more


def _neighbours(edits: Sequence[Edit]) -> list[tuple[Span, Span]]:
    """The places of changes in the report and in the primary source; those a few words apart are one."""
    out: list[tuple[Span, Span]] = []
    for edit in sorted(edits, key=lambda edit: (edit.right, edit.left)):
        last = out[-1] if out else None
        if last and edit.right.start - last[0].end <= NEAR and 0 <= edit.left.start - last[1].end <= NEAR:
            out[-1] = (_over(last[0], edit.right), _over(last[1], edit.left))
        else:
            out.append((edit.right, edit.left))
    return out


def _over(one: Span, other: Span) -> Span:
    return Span(one.report, min(one.start, other.start), max(one.end, other.end))


def _words(desk: Desk, span: Span) -> str:
    """The words of a quotation without the comma that leads on to who said it."""
    return quoted(short(desk.quote(span).rstrip(","), WORDS))


def _in(desk: Desk, group: Iterable[Checked]) -> str:
    return desk.letters({one.version.report for one in group})


def _differs(desk: Desk, found: Discrepancy) -> Line | None:
    readings = " | ".join(f"{quoted(desk.snippet(span, CONTEXT))} in {desk.sigla[span.report]}" for span in (found.left, found.right))
    text = f"{capital(kind(found.kind))}: {readings}: {SEVERITIES[found.severity]}."
    return desk.line("primary", text, (found.left, found.right, *found.more))


def _counts(desk: Desk, primary: Against) -> Iterator[Line | None]:
    compared = [one for one in primary.quotations if one.standing != ("another language",)]
    whole = [one for one in compared if set(one.standing) <= set(WORD_FOR_WORD)]
    if whole:
        part = sum(one.standing != ("verbatim",) for one in whole)
        how = f", {part} of them part of a sentence" if part else ""
        text = f"{_of(len(whole), len(compared))} {'stands' if len(whole) == 1 else 'stand'} in {_sources(primary)} word for word{how}."
        yield desk.line("primary", text, [span for one in whole for span in (one.version, *one.base)])
    yield from _missing(desk, primary, [one for one in compared if one.standing == ("not found",)])
    yield from _claims(desk, primary)
    foreign = {one.span.report for one in primary.claims if one.standing == "another language"}
    if foreign:
        were = "is in another language and was" if len(foreign) == 1 else "are in another language and were"
        yield desk.line("primary", f"{desk.letters(foreign)} {were} not compared with {_sources(primary)}.", desk.opening(foreign))


def _sources(primary: Against) -> str:
    """Such as "P1 or P2": what stands in several stands in one of them."""
    return " or ".join(primary.sigla.values())


def _of(some: int, every: int) -> str:
    return f"{some} of {count(every, 'quotation')}" if some < every else f"{'The' if every == 1 else 'All'} {count(every, 'quotation')}"


def _missing(desk: Desk, primary: Against, missing: Sequence[Checked]) -> Iterator[Line | None]:
    """What is not found: one by one where its speaker is heard in the primary source, else their number."""
    for group in _same_words(desk, [one for one in missing if one.speaks]):
        remark = as_translations(desk, [one.version.report for one in group])
        text = f"{_words(desk, group[0].version)}, given to {group[0].speaker} in {_in(desk, group)}: {DRIFT['not found']}{remark}."
        yield desk.line("primary", text, [one.version for one in group])
    others = [one for one in missing if not one.speaks]
    if others:
        what = count(len(others), "more quotation" if len(others) < len(missing) else "quotation")
        text = f"{what}, of speakers not known to speak in {_sources(primary)}: {DRIFT['not found']}."
        yield desk.line("primary", text, [one.version for one in others])


def _claims(desk: Desk, primary: Against) -> Iterator[Line | None]:
    """How many claims it states in like words, and what is given to its speakers and is not stated in it."""
    told: dict[str, list[Stated]] = {}
    gists = {claim.id: claim.gist for claim in desk.collation.claims}
    for one in primary.claims:
        if one.standing != "another language" and desk.is_telling(gists[one.claim]):
            told.setdefault(one.claim, []).append(one)
    stated = [cells for cells in told.values() if any(cell.standing == "assert" for cell in cells)]
    every = count(len(told), "claim")
    if stated:
        spans = [span for cells in stated for cell in cells if cell.standing == "assert" for span in (cell.span, cell.at) if span]
        yield desk.line("primary", f"{_sources(primary)} states {len(stated)} of {every} of the reports in like words.", spans)
    given = [cell for cells in told.values() for cell in cells if cell.standing == "silent" and cell.speaks]
    if given:
        are = "sentence is" if len(given) == 1 else "sentences are"
        text = f"{len(given)} {are} given to speakers who are heard in {_sources(primary)}, and not stated there in like words."
        yield desk.line("primary", text, [cell.span for cell in given])
