"""The sections under the ladder: what to check first, what all carry, what changed, what stands in one account only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ..lang import language
from ..types import Claim, Discrepancy, Edit, Line, Span, Utterance, total_bits
from .desk import Desk, listed, quoted
from .words import RELATIONS, SEVERITIES, count, kind

SHOWN = 3  # sentences shown of an account's own
CONTEXT = 6  # words on either side of a reading that show what it is said of
BESIDE = 2  # the same inside a quotation


def check(desk: Desk) -> Iterator[Line | None]:
    """Readings that do not fit, the hardest first; findings that share a reading are one line."""
    groups = _joined([d for d in desk.findings.discrepancies if d.severity in ("contradiction", "tension")])
    for group in groups[: desk.config.per_section]:
        spans = [span for found in group for span in (found.left, found.right, *found.more)]
        yield desk.line("check", _differs(desk, group), spans)
    if len(groups) > desk.config.per_section:
        rest = groups[desk.config.per_section :]
        yield desk.line("check", f"And {count(len(rest), 'finding')} more.", [group[0].left for group in rest])


def _joined(found: Sequence[Discrepancy]) -> list[list[Discrepancy]]:
    """Findings of one kind that share a span, together, in order of the first."""
    groups: list[list[Discrepancy]] = []
    for one in found:
        spans = {one.left, one.right, *one.more}
        home = [g for g in groups if g[0].kind == one.kind and any(spans & {other.left, other.right, *other.more} for other in g)]
        for group in home[1:]:
            groups.remove(group)
            home[0].extend(group)
        if home:
            home[0].append(one)
        else:
            groups.append([one])
    return groups


def _differs(desk: Desk, group: Sequence[Discrepancy]) -> str:
    """What is compared, each reading in its words, whether they can stand together, what the rest is consistent with."""
    first, what = group[0], kind(group[0].kind)
    spans = list(dict.fromkeys(span for found in group for span in (found.left, found.right)))
    readings = " | ".join(f"{quoted(desk.snippet(span, CONTEXT))} in {desk.sigla[span.report]}" for span in spans)
    severity = SEVERITIES[first.severity] if len(group) == 1 else SEVERITIES[first.severity].replace("both", "all")
    leaning = sorted({_leaning(desk, found) for found in group if found.consistent_with in ("left", "right")})
    return f"{what[0].upper()}{what[1:]}: {readings}: {severity} ({RELATIONS[first.relation]}). {' '.join(leaning) or 'Open.'}"


def _leaning(desk: Desk, found: Discrepancy) -> str:
    span = found.left if found.consistent_with == "left" else found.right
    return f"Consistent with {quoted(desk.quote(span))}: {found.basis}."


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
        by += " (wording differs)" if desk.reworded(claim) else ""
        share = "" if section == "all" else f"In {len(desk.accounts_of(claim))} of {desk.stemma.accounts.high}: "
        yield desk.line(section, f"{share}{quoted(desk.quote(claim.gist))}{by}", [c.span for c in claim.cells.values() if c is not None])
    if len(ranked) > desk.config.per_section:
        rest = ranked[desk.config.per_section :]
        yield desk.line(section, f"And {count(len(rest), 'claim')} more.", [claim.gist for claim in rest])


def changed(desk: Desk) -> Iterator[Line | None]:
    """Words that changed inside quotation marks, one line an utterance; those with most versions first."""
    for utterance in sorted(desk.findings.utterances, key=lambda utterance: (-len({v.report for v in utterance.versions}), utterance.id)):
        edits = [edit for edit in utterance.edits if edit.kind == "substituted" or _turned(utterance, edit)][: desk.config.per_section]
        sides = [tuple(f"{quoted(desk.snippet(span, BESIDE))} in {desk.sigla[span.report]}" for span in (e.left, e.right)) for e in edits]
        shown = "; ".join(" | ".join(pair) for pair in dict.fromkeys(sides))
        if shown:
            spans = [span for edit in edits for span in (edit.left, edit.right)]
            yield desk.line("quotes", f"{utterance.speaker or 'No speaker given'}: {shown}.", spans)


def _turned(utterance: Utterance, edit: Edit) -> bool:
    """Whether a word came or went in a version that denies what the fullest asserts, or the other way round."""
    turned = [version for version, labels in zip(utterance.versions, utterance.drift, strict=True) if "negated" in labels]
    return any(edit.right in version or edit.right.overlaps(version) for version in turned)


def alone(desk: Desk) -> Iterator[Line | None]:
    """What one account alone carries: the sentences that say most, and how many there are."""
    if desk.stemma.accounts.high < 2:
        return
    for members in sorted(desk.stemma.accounts.members, key=lambda ids: min(desk.order(id) for id in ids)):
        spans = [span for id in members for span in desk.findings.only_in[id] if not desk.is_heading(span)]
        ranked = sorted(spans, key=lambda span: (-_weight(desk, span), desk.order(span.report), span.start))
        shown: list[Span] = []
        for span in ranked:
            if len(shown) < SHOWN and not any(desk.alike(span, other) for other in shown):
                shown.append(span)
        shown.sort(key=lambda span: (desk.order(span.report), span.start))
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
    """Reports that read as translations, then damaged passages: one line a report and sort of damage."""
    yield from _translated(desk)
    sorts: dict[tuple[int, str], list[Span]] = {}
    for found in desk.findings.discrepancies:
        if found.severity == "garbled":
            sorts.setdefault((desk.order(found.left.report), found.right_value.partition(":")[0]), []).append(found.left)
    for (_, what), spans in sorted(sorts.items()):
        places = sorted(spans)
        shown = ", ".join(quoted(_short(desk.quote(span), 60)) for span in places)
        yield desk.line("garbled", f"{desk.sigla[places[0].report]}: {what}: {shown}.", places)


def _translated(desk: Desk) -> Iterator[Line | None]:
    """Reports that read as translations, with the idioms that show it."""
    for report in sorted(desk.reports, key=lambda report: desk.order(report.id)):
        told = desk.notes[report.id].translated
        idioms = [reason for reason in told.because if reason.rule == "foreign idiom"] if told else []
        if told:
            shown = ", ".join(quoted(reason.detail) for reason in idioms[:SHOWN])
            text = f"{desk.sigla[report.id]} reads as a translation, likely from {language(told.lang).english_name}: {shown}."
            yield desk.line("garbled", f"{text} What stands in its quotation marks may be a translator's words.", [r.at[0] for r in idioms])


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
    named: dict[tuple[tuple[str, ...], str], list[str]] = {}
    spans: dict[tuple[tuple[str, ...], str], list[Span]] = {}
    for lost in desk.stemma.lost:
        children = tuple(ids[edge.child] for edge in desk.stemma.edges if edge.parent == lost.siglum)
        if lost.name is None:
            if total_bits(lost.because) > 0:
                yield desk.line("get", f"The text behind {desk.letters(children)}.", desk.opening(children))
            continue
        crediting = tuple(id for id, note in desk.notes.items() if any(credit.name == lost.name for credit in note.credits))
        words = next((reason.detail for reason in lost.because if reason.rule == "credited"), "")
        named.setdefault((crediting, words), []).append(lost.name)
        spans[crediting, words] = [span for reason in lost.because if reason.rule == "credited" for span in reason.at]
    for (crediting, words), names in named.items():
        told = f": {quoted(_short(words, 90))}" if words else ""
        text = f"{listed(names)}, credited by {desk.letters(crediting)}{told}."
        yield desk.line("get", text, spans[crediting, words] or desk.opening(crediting))
    undated = [report.id for report in desk.reports if report.published is None]
    nameless = [report.id for report in desk.reports if report.outlet is None]
    for what, missing in (("Publication times", undated), ("Outlets", nameless)):
        if missing:
            yield desk.line("get", f"{what} of {desk.letters(missing)}.", desk.opening(missing))
