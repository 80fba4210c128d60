"""What each of two reports has that the other lacks, sentence by sentence and word by word, and which third reports have it too.

This is the variant table of a pair. A gap is missing data, not a variant: a sentence without a partner in the other report is counted
apart from words that stand where the other has others. Between two languages there are gaps only. Of every reading it is kept who else
in the pile has it, since only a third report can tell which of two readings is the older. Words inside quotation marks belong to the
speaker: they are counted apart.

An error here (a partner missed, a word taken for another) is weighed as evidence of who took from whom, never of whether anybody did.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from ..lang._compared import compared
from ..text.background import background
from ..text.diff import edits
from ..text.stems import LETTERS, keys
from ..types import Chain, Collation, Notes, Report, Span
from .places import Outside, Place, added, reworded, rewritten, sentence

LINKED = 0.20  # similarity from which two sentences tell the same, one of them reworded
HAD = 0.30  # similarity from which a third report is said to have a sentence, too
SCRAP = 4  # words below which a sentence says nothing that could be missed
ODD_BITS = 1.0  # bits by which a word that stands in the place of another is rarer than it
PHRASE = 4  # words that may stand in the place of others and still be compared word for word

Stems = tuple[str, ...]
Links = Mapping[int, tuple[int, float]]  # sentence -> its partner in the other report, and how alike they are


@dataclass(frozen=True, slots=True)
class Alone:
    """A sentence that the other report lacks."""

    at: Span
    also: frozenset[str]  # relatives that have it


@dataclass(frozen=True, slots=True)
class Reading:
    """A word, or two in a row, where the other report has others."""

    stems: Stems
    at: Span  # the sentence
    other: Span  # its partner
    also: frozenset[str]  # relatives that have it in the same passage
    outside: bool  # whether a report of another account has it there


@dataclass(frozen=True, slots=True)
class Side:
    """What one report has that the other lacks."""

    words: int  # of the whole report
    linked: int  # sentences with a partner
    alone: tuple[Alone, ...]
    alone_words: int
    readings: tuple[Reading, ...]
    elsewhere: int  # readings that the other report uses, in another place
    quoted: int  # words in quotation marks that the other report has nowhere
    rarer: tuple[tuple[Span, Span], ...]  # sentence and partner: a word here stands for a commoner one there
    inserted: int  # places where words stand and the other has none
    rarity: tuple[float, int]  # mean bits of its own words, and how many they are

    @property
    def alone_share(self) -> float:
        """Share of its words in sentences that the other lacks."""
        return self.alone_words / max(1, self.words)


@dataclass(frozen=True, slots=True)
class Variants:
    """Both sides of a pair."""

    sides: tuple[Side, Side]
    replaced: int  # places where a few words stand for a few others
    places: tuple[Place, ...]  # all places where they differ, a less b


class Text:
    """A report cut into sentences of words, ready to be compared."""

    def __init__(self, report: Report, notes: Notes) -> None:
        self.lang, self.sentences = report.lang, notes.sentences
        self.place = {span: n for n, span in enumerate(self.sentences)}
        self.words: list[list[tuple[str, bool]]] = [[] for _ in self.sentences]  # comparison form, in quotation marks or not
        marked, m, s = sorted(notes.marked), 0, 0
        for word, start, end in keys(report.text):
            while s < len(self.sentences) and self.sentences[s].end <= start:
                s += 1
            while m < len(marked) and marked[m].end <= start:
                m += 1
            if s < len(self.sentences) and self.sentences[s].start <= start < end:
                self.words[s].append((word, m < len(marked) and marked[m].start <= start))
        self.many = [len(row) for row in self.words]
        self.total = sum(self.many)

    @cached_property
    def counted(self) -> Counter[str]:
        return Counter(word for row in self.words for word, _ in row)

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(word[:LETTERS] for word in self.counted)

    @cached_property
    def quoted(self) -> Counter[str]:
        return Counter(word for row in self.words for word, inside in row if inside)

    @cached_property
    def readings(self) -> list[tuple[frozenset[Stems], frozenset[Stems]]]:
        """Of each sentence the telling words outside quotation marks, and the pairs in a row of which one at least is telling."""
        stop = compared(self.lang).stopwords
        out = list[tuple[frozenset[Stems], frozenset[Stems]]]()
        for row in self.words:
            own = [word for word, inside in row if not inside]
            one: frozenset[Stems] = frozenset((word[:LETTERS],) for word in own if word not in stop and len(word) > 3)
            two: frozenset[Stems] = frozenset((a[:LETTERS], b[:LETTERS]) for a, b in pairwise(own) if not (a in stop and b in stop))
            out.append((one, two))
        return out

    def unquoted(self, sentence: int) -> list[str]:
        return [word for word, inside in self.words[sentence] if not inside]


class Table:
    """The sentences of all reports of an event, and which of them tell the same."""

    def __init__(self, reports: Sequence[Report], notes: Sequence[Notes], collation: Collation) -> None:
        self.texts = {report.id: Text(report, note) for report, note in zip(reports, notes, strict=True)}
        self._had: dict[str, list[int]] = {}
        self._links: dict[str, dict[str, dict[int, tuple[int, float]]]] = {id: defaultdict(dict) for id in self.texts}
        self._bits = {id: 1 << n for n, id in enumerate(self.texts)}
        self._using: Counter[str] = Counter()  # word -> bits of the reports that use it
        for id, text in self.texts.items():
            for word in text.counted:
                self._using[word] |= self._bits[id]
        chained = {(p.a, p.b) for chain in collation.chains for p in chain.passages}
        langs = {id: text.lang for id, text in self.texts.items()}
        for passage in collation.near:
            a, b = passage.a, passage.b
            apart = a.report != b.report and langs[a.report] == langs[b.report]
            if apart and (passage.similarity >= LINKED or (a, b) in chained):
                self._link(a, b, passage.similarity)
        for chain in collation.chains:
            if self.translated(chain.a, chain.b):
                self._link_translated(chain)

    def translated(self, a: str, b: str) -> bool:
        """Whether two reports are in two languages, so that no word of one is a reading of the other."""
        return self.texts[a].lang != self.texts[b].lang

    def _link_translated(self, chain: Chain) -> None:
        """Link the sentences of a chain, and those between two links in turn: a sentence without names and numbers is translated, too."""
        here, there = self.texts[chain.a], self.texts[chain.b]
        for passage, after in zip(chain.passages, (*chain.passages[1:], None), strict=True):
            i, j = here.place[passage.a], there.place[passage.b]
            gap = min(here.place[after.a] - i, there.place[after.b] - j) if after else 1
            for step in range(gap):
                a, b = here.sentences[i + step], there.sentences[j + step]
                self._link(a, b, passage.similarity)

    def _link(self, a: Span, b: Span, similarity: float) -> None:
        """Make two sentences partners, each where it has no likelier one in that report."""
        i, j = self.texts[a.report].place[a], self.texts[b.report].place[b]
        for links, one, other in ((self._links[a.report][b.report], i, j), (self._links[b.report][a.report], j, i)):
            if one not in links or similarity > links[one][1]:
                links[one] = (other, similarity)

    def links(self, a: str, b: str) -> Links:
        """Of each sentence of `a` that has one, the likest partner in `b`."""
        return self._links[a].get(b, {})

    def linked(self, a: str) -> Mapping[str, Links]:
        """The `links` with every report that has any."""
        return self._links[a]

    def had(self, a: str) -> list[int]:
        """Of each sentence of `a` the reports that are said to have it, too, as the bits of a number."""
        if a not in self._had:
            found = self._had[a] = [0] * len(self.texts[a].sentences)
            for x, links in self._links[a].items():
                for n, (_, similarity) in links.items():
                    if similarity >= HAD:
                        found[n] |= self._bits[x]
        return self._had[a]

    def covered(self, a: str, b: str) -> float:
        """Share of the words of `a` that stand in sentences with a partner in `b`."""
        text = self.texts[a]
        return sum(text.many[n] for n in self.links(a, b)) / max(1, text.total)

    def variants(self, a: str, b: str, third: Collection[str], outside: Collection[str]) -> Variants:
        """What each of two reports has that the other lacks; `third` are the relatives that may have it too, `outside` other reports."""
        here, there, replaced, inserted = list[tuple[Span, Span]](), list[tuple[Span, Span]](), 0, [0, 0]
        accounts, places = Outside(sum(self._bits[x] for x in outside), self._using), list[Place]()
        for left, right, gaps in self._aligned(a, b):
            places += [self._place(a, b, *gap, accounts) for gap in gaps]
            for rarer, put in _changes(gaps, self.texts[a].lang, self.texts[b].lang):
                replaced += put is None
                if put is not None:
                    inserted[put] += 1
                elif rarer:
                    (here if rarer > 0 else there).append((left, right) if rarer > 0 else (right, left))
        who = third, outside
        sides = self._side(a, b, who, here, inserted[0]), self._side(b, a, who, there, inserted[1])
        for id, side, sign in ((a, sides[0], 1), (b, sides[1], -1)):
            places += [self._sentence(id, alone, sign, accounts) for alone in side.alone]
        return Variants(sides, replaced, tuple(places))

    def _place(self, a: str, b: str, ours: Sequence[str], theirs: Sequence[str], accounts: Outside) -> Place:
        """A place between two sentences of which one tells what the other tells."""
        one, other = self.texts[a], self.texts[b]
        if not (ours and theirs):
            return added(ours or theirs, 1 if ours else -1, one.lang, accounts)
        if max(len(ours), len(theirs)) > PHRASE or one.lang != other.lang:
            return rewritten(ours, theirs, accounts)
        return reworded(ours, theirs, (one.counted, other.counted), one.lang, accounts)

    def _sentence(self, id: str, alone: Alone, sign: int, accounts: Outside) -> Place:
        """A sentence that the other report lacks."""
        text = self.texts[id]
        n = text.place[alone.at]
        return sentence([word for word, _ in text.words[n]], n, len(text.sentences), text.counted, sign, accounts)

    def _aligned(self, a: str, b: str) -> Iterator[tuple[Span, Span, list[tuple[list[str], list[str]]]]]:
        """The sentences that are each other's likest partner, with what was changed between them."""
        if self.translated(a, b):
            return
        one, other = self.texts[a], self.texts[b]
        back = self.links(b, a)
        for i, (j, _) in sorted(self.links(a, b).items()):
            if back.get(j, (None, 0.0))[0] == i:
                left, right = one.unquoted(i), other.unquoted(j)
                gaps = [(left[x:x_end], right[y:y_end]) for x, x_end, y, y_end in _gaps(edits(left, right))]
                yield one.sentences[i], other.sentences[j], gaps

    def _side(self, a: str, b: str, who: tuple[Collection[str], Collection[str]], odd: Sequence[tuple[Span, Span]], inserted: int) -> Side:
        one, other, links, had = self.texts[a], self.texts[b], self.links(a, b), self.had(a)
        beside, others = ({x: self.links(a, x) for x in sorted(some)} for some in who)
        alone = [n for n, many in enumerate(one.many) if n not in links and many >= SCRAP]
        readings, elsewhere, own, translated = list[Reading](), 0, set[str](), self.translated(a, b)
        for i, (j, _) in () if translated else sorted(links.items()):
            (single, double), (theirs, their_pairs) = one.readings[i], other.readings[j]
            fresh = {reading for reading in single - theirs if reading[0] not in other.stems}
            elsewhere += len(single - theirs) - len(fresh)
            own |= {word for word in one.unquoted(i) if word.isalpha() and (word[:LETTERS],) in fresh}
            wanted = (fresh, double - their_pairs)  # words, and pairs of words
            if not any(wanted):
                continue
            also, outside = (self._having(wanted, some, i) for some in (beside, others))
            for reading in sorted(wanted[0] | wanted[1]):
                told = frozenset(also.get(reading, ()))
                readings.append(Reading(reading, one.sentences[i], other.sentences[j], told, reading in outside))
        return Side(
            one.total,
            len(links),
            tuple(Alone(one.sentences[n], frozenset(x for x in beside if had[n] & self._bits[x])) for n in alone),
            sum(one.many[n] for n in alone),
            tuple(readings),
            elsewhere,
            0 if translated else sum((one.quoted - other.counted).values()),
            tuple(odd),
            inserted,
            _mean_rarity(own, one.lang),
        )

    def _having(self, wanted: tuple[AbstractSet[Stems], AbstractSet[Stems]], some: Mapping[str, Links], i: int) -> dict[Stems, list[str]]:
        """Which of some reports have the wanted readings in their partner of sentence `i`."""
        out: dict[Stems, list[str]] = defaultdict(list)
        for id, links in some.items():
            if i in links:
                for own, theirs in zip(wanted, self.texts[id].readings[links[i][0]], strict=True):
                    for reading in own & theirs:
                        out[reading].append(id)
        return out


