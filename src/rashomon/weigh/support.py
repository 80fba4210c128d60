"""Who carries a claim, who is given as its source, and what stands in one account only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from ..lang import Language, language
from ..lang._compared import compared
from ..text.stems import keys, telling
from ..types import Accounts, Chain, Claim, Named, Notes, Passage, Quote, Report, Said, Span, Support
from .moments import spoken

OCCASION_WORDS = 3  # between a preposition and the occasion


def support(
    claim: Claim, reports: Mapping[str, Report], accounts: Accounts, sources: Mapping[str, Sources], who: Mapping[tuple[str, str], Named]
) -> Support:
    """Reports, outlets and accounts that carry a claim at most, those that tell it in part among them, and its named speakers.

    The low end counts the reports that tell it as a whole.
    """
    carrying = {id for id, cell in claim.cells.items() if cell is not None and cell.state != "contradict"}
    spans = _spans(claim)
    given = {(id, quote.speaker or "") for id in claim.told for quote in sources[id].at(spans[id])}
    speakers = {who[speaker].name for speaker in given if speaker in who}
    at_most, at_least = (counted(ids, speakers, reports, accounts) for ids in (carrying, claim.told))
    return replace(at_most, low=at_least.low)


def counted(carrying: Collection[str], speakers: Iterable[str], reports: Mapping[str, Report], accounts: Accounts) -> Support:
    """How many reports, outlets and accounts that is, and who is given as the source."""
    outlets = {reports[id].outlet_key or f"\0{id}" for id in carrying}
    high = min(len(outlets), sum(1 for members in accounts.members if set(carrying) & set(members)))
    low = sum(1 for members in accounts.members_low if set(carrying) & set(members))
    return Support(len(carrying), len(outlets), max(1, min(low, high)), max(1, high), tuple(sorted(set(speakers))))


class Sources:
    """Whom a report gives as its sources."""

    def __init__(self, report: Report, notes: Notes) -> None:
        self.report, self.notes = report, notes
        self._quotes = [quote for quote in notes.quotes if quote.speech and (quote.source or quote.via)]
        self._rows: dict[int, Said] = {}  # by quotation, of no claim: one stands in many

    def at(self, spans: Sequence[Span]) -> list[Quote]:
        """What is said within some spans of the report, where a source is given."""
        return [quote for quote in self._quotes if any(part.overlaps(span) for part in quote.content for span in spans)]

    def rows(self, claim: str, spans: Sequence[Span]) -> list[Said]:
        """Who is given as the source of a claim that the report makes in some spans; no source given is an answer too."""
        given = self.at(spans)
        if not given:
            return [Said(claim, self.report.id, None, None, False)]
        for quote in given:
            if id(quote) not in self._rows:
                self._rows[id(quote)] = _row(self.report, quote, self.notes)
        return sorted({replace(self._rows[id(quote)], claim=claim) for quote in given}, key=_in_order)


def said(claim: Claim, sources: Mapping[str, Sources]) -> list[Said]:
    """Who each report gives as the source of a claim."""
    return [row for id, spans in sorted(_spans(claim).items()) for row in sources[id].rows(claim.id, spans)]


def _in_order(said: Said) -> tuple[str, ...]:
    return said.speaker or "", said.via or "", said.hand, said.occasion or "", str(said.spoken)


def _row(report: Report, quote: Quote, notes: Notes) -> Said:
    named = quote.speaker is not None and any(name.kind == "person" and name.entity == quote.speaker for name in notes.names)
    source = quote.speaker or (report.quote(quote.source) if quote.source else None)
    if source is not None and source.casefold() in language(report.lang).pronouns:
        source = None
    told = _around_cue(report, quote, notes)
    hand, occasion = _hand(report, quote, told), _occasion(language(report.lang), told)
    return Said("", report.id, source, quote.via, named, hand, occasion, spoken(quote, report, notes))


def _occasion(lang: Language, told: str) -> str | None:
    """Where somebody spoke: what stands behind a preposition ("at a crowded press conference"), or says itself how ("tweeted")."""
    for phrase, form in lang.occasions.items():
        before, found, _ = told.partition(f" {phrase} ")
        first = phrase.split()[0]
        if found and (first in lang.cues or first in lang.prepositions or set(before.split()[-OCCASION_WORDS:]) & lang.prepositions):
            return form
    return None


def _around_cue(report: Report, quote: Quote, notes: Notes) -> str:
    """The words of the sentence in which a quotation is attributed, outside its content, in lower case between spaces."""
    place = quote.cue or quote.source
    home = next((span for span in notes.sentences if place and place in span), None)
    if home is None:
        return ""
    text = list(report.quote(home))
    for part in quote.content:
        low, high = max(part.start, home.start), min(part.end, home.end)
        text[low - home.start : high - home.start] = " " * max(0, high - low)
    return f" {' '.join(word for word, _, _ in keys(''.join(text)))} "


def _hand(report: Report, quote: Quote, told: str) -> Literal["first", "second", "unknown"]:
    """Whether the report heard it itself, as far as it says; through an agency is second hand."""
    if quote.via:
        return "second"
    own = [f"told {' '.join(word for word, _, _ in keys(report.outlet))}"] if report.outlet else []
    phrases = (*language(report.lang).first_hand, *own, *(phrase.replace("told ", "told the ") for phrase in own))
    return "first" if any(f" {phrase} " in told for phrase in phrases) else "unknown"


def _spans(claim: Claim) -> dict[str, list[Span]]:
    """Where each report that makes a claim makes it."""
    out = {id: [cell.span] for id, cell in claim.cells.items() if cell is not None}
    for span in claim.more:
        out[span.report].append(span)
    return out


def beside(near: Iterable[Passage], least: float) -> dict[Span, set[str]]:
    """For every sentence the other reports that hold one at least this much like it."""
    out: dict[Span, set[str]] = defaultdict(set)
    for pair in near:
        if pair.similarity >= least and pair.a.report != pair.b.report:
            out[pair.a].add(pair.b.report)
            out[pair.b].add(pair.a.report)
    return out


def only_in(
    reports: Sequence[Report],
    notes: Mapping[str, Notes],
    account: Mapping[str, int],
    found: Mapping[Span, set[str]],
    elsewhere: float,
    chains: Iterable[Chain] = (),
) -> dict[str, tuple[Span, ...]]:
    """Sentences of each report that no report of another account comes near, headlines aside.

    A sentence whose telling words mostly stand somewhere in other accounts may be told there in pieces. Sentences of two languages are
    not compared: where no other account has a report in its language nothing is said of a report, and what another account has of an
    original is no news in its translation.
    """
    holding: dict[tuple[str, str], set[int]] = defaultdict(set)  # language and stem -> accounts
    for report in reports:
        for stem in _telling(report, report.text):
            holding[report.lang, stem].add(account[report.id])
    alone: dict[str, list[Span]] = {report.id: [] for report in sorted(reports, key=lambda report: report.id)}
    several = len({account[report.id] for report in reports}) > 1
    for report in reports:
        home = account[report.id]
        others = any(account[other.id] != home and other.lang == report.lang for other in reports)
        for span in notes[report.id].sentences if others or not several else ():
            if span in (report.headline, report.deck) or any(account[id] != home for id in found.get(span, ())):
                continue
            own = _telling(report, report.quote(span))
            told = sum(holding[report.lang, stem] - {home} != set() for stem in own)
            if told < elsewhere * len(own):
                alone[report.id].append(span)
    told_of = _told_of(chains, account, alone)
    return {id: tuple(span for span in spans if span not in told_of) for id, spans in alone.items()}


def _told_of(chains: Iterable[Chain], account: Mapping[str, int], alone: Mapping[str, Sequence[Span]]) -> set[Span]:
    """Sentences that another account has in the other language: what they are translated from, or into, is not alone."""
    only = {span for spans in alone.values() for span in spans}
    inside = [pair for chain in chains if account[chain.a] == account[chain.b] for pair in chain.passages if pair.state == "translated"]
    twins = [twin for pair in inside for twin in ((pair.a, pair.b), (pair.b, pair.a))]
    return {one for one, other in twins if other not in only and alone[other.report]}


def _telling(report: Report, text: str) -> frozenset[str]:
    return telling([word for word, _, _ in keys(text)], compared(report.lang).stopwords)


def not_in(
    claims: Sequence[Claim], reports: Sequence[Report], account: Mapping[str, int], found: Mapping[Span, set[str]]
) -> dict[str, tuple[str, ...]]:
    """Claims of at least two other accounts, in the report's language, that nothing in a report comes near; of whole sentences alone."""
    out: dict[str, list[str]] = {report.id: [] for report in reports}
    langs = {report.id: report.lang for report in reports}
    for claim in filter(lambda claim: claim.of_sentences, claims):
        carrying = [id for id, cell in claim.cells.items() if cell is not None]
        if len({account[id] for id in carrying}) < 2:
            continue
        close = {id for cell in claim.cells.values() if cell is not None for id in found.get(cell.span, ())}
        for id, cell in claim.cells.items():
            others = {account[other] for other in carrying if langs[other] == langs[id]} - {account[id]}
            if cell is None and id not in close and len(others) > 1:
                out[id].append(claim.id)
    return {id: tuple(ids) for id, ids in sorted(out.items())}
