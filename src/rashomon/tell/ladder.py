"""The first lines: reports > texts > at most N separate accounts > named speakers, each step with its proof."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ..types import SAME_WORDS, Line, Pair, total_bits
from .desk import Desk
from .phrases import listed, quoted
from .words import NOT_SHOWN, count

AKIN = ("wholly", "partly", "siblings")  # how two reports stand to each other that share a text


def ladder(desk: Desk) -> Iterator[Line | None]:
    """The counts, then what proves each reduction, then who speaks."""
    every = desk.opening(desk.by_id)
    yield desk.line("ladder", " > ".join(counts(desk)), every)
    yield from _copies(desk)
    yield from _families(desk)
    if len(desk.stemma.accounts.members) > 1:
        accounts = desk.stemma.accounts
        yield desk.line(
            "ladder",
            f"Did the {accounts.high} gather their facts separately? {NOT_SHOWN[0].upper()}{NOT_SHOWN[1:]}: text can disprove it only.",
            every,
        )
    yield from _speakers(desk)


def counts(desk: Desk) -> list[str]:
    """The steps of the ladder."""
    high = desk.stemma.accounts.high
    return [
        count(len(desk.reports), "report"),
        count(len(texts(desk)), "text"),
        f"at most {count(high, 'separate account')}" if len(desk.reports) > 1 else "1 account",
        count(len(desk.speakers), "named speaker"),
    ]


def texts(desk: Desk) -> list[tuple[str, ...]]:
    """Reports that are one text, together: word for word the same, or copied so from one text."""
    ids = desk.stemma.witnesses
    made = {frozenset((ids[edge.child], ids[edge.parent])) for edge in desk.stemma.edges if edge.kind == "copy" and edge.parent in ids}
    copies = {
        lost.siglum: [ids[e.child] for e in desk.stemma.edges if e.parent == lost.siglum and e.kind == "copy"] for lost in desk.stemma.lost
    }
    made |= {frozenset(pair) for children in copies.values() for pair in pairwise(children)}
    made |= {frozenset((pair.a, pair.b)) for pair in desk.stemma.pairs if _exact(pair)}
    home = {id: {id} for id in desk.by_id}
    for pair in made:
        joined = set().union(*(home[id] for id in pair))
        home.update(dict.fromkeys(joined, joined))
    return sorted({tuple(sorted(members, key=desk.order)) for members in home.values()}, key=lambda members: desk.order(members[0]))


def _exact(pair: Pair) -> bool:
    return any(reason.rule == SAME_WORDS for reason in pair.because)


def _copies(desk: Desk) -> Iterator[Line | None]:
    same = [members for members in texts(desk) if len(members) > 1]
    exact = {frozenset((pair.a, pair.b)) for pair in desk.stemma.pairs if _exact(pair)}
    for members in same:
        whole = all(frozenset(pair) in exact for pair in pairwise(members))
        heads = {desk.quote(head) if (head := desk.by_id[id].headline) else "" for id in members}
        how = f"{'' if whole else 'nearly '}word for word{', headlines aside' if len(heads) > 1 else ''}"
        yield desk.line("ladder", f"{desk.letters(members)} are one text, {how}.", desk.opening(members))
    if not same and len(desk.reports) > 1:
        yield desk.line("ladder", "No two are word-for-word copies.", desk.opening(desk.by_id))


def _families(desk: Desk) -> Iterator[Line | None]:
    """Why some reports count once."""
    chains = {frozenset((chain.a, chain.b)): chain for chain in desk.collation.chains}
    for members in desk.stemma.accounts.members:
        if len(members) == 1:
            continue
        akin = [pair for pair in desk.stemma.pairs if pair.relation in AKIN and {pair.a, pair.b} <= set(members)]
        shared = [chain for pair in akin if (chain := chains.get(frozenset((pair.a, pair.b))))]
        spans = [span for chain in shared for passage in chain.passages if passage.quoted < 0.5 for span in (passage.a, passage.b)]
        longest = max((sum(p.quoted < 0.5 for p in chain.passages) for chain in shared), default=0)
        if longest:
            proof = f"{'up to ' if len(members) > 2 else ''}{longest} sentences in the same order"
        elif akin:
            proof, spans = "the same words in a row", [span for pair in akin for reason in pair.because for span in reason.at]
        else:
            proof = "one outlet or an editor’s decision"
        apart = set(members) - {id for pair in akin for id in (pair.a, pair.b)}
        if akin and apart:
            proof += f"; {desk.letters(apart)} by one outlet or an editor’s decision"
        tail = "".join(_behind(desk, {desk.sigla[id] for id in members}))
        yield desk.line("ladder", f"{desk.letters(members)} count once: {proof}{tail}.", spans or desk.opening(members))


def _behind(desk: Desk, sigla: set[str]) -> Iterator[str]:
    """What is said of the missing sources that reports of one account hang from."""
    for lost in desk.stemma.lost:
        children = sorted(edge.child for edge in desk.stemma.edges if edge.parent == lost.siglum and edge.kind != "shared source")
        if len(children) > 1 and set(children) <= sigla:
            source = f"come from {lost.name}, which is missing" if lost.name else "share a missing source"
            yield (
                f"; {listed(children)} probably {source}"
                if total_bits(lost.because) > 0
                else f"; which of {listed(children)} came first is open"
            )


def _speakers(desk: Desk) -> Iterator[Line | None]:
    many = desk.config.per_section
    for one in desk.speakers[:many]:
        via = "".join(f"; via {agency} in {desk.letters(ids)}" for agency, ids in sorted(one.via.items()))
        yield desk.line("ladder", f"{one.name} is quoted in {desk.letters({span.report for span in one.spans})}{via}.", one.spans)
    if rest := desk.speakers[many:]:
        more = listed([one.name for one in rest]) if len(rest) <= many else count(len(rest), "named speaker")
        yield desk.line("ladder", f"Also quoted: {more}.", [span for one in rest for span in one.spans])


def statement(desk: Desk) -> str:
    """The source summary statement: what the set holds and what it cannot show."""
    dated = sum(report.published is not None for report in desk.reports)
    outlets = sum(report.outlet is not None for report in desk.reports)
    lost = [lost.name for lost in desk.stemma.lost if lost.name]
    return (
        f"{', '.join(counts(desk))}. Outlet named in {outlets}, date in {dated} of {count(len(desk.reports), 'report')}. "
        + (f"Missing sources named: {listed(lost)}. " if lost else "No missing source is named. ")
        + f"Counts are of reports and accounts, not of events; {NOT_SHOWN}."
    )


def title(desk: Desk) -> str:
    """The headline, else the opening sentence, that shares most words with the other reports' openings."""
    openings = {id: desk.quote(desk.by_id[id].headline or span) for id, span in ((s.report, s) for s in desk.opening(desk.by_id))}
    words = {id: {word.casefold() for word in text.split() if len(word) > 3} for id, text in openings.items()}

    def shared(id: str) -> float:
        return sum(len(words[id] & words[other]) for other in words if other != id) / max(4, len(words[id]))

    best = max(openings, key=lambda id: (shared(id), -desk.order(id)), default=None)
    return openings[best] if best is not None else quoted("")