def _changes(gaps: Iterable[tuple[list[str], list[str]]], lang: str, their_lang: str) -> Iterator[tuple[int, int | None]]:
    """Of each place where two sentences differ: on which side the rarer words stand (1 left, -1 right), or which side alone has words."""
    for left, right in gaps:
        if not (left and right):
            yield 0, int(not left)
            continue
        ours, theirs = _rarities(left, lang), _rarities(right, their_lang)
        if ours and theirs and max(len(left), len(right)) <= PHRASE:
            apart = max(ours) - max(theirs)
            yield int(apart >= ODD_BITS) - int(apart <= -ODD_BITS), None


def _gaps(ops: Iterable[tuple[str, int, int, int, int]]) -> Iterator[tuple[int, int, int, int]]:
    """What lies between two stretches of equal words: start and end on the left, start and end on the right."""
    gap: tuple[int, int, int, int] | None = None
    for tag, i, i_end, j, j_end in ops:
        if tag == "equal":
            if gap is not None:
                yield gap
            gap = None
        else:
            gap = (i, i_end, j, j_end) if gap is None else (gap[0], i_end, gap[2], j_end)
    if gap is not None:
        yield gap


def _rarities(words: Iterable[str], lang: str) -> list[float]:
    return [background().rarity(word, lang) for word in words if word.isalpha()]


def _mean_rarity(words: Iterable[str], lang: str) -> tuple[float, int]:
    """Mean bits of some words, and how many they are; in a language without a background nothing is known."""
    found = _rarities(words, lang) if background().knows(lang) else []
    return (round(sum(sorted(found)) / len(found), 4), len(found)) if found else (0.0, 0)
