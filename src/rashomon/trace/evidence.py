"""Whether two reports share a text: the reasons, in bits, from their chain of passages.

Everything is counted outside quotation marks, because everybody may quote the same words. A pair's
reasons depend on its two reports alone, so that no other report can move them.

The weights were set by hand on two distributions that `python -m bench.trace` prints: answers written from a
source in three degrees of reuse (`derived_bits` finds 79, 95 and 89 % of them), against answers written
without it and articles of three newsrooms on one event (0 % of either). They are not calibrated yet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from math import log2
from operator import or_

from ..config import TraceConfig
from ..text.diff import Runs, common_runs
from ..text.stems import keys
from ..types import SAME_WORDS, Chain, Collation, Notes, Passage, Reason, Report, Span, total_bits
from .degree import tables

PRIOR = -5.0  # bits: two reports of one event are separately written until shown otherwise
CLOSE = 0.5  # similarity from which a passage counts in full
SEPARATE = 0.25  # share of sentences that separate accounts may have in common
RUN_WORDS = 8  # words in a row that two writers rarely hit on by chance


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two reports share outside quotation marks."""

    passages: tuple[Passage, ...]  # of the chain, unquoted
    shared: float  # how many sentences that makes, a loosely similar one counting in part
    share: float  # the same of the shorter report's sentences
    runs: tuple[tuple[Span, Span], ...]  # identical word runs
    run_words: int  # words that stand in them
    run_share: float  # the same of the shorter report's words
    exact: bool  # headlines aside, the same words from first to last, quotations included


Word = tuple[str, Span]  # comparison form and place


class Words:
    """The words of a report, ready to be compared with those of others."""

    def __init__(self, report: Report, notes: Notes, phrases: dict[tuple[str, ...], int]) -> None:
        """`phrases` is one for all reports that are compared: see `text.diff.Runs`."""
        found = keys(report.text)
        head = max((span.end for span in (report.headline, report.deck) if span is not None), default=0)
        self.body = tuple(word for word, start, _ in found if start >= head)  # every outlet writes its own headline, so that is left out
        self.unquoted = _unquoted(report.id, found, notes)
        self.runs = Runs([word for word, _ in self.unquoted], RUN_WORDS, phrases)
        self.sentences = len(notes.sentences)


def overlap(one: Words, other: Words, chain: Chain | None) -> Overlap:
    """Measure a pair by its unquoted words; `chain` is None where no passages rise in both."""
    passages = tuple(p for p in chain.passages if p.quoted < 0.5) if chain else ()
    runs, ours, theirs = common_runs(one.runs, other.runs), one.unquoted, other.unquoted
    spans = tuple((_cover(ours, i, n), _cover(theirs, j, n)) for i, j, n in runs)
    run_words = sum(n for _, _, n in runs)
    shared = sum(min(1.0, p.similarity / CLOSE) for p in passages)
    return Overlap(
        passages,
        round(shared, 4),
        round(shared / max(1, min(one.sentences, other.sentences)), 4),
        spans,
        run_words,
        round(min(1.0, run_words / max(1, min(len(ours), len(theirs)))), 4),
        bool(one.body) and one.body == other.body,
    )


def reasons(found: Overlap) -> tuple[Reason, ...]:
    """Bits for one text behind both."""
    out = [Reason("separately written until shown otherwise", PRIOR)]
    if found.exact:
        return (*out, Reason(SAME_WORDS, 30.0, _ends(found.runs), "word for word"))
    n = len(found.passages)
    spans = tuple(span for p in found.passages for span in (p.a, p.b))
    if n >= 2:
        out.append(Reason("same order", round(0.5 * sum(log2(k) for k in range(2, n + 1)), 3), spans, f"{n} sentences in the same order"))
    bits = min(10.0 * (found.share - SEPARATE), 1.5 * found.shared)  # two sentences prove little, though they be all there are
    out.append(Reason("shared sentences", round(bits, 3), spans, f"{found.share:.0%} of the shorter report"))
    if found.runs:
        share = min(20.0 * found.run_share, 0.25 * found.run_words)  # of a short text a chance phrase is a large share
        bits = round(min(12.0, 1.5 * len(found.runs) + share), 3)
        out.append(
            Reason(
                "same words in a row",
                bits,
                _ends(found.runs),
                f"{len(found.runs)} runs of {RUN_WORDS} words and more, outside quotation marks",
            )
        )
    return tuple(out)


