"""The stemma: edges between reports, between copies, and from reports to lost texts, each with its reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from ..types import SAME_WORDS, Derivation, Lost, Notes, Reason, Report
from .credits import credited, credits_of
from .evidence import Shared, p_of
from .kinds import kind_of
from .lost import Sources, greek, hung, why
from .parents import Parent
from .relatives import Relatives

EARLIER = 2.5  # bits: of two equal texts the earlier one is the parent
OPEN_COPIES = "which of the copies came first is open"


class Drawing:
    """A stemma while it is drawn: who took from whom, by the letters of reports and lost texts."""

    def __init__(
        self, reports: Mapping[str, Report], notes: Mapping[str, Notes], shared: Shared, kin: Relatives, sigla: Mapping[str, str],
        copy_share: float,
    ) -> None:  # fmt: skip
        self.reports, self.notes, self.shared, self.kin, self.sigla, self.copy_share = reports, notes, shared, kin, sigla, copy_share
        self.lost: list[Lost] = []
        self.edges: list[Derivation] = []
        self.siblings: set[frozenset[str]] = set()  # pairs that hang from one lost text that must have existed
        self._letters = greek()
        self._done: set[tuple[str, str]] = set()  # reports with the credited names that stand as their lost text
        self._called: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)  # credited name -> lost texts, and what hangs there
        self._copies: dict[str, list[str]] = defaultdict(list)
        for id, text in sorted(kin.stands.items()):
            self._copies[text].append(id)
        self._first = {text: min(members, key=self._when) for text, members in self._copies.items()}  # of the copies of a text

    def draw(self, parentage: Sequence[Parent]) -> None:
        """Everything, from the parents that were found."""
        for found in parentage:
            self.edges.append(self._edge(found))
        whole = {found.child for found in parentage if not found.passage}
        orphans = [text for text in sorted(self._copies) if text not in whole and self.kin.of(text)]
        taken_from = {frozenset((found.child, found.parent)) for found in parentage}
        hanging = {id for sources in hung(orphans, self.kin, taken_from) for id in self._hang(sources)}
        for text, members in sorted(self._copies.items()):
            first = self._first[text]
            for id in members:
                if id != first and id not in hanging and not self._credits(id).keys() & self._credits(first).keys():
                    self.edges.append(self._copy(id, first))
        self._credit()
        self.edges.sort(key=lambda edge: (edge.child, edge.parent))

    def _when(self, id: str) -> tuple[float, str]:
        published = self.reports[id].published
        return published.high.timestamp() if published else float("inf"), id

    def _credits(self, id: str) -> dict[str, Reason]:
        return credits_of(self.notes[id], "text")

    def _edge(self, found: Parent) -> Derivation:
        pair = frozenset((found.child, found.parent))
        child, parent = self._first[found.child], self._first[found.parent]
        kind = kind_of(self.reports[child], self.reports[parent], self.shared.found[pair], self.copy_share)
        p = round(p_of(self.shared.bits(*pair)) * found.p, 3)
        return Derivation(self.sigla[child], self.sigla[parent], kind, p, (*self._sharing(pair), *found.because))

    def _sharing(self, pair: frozenset[str]) -> Iterator[Reason]:
        """That the two share a text at all is another question, with bits of its own: told here, and not added up with who was first."""
        for reason in self.shared.because[pair]:
            if reason.at or reason.rule == SAME_WORDS:
                yield Reason(reason.rule, 0.0, reason.at, f"{reason.detail} ({reason.bits:+.1f} bits for one text behind both)")

    def _copy(self, child: str, parent: str) -> Derivation:
        """The edge between two copies of one text; only time can tell which was first."""
        over, under = self.reports[parent].published, self.reports[child].published
        known = over is not None and under is not None and over.high <= under.low
        time = Reason("parent.earlier", EARLIER, (), "published earlier") if known else Reason(OPEN_COPIES, 0.0)
        because = (*self._sharing(frozenset((child, parent))), time)
        return Derivation(self.sigla[child], self.sigla[parent], "copy", p_of(time.bits), because)

    def _hang(self, sources: Sources) -> list[str]:
        """Hang reports from a lost text; the reports."""
        siglum, ids = next(self._letters), [id for text in sources.children for id in self._copies[text]]
        crediting = {id: self._credits(id)[sources.name] for id in ids if sources.name and sources.name in self._credits(id)}
        firsts = [self._first[text] for text in sources.children]
        copies = [id for id in crediting if id not in firsts]
        self.lost.append(Lost(siglum, sources.name, (*why(sources, self.kin), *crediting.values())))
        self.edges += [self._from_lost(id, siglum, sources) for id in (*firsts, *copies)]
        if sources.name:
            self._done |= {(id, sources.name) for id in (*firsts, *copies)}
            self._called[sources.name].append((siglum, sources.children))
        if sources.beside:
            self.siblings |= {frozenset(pair) for pair in combinations(firsts, 2)}
        return [*firsts, *copies]

    def _from_lost(self, id: str, siglum: str, sources: Sources) -> Derivation:
        """The edge from a report to a lost text; the relative most like the report stands for that text."""
        text = self.kin.stands[id]
        near = [other for other in self._copies[text] if other != id] or self.kin.of(text)
        other = max(near, key=lambda other: (self.shared.bits(id, other), other))
        pair = frozenset((id, other))
        ways = tuple(way for way in sources.beside if text in (way.a, way.b))
        beside = max((way.chances[2] for way in ways), default=0.5)
        apart = why(replace(sources, beside=ways), self.kin) if ways else ()
        credit = [told for name, told in self._credits(id).items() if name == sources.name]
        doubt = (1 - p_of(self.shared.bits(*pair)) * beside) * (1 - p_of(credit[0].bits) if credit else 1.0)
        kind = kind_of(self.reports[id], self.reports[other], self.shared.found[pair], self.copy_share)
        return Derivation(self.sigla[id], siglum, kind, round(1 - doubt, 3), (*self._sharing(pair), *apart, *credit))

    def _at_hand(self, id: str, name: str) -> bool:
        """Whether a credited text stands in the stemma already: as a lost one, or as a relative by that agency or outlet."""
        text = self.kin.stands[id]
        return (id, name) in self._done or (name in self.kin.named[text] and name not in self.kin.credits(text))

    def _known(self, id: str, name: str) -> str | None:
        """The lost text of that name from which a relative of a report hangs: one agency tells an event once."""
        text = self.kin.stands[id]
        near = {text, *self.kin.of(text)}
        return next((siglum for siglum, children in self._called[name] if near & set(children)), None)

    def _credit(self) -> None:
        """Hang up whatever is credited and does not stand there yet."""
        for name, children in credited(self.notes, self._at_hand).items():
            known = {id: siglum for id, _, _ in children if (siglum := self._known(id, name))}
            left = [told for id, _, told in children if id not in known]
            siglum = next(self._letters) if left else ""
            if left:
                self.lost.append(Lost(siglum, name, tuple(left)))
            self.edges += [Derivation(self.sigla[id], known.get(id, siglum), kind, p_of(told.bits), (told,)) for id, kind, told in children]
