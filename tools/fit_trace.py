"""Fit src/rashomon/trace/direction.json: how many bits each feature of two reports that share a text is worth.

    python tools/fit_trace.py [EVENTS]      needs ../shared, as the stemmata grow from its real accounts

Tables with a ridge, over grown stemmata of the split "fit" alone, each a choice among possibilities:
1. places: of each place where two reports differ of which one was made from the other, which of the two is the parent.
2. first, second: of two reports that share a text, a above b, b above a, or beside; the second with what the first says of their relatives.
3. parent: of each report, which relative, or none, is the parent.
4. passage: whether a relative is a second parent.
What none of these operators and base texts has to do with is the split "held_out", on which `python -m bench.stemma` measures.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench.lineage import Stemma, parents_of, shared
from bench.logistic import Rows, choice, logistic
from bench.stemmata import events
from rashomon.annotate import annotate
from rashomon.collate import collate
from rashomon.config import AnnotateConfig, Config
from rashomon.trace import direction
from rashomon.trace.direction import CONTEXT, FEATURES, MOST
from rashomon.trace.evidence import share
from rashomon.trace.parents import NONE, choices, origins, passages
from rashomon.trace.places import PLACES
from rashomon.trace.relatives import Relatives, copies, relatives
from rashomon.trace.variants import Table
from rashomon.types import Collation, Notes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Example = tuple[Array, Array]

TARGET = ROOT / "src" / "rashomon" / "trace" / "direction.json"
CONFIG = Config(annotate=AnnotateConfig(tagger=0))  # by rules: eight times faster, and who took from whom asks for marks only
EVENTS, SEED = 400, 11
RIDGE = 3.0
PARENT = ("above", "unexplained", "distance", "between", "explained", "earlier", "none", "credited")
PASSAGE = ("lean", "beside", "share", "earlier", "orphan", "prior")


@dataclass(frozen=True)
class Grown:
    """An event as `trace` sees it before anything is weighed."""

    event: Stemma
    notes: tuple[Notes, ...]
    collation: Collation


def grown(many: int, split: Any = "fit", seed: int = SEED) -> Iterator[Grown]:
    """Annotated and collated events."""
    for event in events(seed, many, split):
        notes = tuple(annotate(report, CONFIG.annotate) for report in event.reports)
        yield Grown(event, notes, collate(event.reports, notes, CONFIG.collate))


class Case:
    """An event with its relatives, and what is true of them in terms of the texts that stand for their copies."""

    def __init__(self, grown: Grown) -> None:
        self.event, reports, notes = grown.event, grown.event.reports, grown.notes
        self.by_id, self.noted = {r.id: r for r in reports}, {n.report: n for n in notes}
        self.shared = share(reports, notes, grown.collation, CONFIG.trace)
        self.table = Table(reports, notes, grown.collation)
        self.stands = copies(list(self.by_id), lambda a, b: self.shared.found[frozenset((a, b))].exact)
        self.texts = sorted(set(self.stands.values()))
        over = parents_of(self.event.edges)
        up = {id: _up(id, over) for id in self.by_id}
        same = {text: {x for id in self.by_id if self.stands[id] == text for x in self.event.twins[id]} for text in self.texts}
        self.over = {text: {b for b in self.texts if any(same[b] & up[id] for id in same[text])} - {text} for text in self.texts}
        self.links = {
            (self.stands[link.child], self.stands[parent]) for link in self.event.links for parent in self.event.twins[link.parent]
        }
        self.links = {(child, parent) for child, parent in self.links if child != parent}
        self.fair = {(self.stands[child], self.stands[parent]) for child, parent in self.event.fair if {child, parent} <= self.by_id.keys()}
        self.fair -= self.links

    def relatives(self) -> Relatives:
        """By the tables as they stand now."""
        return relatives(self.by_id, self.noted, self.shared, self.table)

    def truth(self, a: str, b: str) -> int | None:
        """0: a above b, 1: b above a, 2: beside; None where that is open. Who has the text of an ancestor word for word is one."""
        if shared(self.event, a, b) is not True or (a in self.over[b] and b in self.over[a]):
            return None
        return 0 if a in self.over[b] else 1 if b in self.over[a] else 2


def _up(id: str, over: Mapping[str, Sequence[str]]) -> set[str]:
    return set().union(*({parent} | _up(parent, over) for parent in over.get(id, ())))


def places(cases: Sequence[Case]) -> dict[str, float]:
    """What tells the older side of a place; a pair counts as much as the square root of its places."""
    rows: list[Array] = []
    weight: list[float] = []
    for case in cases:
        for way in case.relatives().ways.values():
            told, found = case.truth(way.a, way.b), way.variants.places
            if found and told in (0, 1):
                rows += [np.array([(1 - 2 * told) * one.says.get(name, 0.0) for name in PLACES]) for one in found]
                weight += [len(found) ** -0.5] * len(found)
    x, many = np.array(rows), len(rows)  # every place from either side, so that none leans by itself
    return _named(PLACES, logistic(Rows(np.r_[x, -x], np.repeat([1.0, 0.0], many), np.r_[weight, weight]), RIDGE)[:-1])


def ways(cases: Sequence[Case], names: Sequence[str]) -> dict[str, dict[str, float]]:
    """The table of one asking, from the features that the pairs have now."""
    options, chosen, many, most = [], [], len(names), [n for n, name in enumerate(names) if name in MOST]
    for case in cases:
        for way in case.relatives().ways.values():
            told = case.truth(way.a, way.b)
            if told is not None:
                a, b = (np.array([side[name] for name in names]) for side in way.found)
                x = np.zeros((3, 2 * many + 1 + len(most)))
                x[0, :many], x[1, :many], x[2, many:] = a - b, b - a, np.r_[a + b, 1, np.maximum(a, b)[most]]
                options.append(x)
                chosen.append(np.eye(3)[told])
    found = choice(options, chosen, RIDGE)
    beside, more = found[many : 2 * many + 1], found[2 * many + 1 :]
    return {
        "lean": _named(names, found[:many]),
        "beside": _named((*names, "prior"), beside),
        "most": _named([names[n] for n in most], more),
    }


def _named(names: Iterable[str], found: Array) -> dict[str, float]:
    return {name: round(float(bits), 4) for name, bits in zip(names, found, strict=True)}


def parent_examples(case: Case) -> Iterator[Example]:
    kin = case.relatives()
    for child in case.texts:
        scores = {p: s for p, s in choices(child, kin).items() if (child, p) not in case.fair}
        if scores:
            x = np.array([[0.0 if name == "credited" else score.get(name, 0.0) for name in PARENT] for score in (*scores.values(), {})])
            x[-1, -2:] = 1, bool(kin.credits(child))
            true = np.array([float((child, parent) in case.links) for parent in scores])
            yield x, np.r_[true, float(not true.any())] / max(1.0, true.sum())


def passage_examples(case: Case) -> Iterator[Example]:
    kin = case.relatives()
    firsts = {found.child: found.parent for found in origins(kin) if not found.passage}
    for child in case.texts:
        for parent, score, _ in passages(child, firsts.get(child, NONE), kin):
            if (child, parent) not in case.fair:
                x = np.zeros((2, len(PASSAGE)))
                x[0] = [{**score, "prior": 1.0}[name] for name in PASSAGE]
                yield x, np.array([1.0, 0.0] if (child, parent) in case.links else [0.0, 1.0])


def _fitted(names: Sequence[str], examples: Iterable[Example]) -> dict[str, float]:
    options, chosen = zip(*examples, strict=True)
    return _named(names, choice(options, chosen, 1.0))


def fit(cases: Sequence[Case]) -> dict[str, Any]:
    """All tables; they are put in place one after the other, since each looks at what the one before says."""
    found: dict[str, Any] = direction.tables()
    found.clear()
    for turn, names in (("first", FEATURES), ("second", {**FEATURES, **CONTEXT})):
        lean = dict.fromkeys(names, 0.0)
        found[turn] = {"lean": lean, "beside": {**lean, "prior": 0.0}, "most": {}}
    found["places"] = dict.fromkeys(PLACES, 0.0)
    found["places"] = places(cases)
    found["first"] = ways(cases, tuple(FEATURES))
    found["second"] = ways(cases, (*FEATURES, *CONTEXT))
    found["parent"] = _fitted(PARENT, (example for case in cases for example in parent_examples(case)))
    found["passage"] = dict.fromkeys(PASSAGE, 0.0) | {"prior": -99.0}
    found["passage"] = _fitted(PASSAGE, (example for case in cases for example in passage_examples(case)))
    return found


def main() -> None:
    many = int(sys.argv[1]) if len(sys.argv) > 1 else EVENTS
    table = fit([Case(one) for one in grown(many)])
    note = "bits a unit of each feature; made by tools/fit_trace.py"
    TARGET.write_text(json.dumps({"note": note, **table}, indent=1) + "\n", encoding="utf-8")
    print(TARGET.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
