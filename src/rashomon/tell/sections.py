"""The sections under the ladder: what to check first, what all carry, what changed, what stands in one account only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ..lang import language
from ..press import agency, pattern
from ..types import Discrepancy, Line, Span, total_bits
from .agreed import agreed
from .desk import Desk, Given, joined
from .phrases import capital, ended, short, unpaired

SHOWN = 3  # sentences shown of an account's own
SOURCES = 2  # of a claim that are shown
DAY = 2  # words around the day on which something was said
CONTEXT = 6  # words on either side of a reading that show what it is said of
SENTENCE, CREDIT, DAMAGE = 160, 90, 60  # characters that are shown of a sentence, a credit, a damaged passage


def check(desk: Desk) -> Iterator[Line | None]:
    """Readings that do not fit, the hardest first; findings that share a reading are one line."""
    for group in joined([d for d in desk.findings.discrepancies if d.is_hard]):
        places = [span for found in group for span in (found.left, found.right, *found.more)]
        evidence = [span for found in group for reason in found.because for span in reason.at]
        places += [day for found in group if found.superseded and not found.later for day in _days(found)]
        yield desk.line("check", _differs(desk, group), [*places, *(span for span in evidence if span.report not in desk.by_id)])


def _differs(desk: Desk, group: Sequence[Discrepancy]) -> str:
    """What is compared, each reading in its words, whether they can stand together, what the rest is consistent with."""
    first, t = group[0], desk.template
    how = t.severities[first.severity] if len(group) == 1 else t.together.get(first.severity, t.severities[first.severity])
    leaning = sorted({_leaning(desk, found) for found in group if found.consistent_with in ("left", "right")})
    updates = sorted({_update(desk, found) for found in group if found.superseded})
    return t.differs.format(
        kind=capital(t.kind(first.kind)),
        readings=desk.readings((span for found in group for span in (found.left, found.right)), CONTEXT),
        how=how,
        relation=t.relations[first.relation],
        rest=" ".join([*leaning, *updates]) or t.open,
    )


def _leaning(desk: Desk, found: Discrepancy) -> str:
    span = found.left if found.consistent_with == "left" else found.right
    t = desk.template
    return t.consistent.format(words=t.quoted(desk.quote(span)), basis=t.said(found.basis))


def _update(desk: Desk, found: Discrepancy) -> str:
    """Why one side may only bring the other up to date: which report came later, and when; or on which days both were said."""
    if not found.later:
        return desk.template.other_days.format(readings=desk.readings(_days(found), DAY))
    report, t = desk.by_id[(found.left if found.later == "left" else found.right).report], desk.template
    told = t.dated_update if report.published else t.update
    return told.format(letters=desk.sigla[report.id], when=report.published and report.published.iso())


def _days(found: Discrepancy) -> list[Span]:
    """The words that tell when both sides were said."""
    return [side.spoken.span for side in found.as_of if side.spoken]


def everywhere(desk: Desk) -> Iterator[Line | None]:
    """Claims that every account carries, then those of most accounts."""
    total = desk.stemma.accounts.high
    if total < 2:
        return
    found = (agreed(desk, claim) for claim in desk.collation.claims if claim.of_sentences)
    borne = {gist: spans for gist, spans in found if not desk.is_disputed(spans)}
    many = {gist: len(desk.accounts_of(spans)) for gist, spans in borne.items()}
    ranked = desk.apart(sorted(borne, key=lambda gist: (-many[gist], -len(borne[gist]), gist)))
    for gist in (gist for gist in ranked if many[gist] == total):
        yield desk.line("all", *_agreed(desk, gist, borne[gist]))
    for gist in (gist for gist in ranked if 2 <= many[gist] < total < 2 * many[gist]):
        told, places = _agreed(desk, gist, borne[gist])
        yield desk.line("most", desk.template.most.format(n=many[gist], total=total, line=told), places)


def _agreed(desk: Desk, gist: Span, cells: Sequence[Span]) -> tuple[str, list[Span]]:
    """What some sentences agree on with who is given as its source, and where all that stands."""
    t = desk.template
    found = [given for span in cells for given in desk.given(span)]
    found = [given for given in found if given.named] or found  # roles where nobody is named
    remarks = [*_given(desk, found, {span.report for span in cells}), *([t.wording_differs] if desk.reworded(cells) else [])]
    remark = f" ({t.semicolon.join(remarks)})" if remarks else ""
    return f"{t.quoted(desk.quote(gist))}{remark}", [*cells, *(place for given in found for place in given.places)]


def _given(desk: Desk, found: Sequence[Given], every: set[str]) -> Iterator[str]:
    """Who is given as the source, those in most reports first; and in which reports, where not in all."""
    sources: dict[str, list[Given]] = {}
    for given in found:
        sources.setdefault(given.source.casefold(), []).append(given)
    reports = {source: {given.places[0].report for given in some} for source, some in sources.items()}
    ranked, t = sorted(sources, key=lambda source: (-len(reports[source]), source)), desk.template
    for source in ranked[:SOURCES]:
        told = t.source if reports[source] == every else t.source_in
        yield told.format(names=sources[source][0].source, letters=desk.letters(reports[source]))
    if len(ranked) > SOURCES:
        yield t.number(len(ranked) - SOURCES, t.more_sources)


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
            sentences = desk.template.count(len(told), "sentence")
            yield desk.line("only", desk.template.alone.format(letters=desk.letters(members), sentences=sentences, told=text), places)


def _said(desk: Desk, span: Span) -> tuple[str, list[Span]]:
    """A sentence, with who is given as its source where what is shown does not name them, and where that stands."""
    t, text = desk.template, short(desk.quote(span), SENTENCE)
    hidden = [given for given in desk.given(span) if given.named and given.source.split()[-1] not in text]
    names = t.listed(list(dict.fromkeys(given.source for given in hidden)))
    remark = f" ({t.source.format(names=names)})" if names else ""
    return f"{t.quoted(text)}{remark}", [place for given in hidden for place in given.places]


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
        places, t = sorted(spans), desk.template
        shown = ", ".join(dict.fromkeys(_damaged(desk, desk.onward(span, DAMAGE)) for span in places))
        text = t.garbled.format(letters=desk.sigla[places[0].report], what=t.said(what), shown=shown)
        yield desk.line("garbled", ended(text), places)


def _damaged(desk: Desk, text: str) -> str:
    """Words as they stand, around a mark whose other end is lost: it stays lost."""
    closes, opens = unpaired(text)
    if closes is None and opens is None:
        return desk.template.quoted(short(text, DAMAGE))
    return short(text, DAMAGE, closes if closes is not None else opens or 0)


def _translated(desk: Desk) -> Iterator[Line | None]:
    """Reports that read as translations, with the idioms that show it."""
    for report in sorted(desk.reports, key=lambda report: desk.order(report.id)):
        told = desk.notes[report.id].translated
        idioms = [reason for reason in told.because if reason.rule == "foreign idiom"] if told else []
        if told:
            t = desk.template
            shown = ", ".join(t.quoted(reason.detail) for reason in idioms[:SHOWN])
            spoken = t.languages.get(told.lang, language(told.lang).english_name)
            text = t.translated.format(letters=desk.sigla[report.id], language=spoken, shown=shown)
            yield desk.line("garbled", text, [reason.at[0] for reason in idioms])


def aside(desk: Desk) -> Iterator[Line | None]:
    """What was cut from each text before reading it."""
    t = desk.template
    for report in sorted(desk.reports, key=lambda report: desk.order(report.id)):
        rules = Counter(cut.rule for cut in report.cuts if cut.rule in t.cuts)  # all else are repairs
        if rules:
            parts = t.listed([t.number(n, t.cuts[rule]) for rule, n in sorted(rules.items())])
            yield desk.line("aside", t.aside.format(letters=desk.sigla[report.id], parts=parts), desk.opening([report.id]))


def to_get(desk: Desk) -> Iterator[Line | None]:
    """Texts and facts that would settle more than this set can."""
    ids, t = desk.stemma.witnesses, desk.template
    named: dict[tuple[tuple[str, ...], str], list[str]] = {}
    spans: dict[tuple[tuple[str, ...], str], list[Span]] = {}
    for lost in desk.stemma.lost:
        children = tuple(ids[edge.child] for edge in desk.stemma.edges if edge.parent == lost.siglum)
        if lost.name is None:
            if total_bits(lost.because) > 0:
                yield desk.line("get", t.behind.format(letters=desk.letters(children)), desk.opening(children))
            continue
        crediting = tuple(id for id, note in desk.notes.items() if any(credit.name == lost.name for credit in note.credits))
        words = next((reason.detail for reason in lost.because if reason.rule == "credited"), "")
        named.setdefault((crediting, words), []).append(lost.name)
        spans[crediting, words] = [span for reason in lost.because if reason.rule == "credited" for span in reason.at]
    for (crediting, words), names in named.items():
        told, shown = t.credited_so if words else t.credited, t.quoted(short(words, CREDIT, _at(words, names)))
        text = ended(told.format(names=t.listed(names), letters=desk.letters(crediting), words=shown))
        yield desk.line("get", text, spans[crediting, words] or desk.opening(crediting))
    undated = [report.id for report in desk.reports if report.published is None]
    nameless = [report.id for report in desk.reports if report.outlet is None]
    for what, missing in ((t.times_of, undated), (t.outlets_of, nameless)):
        if missing:
            yield desk.line("get", what.format(letters=desk.letters(missing)), desk.opening(missing))


def _at(words: str, names: Sequence[str]) -> int:
    """Where in the words of a credit the first of some names stands."""
    return next((found.start() for found in pattern().finditer(words) if (agency(found[0]) or found[0]) in names), 0)