def kept(chain: Chain | None, sentences: tuple[int, int]) -> dict[str, float]:
    """What the translation of a text keeps, from 0 to 1, by the chain of names and numbers in both.

    "chained": how much it links of the shorter report; "rising": how much more of the longer than a chain that falls would.
    """
    weight = sum(p.similarity for p in chain.passages) if chain else 0.0
    falling = chain.falling if chain else 0.0
    return {"chained": weight / max(1, min(sentences)), "rising": max(0.0, weight - falling) / max(1, *sentences)}


def translation_reasons(chain: Chain | None, sentences: tuple[int, int]) -> tuple[Reason, ...]:
    """Bits for one text behind two reports in two languages; nothing but names and numbers can be compared."""
    table, found = tables()["translation"], kept(chain, sentences)
    out = [Reason("separately written until shown otherwise", table["prior"])]
    if chain:
        spans = tuple(span for p in chain.passages for span in (p.a, p.b))
        told = {
            "chained": f"{len(chain.passages)} sentences that name the same in the same order, of {min(sentences)} in the shorter report",
            "rising": "how much more they have in common in this order than the other way round",
        }
        out += [Reason(f"translation.{name}", round(table[name] * found[name], 3), spans, told[name]) for name in told if name in table]
    return tuple(out)


def p_of(bits: float) -> float:
    """Probability of log2 odds, kept off certainty."""
    return round(min(0.999, max(0.001, 1 / (1 + 2 ** -max(-60.0, min(60.0, bits))))), 3)


def _unquoted(report: str, found: Iterable[tuple[str, int, int]], notes: Notes) -> list[Word]:
    """Words outside quotation marks, as comparison keys with their places."""
    quoted = [(span.start, span.end) for span in notes.marked]
    out: list[Word] = []
    k = 0
    for word, start, end in found:
        while k < len(quoted) and quoted[k][1] <= start:
            k += 1
        if k == len(quoted) or start < quoted[k][0]:
            out.append((word, Span(report, start, end)))
    return out


def _cover(found: Sequence[Word], at: int, n: int) -> Span:
    first, last = found[at][1], found[at + n - 1][1]
    return Span(first.report, first.start, last.end)


def _ends(runs: tuple[tuple[Span, Span], ...]) -> tuple[Span, ...]:
    return tuple(span for pair in runs for span in pair)


@dataclass(frozen=True)
class Shared:
    """What the reports of an event share, pair by pair."""

    found: Mapping[frozenset[str], Overlap]
    because: Mapping[frozenset[str], tuple[Reason, ...]]
    derived: frozenset[frozenset[str]]

    def bits(self, a: str, b: str) -> float:
        return total_bits(self.because[frozenset((a, b))])


NOTHING = Overlap((), 0.0, 0.0, (), 0, 0.0, exact=False)
SEPARATELY = reasons(NOTHING)  # most pairs of a large event


def _met(words: Sequence[Words]) -> list[int]:
    """Of each report those that have a run of its words or all its text, as bits of a number: most pairs have neither."""
    holding: dict[object, int] = defaultdict(int)
    for n, one in enumerate(words):
        for run in (one.body, *one.runs.known):
            holding[run] |= 1 << n
    return [reduce(or_, (holding[run] for run in (one.body, *one.runs.known))) for one in words]


def share(reports: Sequence[Report], notes: Sequence[Notes], collation: Collation, config: TraceConfig) -> Shared:
    """Whether any two reports share a text."""
    chains = {frozenset((chain.a, chain.b)): chain for chain in collation.chains}
    phrases: dict[tuple[str, ...], int] = {}
    words = {report.id: Words(report, note, phrases) for report, note in zip(reports, notes, strict=True)}
    met = _met([*words.values()])
    found, because = dict[frozenset[str], Overlap](), dict[frozenset[str], tuple[Reason, ...]]()
    for (n, a), (m, b) in combinations(enumerate(reports), 2):
        pair = frozenset((a.id, b.id))
        compared = pair in chains or met[n] >> m & 1
        found[pair] = overlap(words[a.id], words[b.id], chains.get(pair)) if compared else NOTHING
        because[pair] = reasons(found[pair]) if compared else SEPARATELY
        if a.lang != b.lang:  # the language may be told wrongly, so the same words still count
            translated = translation_reasons(chains.get(pair), (words[a.id].sentences, words[b.id].sentences))
            because[pair] = max(because[pair], translated, key=total_bits)
    return Shared(found, because, frozenset(pair for pair, why in because.items() if total_bits(why) >= config.derived_bits))
