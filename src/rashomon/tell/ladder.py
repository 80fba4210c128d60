"""The first lines: reports > texts > at most N separate accounts > named speakers, each step with its proof."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..types import SAME_WORDS, Line, Pair, Span, total_bits
from .desk import Desk
from .phrases import capital

AKIN = ("wholly", "partly", "siblings")  # how two reports stand to each other that share a text


def ladder(desk: Desk) -> Iterator[Line | None]:
    """The counts, then what proves each reduction, then who speaks."""
    every, t = desk.opening(desk.by_id), desk.template
    yield desk.line("ladder", " > ".join(counts(desk)), every)
    yield from _copies(desk)
    yield from _families(desk)
    if len(desk.stemma.accounts.members) > 1:
        asked = t.separately.format(n=desk.stemma.accounts.high, not_shown=capital(t.not_shown))
        yield desk.line("ladder", asked, every, "accounts")
    yield from _speakers(desk)


def counts(desk: Desk) -> list[str]:
    """The steps of the ladder."""
    t = desk.template
    return [
        t.count(len(desk.reports), "report"),
        t.count(len(texts(desk)), "text"),
        t.number(desk.stemma.accounts.high, t.accounts) if len(desk.reports) > 1 else t.one_account,
        t.count(len(desk.speakers), "named speaker"),
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
    t, same = desk.template, [members for members in texts(desk) if len(members) > 1]
    exact = {frozenset((pair.a, pair.b)) for pair in desk.stemma.pairs if _exact(pair)}
    for members in same:
        whole = all(frozenset(pair) in exact for pair in pairwise(members))
        heads = {desk.quote(head) if (head := desk.by_id[id].headline) else "" for id in members}
        how = t.word_for_word if whole else t.nearly
        told = t.headings_aside.format(how=how) if len(heads) > 1 else how
        yield desk.line("ladder", t.one_text.format(letters=desk.letters(members), how=told), _shared(desk, members), "texts")
    if not same and len(desk.reports) > 1:
        yield desk.line("ladder", t.no_copies, desk.opening(desk.by_id), "texts")


def _shared(desk: Desk, members: Sequence[str]) -> Sequence[Span]:
    """The sentences that some reports have in common; their openings where no passage is known."""
    own = frozenset(members)
    passages = [one for one in desk.collation.passages if one.a.report in own and one.b.report in own]
    return [span for one in passages for span in (one.a, one.b)] or desk.opening(members)


def _families(desk: Desk) -> Iterator[Line | None]:
    """Why some reports count once."""
    t, chains = desk.template, {frozenset((chain.a, chain.b)): chain for chain in desk.collation.chains}
    for members in desk.stemma.accounts.members:
        if len(members) == 1:
            continue
        own = frozenset(members)
        akin = [pair for pair in desk.stemma.pairs if pair.relation in AKIN and pair.a in own and pair.b in own]
        shared = [chain for pair in akin if (chain := chains.get(frozenset((pair.a, pair.b))))]
        spans = [span for chain in shared for passage in chain.passages if passage.quoted < 0.5 for span in (passage.a, passage.b)]
        longest = max((sum(p.quoted < 0.5 for p in chain.passages) for chain in shared), default=0)
        if longest:
            proof = t.number(longest, t.same_order_at_most if len(members) > 2 else t.same_order)
        elif akin:
            proof, spans = t.same_words, [span for pair in akin for reason in pair.because for span in reason.at]
        else:
            proof = t.by_outlet
        apart = own - {id for pair in akin for id in (pair.a, pair.b)}
        if akin and apart:
            proof = t.others_by_outlet.format(proof=proof, letters=desk.letters(apart))
        told = t.semicolon.join((proof, *_behind(desk, {desk.sigla[id] for id in members})))
        yield desk.line(
            "ladder", t.count_once.format(letters=desk.letters(members), proof=told), spans or desk.opening(members), "accounts"
        )


def _behind(desk: Desk, sigla: set[str]) -> Iterator[str]:
    """What is said of the missing sources that reports of one account hang from."""
    for lost in desk.stemma.lost:
        children = sorted(edge.child for edge in desk.stemma.edges if edge.parent == lost.siglum and edge.kind != "shared source")
        if len(children) > 1 and set(children) <= sigla:
            t = desk.template
            from_it = t.behind_named if lost.name else t.behind_unnamed
            told = from_it if total_bits(lost.because) > 0 else t.first_open
            yield told.format(letters=t.listed(children), name=lost.name)


def _speakers(desk: Desk) -> Iterator[Line | None]:
    t, many = desk.template, desk.config.per_section
    for one in desk.speakers[:many]:
        letters = desk.letters({span.report for span in one.spans})
        for agency, ids in sorted(one.via.items()):
            letters = t.via.format(letters=letters, agency=agency, others=desk.letters(ids))
        yield desk.line("ladder", t.quoted_in.format(name=one.name, letters=letters), one.spans, "speakers")
    if rest := desk.speakers[many:]:
        more = t.listed([one.name for one in rest]) if len(rest) <= many else t.count(len(rest), "named speaker")
        yield desk.line("ladder", t.also_quoted.format(names=more), [span for one in rest for span in one.spans], "speakers")


def statement(desk: Desk) -> str:
    """The source summary statement: what the set holds and what it cannot show."""
    t = desk.template
    dated = sum(report.published is not None for report in desk.reports)
    outlets = sum(report.outlet is not None for report in desk.reports)
    lost = [lost.name for lost in desk.stemma.lost if lost.name]
    sentences = (
        f"{', '.join(counts(desk))}.",
        t.number(len(desk.reports), t.counted, outlets=outlets, dated=dated),
        t.lost_named.format(names=t.listed(lost)) if lost else t.none_lost,
        t.counts_of.format(not_shown=t.not_shown),
    )
    return " ".join(sentences)


def title(desk: Desk) -> str:
    """The headline, else the opening sentence, that shares most words with the other reports' openings."""
    openings = {id: desk.quote(desk.by_id[id].headline or span) for id, span in ((s.report, s) for s in desk.opening(desk.by_id))}
    words = {id: {word.casefold() for word in text.split() if len(word) > 3} for id, text in openings.items()}

    def shared(id: str) -> float:
        return sum(len(words[id] & words[other]) for other in words if other != id) / max(4, len(words[id]))

    best = max(openings, key=lambda id: (shared(id), -desk.order(id)), default=None)
    return openings[best] if best is not None else desk.template.quoted("")
