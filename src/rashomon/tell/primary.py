"""The section on a primary source: whose words were altered, what it gives otherwise, what stands in it word for word, what does not.

What is not found is "not in the primary source given": a transcript may be cut, and people speak elsewhere too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..types import Against, Checked, Discrepancy, Drift, Edit, Line, Span, Stated
from .desk import Desk
from .phrases import capital, ended, short
from .quotations import as_translations
from .sections import CONTEXT

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
    hard = [found for found in desk.primary.discrepancies if found.is_hard]
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
        t, how = desk.template, ", ".join(desk.template.drift[label] for label in told)
        changed = how if moved and not first.edits else f"{_changes(desk, group)}{t.colon}{how}" if told else ""
        who = f"{first.speaker}{t.colon}" if first.speaker and not moved else ""
        remark = as_translations(desk, [one.version.report for one in group])
        yield desk.line("primary", ended(capital(who + t.semicolon.join(part for part in (moved, changed) if part) + remark)), spans)


def _label(primary: Against, base: Span) -> list[Span]:
    """Where a transcript says who says some words."""
    turns = [turn for source in primary.sources for turn in source.turns if turn.label and turn.span.overlaps(base)]
    return [Span(base.report, turn.span.start - 1, turn.span.start) for turn in turns[:1]]


def _moved(desk: Desk, group: Sequence[Checked]) -> str:
    """Words that a report gives to one speaker and the primary source to another."""
    first = group[0]
    words, source = _words(desk, first.version), desk.sigla[first.base[0].report]
    return desk.template.moved.format(words=words, name=first.speaker, letters=_in(desk, group), other=first.said_by, source=source)


def _changes(desk: Desk, group: Sequence[Checked]) -> str:
    """Each change as the reports have it and as the primary source has it; of words joined over a gap both sides whole."""
    first, t = group[0], desk.template

    def beside(ours: str, theirs: str) -> str:
        sides = ((ours, _in(desk, group)), (theirs, desk.sigla[first.base[0].report]))
        return " | ".join(t.reading.format(words=words, letters=letters) for words, letters in sides)

    if not first.edits:
        parts = " … ".join(short(desk.quote(span), WORDS) for span in first.base)
        return beside(_words(desk, first.version), t.quoted(parts))
    groups = _neighbours(first.edits)
    shown = t.semicolon.join(
        beside(t.quoted(desk.snippet(ours, BESIDE, first.version).rstrip(",")), t.quoted(desk.snippet(theirs, BESIDE)))
        for ours, theirs in groups[:EDITS]
    )
    return t.more_changes.format(readings=shown, n=len(groups) - EDITS) if len(groups) > EDITS else shown


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
    return desk.template.quoted(short(desk.quote(span).rstrip(","), WORDS))


def _in(desk: Desk, group: Iterable[Checked]) -> str:
    return desk.letters({one.version.report for one in group})


def _differs(desk: Desk, found: Discrepancy) -> Line | None:
    t = desk.template
    readings = f"{desk.readings((found.left, found.right), CONTEXT)}{t.colon}{t.severities[found.severity]}"
    text = t.changes.format(what=capital(t.kind(found.kind)), readings=readings, remark="")
    return desk.line("primary", text, (found.left, found.right, *found.more))


def _counts(desk: Desk, primary: Against) -> Iterator[Line | None]:
    t, compared = desk.template, [one for one in primary.quotations if one.standing != ("another language",)]
    whole = [one for one in compared if set(one.standing) <= set(WORD_FOR_WORD)]
    if whole:
        part = sum(one.standing != ("verbatim",) for one in whole)
        stand = t.some_stand if len(whole) < len(compared) else t.all_stand
        how = t.in_part.format(n=part) if part else ""
        text = t.number(len(whole), stand, every=len(compared), sources=_sources(desk, primary), part=how)
        yield desk.line("primary", text, [span for one in whole for span in (one.version, *one.base)])
    yield from _missing(desk, primary, [one for one in compared if one.standing == ("not found",)])
    yield from _claims(desk, primary)
    foreign = {one.span.report for one in primary.claims if one.standing == "another language"}
    if foreign:
        text = t.number(len(foreign), t.other_language, letters=desk.letters(foreign), sources=_sources(desk, primary))
        yield desk.line("primary", text, desk.opening(foreign))


def _sources(desk: Desk, primary: Against) -> str:
    """Such as "P1 or P2": what stands in several stands in one of them."""
    return f" {desk.template.or_} ".join(primary.sigla.values())


def _missing(desk: Desk, primary: Against, missing: Sequence[Checked]) -> Iterator[Line | None]:
    """What is not found: one by one where its speaker is heard in the primary source, else their number."""
    t, not_found = desk.template, desk.template.drift["not found"]
    for group in _same_words(desk, [one for one in missing if one.speaks]):
        remark = as_translations(desk, [one.version.report for one in group])
        words, speaker = _words(desk, group[0].version), group[0].speaker
        text = t.missing.format(words=words, name=speaker, letters=_in(desk, group), not_found=not_found, remark=remark)
        yield desk.line("primary", text, [one.version for one in group])
    others = [one for one in missing if not one.speaks]
    if others:
        what = t.more_missing if len(others) < len(missing) else t.others_missing
        text = t.number(len(others), what, sources=_sources(desk, primary), not_found=not_found)
        yield desk.line("primary", text, [one.version for one in others])


def _claims(desk: Desk, primary: Against) -> Iterator[Line | None]:
    """How many claims it states in like words, and what is given to its speakers and is not stated in it."""
    t, sources = desk.template, _sources(desk, primary)
    told: dict[str, list[Stated]] = {}
    gists = {claim.id: claim.gist for claim in desk.collation.claims}
    for one in primary.claims:
        if one.standing != "another language" and desk.is_telling(gists[one.claim]):
            told.setdefault(one.claim, []).append(one)
    stated = [cells for cells in told.values() if any(cell.standing == "assert" for cell in cells)]
    if stated:
        spans = [span for cells in stated for cell in cells if cell.standing == "assert" for span in (cell.span, cell.at) if span]
        yield desk.line("primary", t.number(len(told), t.stated, sources=sources, some=len(stated)), spans)
    given = [cell for cells in told.values() for cell in cells if cell.standing == "silent" and cell.speaks]
    if given:
        yield desk.line("primary", t.number(len(given), t.not_stated, sources=sources), [cell.span for cell in given])
