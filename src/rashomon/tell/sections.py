"""The sections under the ladder: what to check first, what all carry, what changed, what stands in one account only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ..types import Claim, Discrepancy, Line, Span
from .desk import Desk, listed, quoted
from .words import RELATIONS, SEVERITIES, count, kind


def check(desk: Desk) -> Iterator[Line | None]:
    """Readings that do not fit, the hardest first."""
    hard = [d for d in desk.findings.discrepancies if d.severity in ("contradiction", "tension")]
    for found in hard[: desk.config.per_section]:
        yield desk.line("check", f"{_differs(desk, found)} {_leaning(desk, found)}", (found.left, found.right, *found.more))
    if len(hard) > desk.config.per_section:
        rest = hard[desk.config.per_section :]
        yield desk.line("check", f"And {count(len(rest), 'finding')} more.", [d.left for d in rest])


def _differs(desk: Desk, found: Discrepancy) -> str:
    what = kind(found.kind)
    sides = ((found.left, found.left_value), (found.right, found.right_value))
    values = ", ".join(f"{_shown(desk, span, value)} in {desk.sigla[span.report]}" for span, value in sides)
    return f"{what[0].upper()}{what[1:]}: {values}: {SEVERITIES[found.severity]} ({RELATIONS[found.relation]})."


def _shown(desk: Desk, span: Span, value: str) -> str:
    words = desk.quote(span)
    return quoted(words if len(words) < 80 else value)


def _leaning(desk: Desk, found: Discrepancy) -> str:
    if found.consistent_with not in ("left", "right"):
        return "Open."
    left = found.consistent_with == "left"
    shown = _shown(desk, found.left, found.left_value) if left else _shown(desk, found.right, found.right_value)
    return f"Consistent with {shown}: {found.basis}."


def everywhere(desk: Desk) -> Iterator[Line | None]:
    """Claims that every account carries, then those of most accounts."""
    total = desk.stemma.accounts.high
    if total < 2:
        return
    disputed = {found.claim for found in desk.findings.discrepancies if found.severity in ("contradiction", "tension")}
    carried = [c for c in desk.collation.claims if c.id not in disputed and not desk.is_heading(c.gist) and desk.close(c)]
    yield from _claims(desk, "all", [claim for claim in carried if len(desk.accounts_of(claim)) == total])
    most = [claim for claim in carried if 2 <= len(desk.accounts_of(claim)) < total and 2 * len(desk.accounts_of(claim)) > total]
    yield from _claims(desk, "most", most)


def _claims(desk: Desk, section: str, claims: Sequence[Claim]) -> Iterator[Line | None]:
    ranked = sorted(
        claims, key=lambda claim: (-len(desk.accounts_of(claim)), -sum(c is not None for c in claim.cells.values()), claim.gist)
    )
    for claim in ranked[: desk.config.per_section]:
        support = desk.findings.support[claim.id]
        by = f" ({listed(list(support.originators[:2]))} given as source)" if support.originators else ""
        share = "" if section == "all" else f"In {len(desk.accounts_of(claim))} of {desk.stemma.accounts.high}: "
        yield desk.line(section, f"{share}{quoted(desk.quote(claim.gist))}{by}", [c.span for c in claim.cells.values() if c is not None])
    if len(ranked) > desk.config.per_section:
        rest = ranked[desk.config.per_section :]
        yield desk.line(section, f"And {count(len(rest), 'claim')} more.", [claim.gist for claim in rest])


def changed(desk: Desk) -> Iterator[Line | None]:
    """Words that changed inside quotation marks, one line an utterance."""
    for utterance in desk.findings.utterances:
        pairs = list(
            dict.fromkeys(
                (desk.quote(e.left), desk.sigla[e.left.report], desk.quote(e.right), desk.sigla[e.right.report]) for e in utterance.edits
            )
        )
        if pairs:
            shown = "; ".join(f"{quoted(a)} in {x}, {quoted(b)} in {y}" for a, x, b, y in pairs[: desk.config.per_section])
            spans = [span for edit in utterance.edits for span in (edit.left, edit.right)]
            yield desk.line("quotes", f"{utterance.speaker or 'No speaker given'}: {shown}.", spans)


def alone(desk: Desk) -> Iterator[Line | None]:
    """What one account alone carries: the sentences that say most, and how many there are."""
    if desk.stemma.accounts.high < 2:
        return
    for members in sorted(desk.stemma.accounts.members, key=lambda ids: min(desk.order(id) for id in ids)):
        spans = [span for id in members for span in desk.findings.only_in[id] if not desk.is_heading(span)]
        ranked = sorted(spans, key=lambda span: (-_weight(desk, span), desk.order(span.report), span.start))
        shown = sorted(ranked[:3], key=lambda span: (desk.order(span.report), span.start))
        if shown:
            text = " ".join(quoted(_short(desk.quote(span))) for span in shown)
            yield desk.line("only", f"{desk.letters(members)} ({count(len(spans), 'sentence')}): {text}", shown)


def _weight(desk: Desk, span: Span) -> float:
    """How much a sentence says that can be checked: names, figures, times, quotations."""
    note = desk.notes[span.report]
    places = [name.span for name in note.names] + [quantity.span for quantity in note.quantities] + [time.span for time in note.times]
    return sum(place in span for place in places) + 2 * sum(
        any(content.overlaps(span) for content in quote.content) for quote in note.quotes
    )


def _short(text: str, limit: int = 160) -> str:
    """A sentence, cut at a word with an ellipsis where it is long: the citation holds the whole."""
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + " …"


def garbled(desk: Desk) -> Iterator[Line | None]:
    """Damaged passages, shown as such."""
    for found in desk.findings.discrepancies:
        if found.severity == "garbled":
            yield desk.line(
                "garbled", f"{desk.sigla[found.left.report]}: {quoted(desk.quote(found.left))}: {found.right_value}.", [found.left]
            )


def aside(desk: Desk) -> Iterator[Line | None]:
    """What was cut from each text before reading it."""
    repairs = {"encoding", "unicode", "newline", "space", "title", "invisible", "control", "combining"}
    for report in sorted(desk.reports, key=lambda report: desk.order(report.id)):
        rules = Counter(cut.rule for cut in report.cuts if cut.rule not in repairs)
        if rules:
            yield desk.line(
                "aside",
                f"{desk.sigla[report.id]}: {listed([count(n, rule) for rule, n in sorted(rules.items())])}.",
                desk.opening([report.id]),
            )


def to_get(desk: Desk) -> Iterator[Line | None]:
    """Texts and facts that would settle more than this set can."""
    ids = desk.stemma.witnesses
    for lost in desk.stemma.lost:
        children = [ids[edge.child] for edge in desk.stemma.edges if edge.parent == lost.siglum]
        credits = sorted({reason.detail for reason in lost.because if reason.detail})
        if lost.name:
            whole = any(edge.kind == "syndication" for edge in desk.stemma.edges if edge.parent == lost.siglum)
            what = "credited for the text of" if whole else "credited for a statement in"
            yield desk.line(
                "get",
                f"{lost.name}, {what} {desk.letters(children)}{': ' + quoted(credits[0]) if credits else ''}.",
                desk.opening(children),
            )
        else:
            yield desk.line(
                "get",
                f"The text behind {desk.letters(children)}.",
                [s for reason in lost.because for s in reason.at] or desk.opening(children),
            )
    undated = [report.id for report in desk.reports if report.published is None]
    nameless = [report.id for report in desk.reports if report.outlet is None]
    if undated:
        yield desk.line("get", f"Publication times of {desk.letters(undated)}.", desk.opening(undated))
    if nameless:
        yield desk.line("get", f"Outlets of {desk.letters(nameless)}.", desk.opening(nameless))
