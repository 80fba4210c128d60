"""The sections under the ladder: what to check first, what all carry, what changed, what stands in one account only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ..lang import language
from ..press import agency, pattern
from ..types import Discrepancy, Line, Span, total_bits
from .agreed import agreed
from .desk import Desk, Given, joined
from .phrases import capital, ended, listed, quoted, short, unpaired
from .words import RELATIONS, SEVERITIES, count, kind

SHOWN = 3  # sentences shown of an account's own
SOURCES = 2  # of a claim that are shown
CONTEXT = 6  # words on either side of a reading that show what it is said of
SENTENCE, CREDIT, DAMAGE = 160, 90, 60  # characters that are shown of a sentence, a credit, a damaged passage


def check(desk: Desk) -> Iterator[Line | None]:
    """Readings that do not fit, the hardest first; findings that share a reading are one line."""
    for group in joined([d for d in desk.findings.discrepancies if d.severity in ("contradiction", "tension")]):
        places = [span for found in group for span in (found.left, found.right, *found.more)]
        evidence = [span for found in group for reason in found.because for span in reason.at]
        yield desk.line("check", _differs(desk, group), [*places, *(span for span in evidence if span.report not in desk.by_id)])


def _differs(desk: Desk, group: Sequence[Discrepancy]) -> str:
    """What is compared, each reading in its words, whether they can stand together, what the rest is consistent with."""
    first = group[0]
    spans = list(dict.fromkeys(span for found in group for span in (found.left, found.right)))
    readings = " | ".join(f"{quoted(desk.snippet(span, CONTEXT))} in {desk.sigla[span.report]}" for span in spans)
    severity = SEVERITIES[first.severity] if len(group) == 1 else SEVERITIES[first.severity].replace("both", "all")
    leaning = sorted({_leaning(desk, found) for found in group if found.consistent_with in ("left", "right")})
    updates = sorted({_update(desk, found) for found in group if found.superseded})
    return f"{capital(kind(first.kind))}: {readings}: {severity} ({RELATIONS[first.relation]}). {' '.join([*leaning, *updates]) or 'Open.'}"


def _leaning(desk: Desk, found: Discrepancy) -> str:
    span = found.left if found.consistent_with == "left" else found.right
    return f"Consistent with {quoted(desk.quote(span))}: {found.basis}."


def _update(desk: Desk, found: Discrepancy) -> str:
    """Which report came later, and when, where it may only bring the earlier one up to date."""
    report = desk.by_id[(found.left if found.later == "left" else found.right).report]
    when = f" ({report.published.iso()})" if report.published else ""
    return f"{desk.sigla[report.id]} was published later{when}: it may be an update."


def everywhere(desk: Desk) -> Iterator[Line | None]:
    """Claims that every account carries, then those of most accounts."""
    total = desk.stemma.accounts.high
    if total < 2:
        return
    found = (agreed(desk, claim) for claim in desk.collation.claims if claim.of_sentences)
    borne = {gist: spans for gist, spans in found if not desk.is_disputed(spans)}
    many = {gist: len(desk.accounts_of(spans)) for gist, spans in borne.items()}
    ranked = desk.apart(sorted(borne, key=lambda gist: (-many[gist], -len(borne[gist]), gist)))
    yield from (_agreed(desk, "all", gist, borne[gist], "") for gist in ranked if many[gist] == total)
    most = [gist for gist in ranked if 2 <= many[gist] < total < 2 * many[gist]]
    yield from (_agreed(desk, "most", gist, borne[gist], f"In {many[gist]} of {total}: ") for gist in most)


def _agreed(desk: Desk, section: str, gist: Span, cells: Sequence[Span], share: str) -> Line | None:
    """What some sentences agree on, with who is given as its source."""
    found = [given for span in cells for given in desk.given(span)]
    found = [given for given in found if given.named] or found  # roles where nobody is named
    remarks = [*_given(desk, found, {span.report for span in cells}), *(["wording differs"] if desk.reworded(cells) else [])]
    remark = f" ({'; '.join(remarks)})" if remarks else ""
    places = [*cells, *(place for given in found for place in given.places)]
    return desk.line(section, f"{share}{quoted(desk.quote(gist))}{remark}", places)


def _given(desk: Desk, found: Sequence[Given], every: set[str]) -> Iterator[str]:
    """Who is given as the source, those in most reports first; and in which reports, where not in all."""
    sources: dict[str, list[Given]] = {}
    for given in found:
        sources.setdefault(given.source.casefold(), []).append(given)
    reports = {source: {given.places[0].report for given in some} for source, some in sources.items()}
    ranked = sorted(sources, key=lambda source: (-len(reports[source]), source))
    for source in ranked[:SOURCES]:
        yield f"{sources[source][0].source} given as source{'' if reports[source] == every else f' in {desk.letters(reports[source])}'}"
    if len(ranked) > SOURCES:
        yield f"{len(ranked) - SOURCES} more given"


def alone(desk: Desk) -> Iterator[Line | None]:
    """What one account alone carries: the sentences that say most, and how many there are."""
    if desk.stemma.accounts.high < 2:
        return
    for members in sorted(desk.stemma.accounts.members, key=lambda ids: min(desk.order(id) for id in ids)):
        spans = [span for id in members for span in desk.findings.only_in[id] if desk.is_telling(span)]
        told = desk.apart(sorted(spans, key=lambda span: (-_weight(desk, span), desk.order(span.report), span.start)))
        shown = sorted(told[:SHOWN], key=lambda span: (desk.order(span.report), span.start))
        if shown:
            said = [_said(desk, span) for span in shown]
            text = " | ".join(words for words, _ in said)
            places = [*shown, *(place for _, some in said for place in some)]
            yield desk.line("only", f"{desk.letters(members)} ({count(len(told), 'sentence')}): {text}", places)


def _said(desk: Desk, span: Span) -> tuple[str, list[Span]]:
    """A sentence, with who is given as its source where what is shown does not name them, and where that stands."""
    text = short(desk.quote(span), SENTENCE)
    hidden = [given for given in desk.given(span) if given.named and given.source.split()[-1] not in text]
    names = listed(list(dict.fromkeys(given.source for given in hidden)))
    return f"{quoted(text)}{f' ({names} given as source)' if names else ''}", [place for given in hidden for place in given.places]


def _weight(desk: Desk, span: Span) -> float:
    """How much a sentence says that can be checked: names, figures, times, quotations."""
    note = desk.notes[span.report]
    places = [name.span for name in note.names] + [quantity.span for quantity in note.quantities] + [time.span for time in note.times]
    return sum(place in span for place in places) + 2 * sum(
        any(content.overlaps(span) for content in quote.content) for quote in note.quotes
    )


def garbled(desk: Desk) -> Iterator[Line | None]:
    """Reports that read as translations, then damaged passages: one line a report and sort of damage."""
    yield from _translated(desk)
    sorts: dict[tuple[int, str], list[Span]] = {}
    for found in desk.findings.discrepancies:
        if found.severity == "garbled":
            sorts.setdefault((desk.order(found.left.report), found.right_value.partition(":")[0]), []).append(found.left)
    for (_, what), spans in sorted(sorts.items()):
        places = sorted(spans)
        shown = ", ".join(dict.fromkeys(_damaged(desk.onward(span, DAMAGE)) for span in places))
        yield desk.line("garbled", ended(f"{desk.sigla[places[0].report]}: {what}: {shown}"), places)


def _damaged(text: str) -> str:
    """Words as they stand, around a mark whose other end is lost: it stays lost."""
    closes, opens = unpaired(text)
    if closes is None and opens is None:
        return quoted(short(text, DAMAGE))
    return short(text, DAMAGE, closes if closes is not None else opens or 0)


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
        told = f": {quoted(short(words, CREDIT, _at(words, names)))}" if words else ""
        text = ended(f"{listed(names)}, credited by {desk.letters(crediting)}{told}")
        yield desk.line("get", text, spans[crediting, words] or desk.opening(crediting))
    undated = [report.id for report in desk.reports if report.published is None]
    nameless = [report.id for report in desk.reports if report.outlet is None]
    for what, missing in (("Publication times", undated), ("Outlets", nameless)):
        if missing:
            yield desk.line("get", f"{what} of {desk.letters(missing)}.", desk.opening(missing))


def _at(words: str, names: Sequence[str]) -> int:
    """Where in the words of a credit the first of some names stands."""
    return next((found.start() for found in pattern().finditer(words) if (agency(found[0]) or found[0]) in names), 0)
