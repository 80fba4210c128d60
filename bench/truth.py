"""What an analysis should have found, and what it must not have: one truth format, one judge.

A truth is a JSON file beside a folder of reports. Its places are `{label: at}`, where `at` is a string
that occurs once in the file, a range [start, end] in code points, or a list of these; several labels or
ranges are alternatives. `find` are the things to be found, `silent` the pairs that only seem to clash,
`fair` clashes that may be shown, `furniture` what on the page is no report. Places are judged in the text as it came in, through the cuts.
"""

from __future__ import annotations

import hashlib
import json
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rashomon.text.cuts import Rawward
from rashomon.types import Analysis, Discrepancy, Span

At = str | list[Any]  # a string that occurs once, [start, end], or a list of these
Range = tuple[str, int, int]  # label, start, end: in the raw text
Item = Mapping[str, Any]  # one entry of the truth; "a", "b", "at" are lists of Range
CLASH = frozenset({"contradiction", "tension"})  # severities that tell a reader that two reports do not fit
DERIVED = frozenset({"wholly", "partly", "siblings"})


@dataclass(frozen=True)
class Truth:
    """A truth file with its places found in the reports."""

    reports: dict[str, str]  # label -> file name
    find: tuple[Item, ...]
    silent: tuple[Item, ...]
    fair: tuple[Item, ...]  # clashes that are right to show, though nobody asks for them
    furniture: tuple[Range, ...]
    lost_not: tuple[str, ...]  # patterns that the name of no lost text may match
    digest: str  # sha256 over the truth and its reports


@dataclass(frozen=True)
class Check:
    """One line of a verdict. In `find`, met means found; elsewhere it means not fallen for."""

    part: str
    id: str
    met: bool
    detail: str = ""


@dataclass(frozen=True)
class Verdict:
    """All checks of one analysis, and the clashes that the truth does not know."""

    checks: tuple[Check, ...]
    unplanned: tuple[str, ...] = ()

    def of(self, *parts: str) -> list[Check]:
        """The checks of some parts, in order."""
        return [check for check in self.checks if check.part in parts]

    def share(self, part: str) -> float:
        """How much of a part was met, in [0, 1]; 1 where there is nothing to meet."""
        checks = self.of(part)
        return sum(check.met for check in checks) / len(checks) if checks else 1.0


def load(path: Path, folder: Path) -> Truth:
    """Read a truth file; ValueError where a string is not unique in its report or a report has changed."""
    table = json.loads(path.read_text(encoding="utf-8"))
    texts = {label: (folder / name).read_bytes().decode("utf-8") for label, name in table["reports"].items()}
    for label, digest in table.get("sha256", {}).items():
        if hashlib.sha256(texts[label].encode()).hexdigest() != digest:
            raise ValueError(f"{folder / table['reports'][label]} is not the text that {path.name} was made for")

    def placed(item: dict[str, Any]) -> Item:
        found = {key: _ranges(value, texts) if key in ("a", "b") else value for key, value in item.items()}
        return {**found, "parts": [placed(part) for part in item["parts"]]} if "parts" in item else found

    digest = hashlib.sha256(path.read_bytes() + "\0".join(text for _, text in sorted(texts.items())).encode()).hexdigest()
    return Truth(
        table["reports"],
        tuple(map(placed, table["find"])),
        tuple(map(placed, table["silent"])),
        tuple(map(placed, table.get("fair", ()))),
        tuple(place for item in table["furniture"] for place in _ranges(item, texts)),
        tuple(table["lost_not"]),
        digest,
    )


def _ranges(places: dict[str, Any], texts: dict[str, str]) -> list[Range]:
    return [found for label, at in places.items() for found in _find(label, at, texts[label])]


def _find(label: str, at: At, text: str) -> Iterator[Range]:
    if isinstance(at, str):
        if text.count(at) != 1:
            raise ValueError(f"{label}: {at!r} occurs {text.count(at)} times, not once")
        yield label, text.index(at), text.index(at) + len(at)
    elif isinstance(at[0], int):
        yield label, at[0], at[1]
    else:
        for one in at:
            yield from _find(label, one, text)


@dataclass
class Scene:
    """An analysis seen from the files: which span covers which range of which raw text."""

    analysis: Analysis
    labels: dict[str, str]  # report id -> label
    ids: dict[str, str] = field(init=False)
    _raw: dict[str, list[int]] = field(init=False)  # report id -> raw offset of every code point

    def __post_init__(self) -> None:
        self.ids = {label: id for id, label in self.labels.items()}
        self._raw = {}
        for report in self.analysis.reports:
            back = Rawward(report.cuts)
            self._raw[report.id] = [back.start(n) for n in range(len(report.text))]

    @classmethod
    def of(cls, analysis: Analysis, truth: Truth) -> Scene:
        """Match reports to labels by file name; ValueError where one is missing."""
        named = {name: label for label, name in truth.reports.items()}
        labels = {report.id: named[Path(report.path).name] for report in analysis.reports if Path(report.path).name in named}
        if missing := sorted(set(named.values()) - set(labels.values())):
            raise ValueError(f"not among the reports: {', '.join(missing)}")
        return cls(analysis, labels)

    def meets(self, span: Span, places: list[Range]) -> bool:
        """Whether the span holds a code point of one of the places."""
        raw, label = self._raw[span.report][span.start : span.end], self.labels.get(span.report)
        return any(label == place and bisect_left(raw, start) < bisect_left(raw, end) for place, start, end in places)

    def clash(self, found: Discrepancy, item: Item, *, more: bool) -> str | None:
        """The side of `found` on which `a` of the item stands, if it is about `a` against `b`; `more` widens either side."""
        rest = found.more if more else ()
        for side, left, right in (("left", found.left, found.right), ("right", found.right, found.left)):
            met_a, met_b = self.meets(left, item["a"]), self.meets(right, item["b"])
            if met_a and (met_b or any(self.meets(span, item["b"]) for span in rest)):
                return side
            if met_b and any(self.meets(span, item["a"]) for span in rest):
                return side
        return None


def judge(analysis: Analysis, truth: Truth, run: str = "") -> Verdict:
    """Hold an analysis against a truth. Items that name a `run` count in that run only."""
    scene = Scene.of(analysis, truth)
    checks = [Check("find", item["id"], *_found(scene, item)) for item in truth.find if item.get("run", run) == run]
    checks += [Check("silent", item["id"], *_kept_silent(scene, item)) for item in truth.silent]
    checks += [
        Check("furniture", f"{label} [{start}, {end}]", *_left_out(scene, (label, start, end))) for label, start, end in truth.furniture
    ]
    checks += [Check("lost", f"not {pattern}", *_not_lost(scene, pattern)) for pattern in truth.lost_not]
    return Verdict(tuple(checks), tuple(_unplanned(scene, truth)))


# --- what is to be found -------------------------------------------------------------------


def _found(scene: Scene, item: Item) -> tuple[bool, str]:
    if "parts" not in item:
        return HOW[item["how"]](scene, item)
    parts = [(part["id"], *_found(scene, part)) for part in item["parts"]]
    need = item.get("need", len(parts))
    return sum(met for _, met, _ in parts) >= need, "; ".join(
        f"{'+' if met else '-'} {id}{': ' * bool(why)}{why}" for id, met, why in parts
    )


def _range(scene: Scene, item: Item) -> tuple[bool, str]:
    accounts = scene.analysis.stemma.accounts
    fits = item["low"][0] <= accounts.low <= item["low"][1] and item["high"][0] <= accounts.high <= item["high"][1]
    return fits, f"{accounts.low} to {accounts.high}"


def _account(scene: Scene, item: Item) -> tuple[bool, str]:
    ids = {scene.ids[label] for label in item["reports"]}
    return any(ids <= set(members) for members in scene.analysis.stemma.accounts.members), ""


def _pair(scene: Scene, item: Item) -> tuple[bool, str]:
    ids = {scene.ids[label] for label in item["reports"]}
    classes = [pair.relation for pair in scene.analysis.stemma.pairs if {pair.a, pair.b} == ids]
    return any(relation in item["class"] for relation in classes), ", ".join(classes)


def _edge(scene: Scene, item: Item) -> tuple[bool, str]:
    stemma = scene.analysis.stemma
    kinds = [edge.kind for edge in stemma.edges if stemma.witnesses.get(edge.child) == scene.ids[item["child"]]]
    return any(kind in item["kind"] for kind in kinds), ", ".join(kinds)


def _lost(scene: Scene, item: Item) -> tuple[bool, str]:
    names = [lost.name or "unnamed" for lost in scene.analysis.stemma.lost]
    return item["name"] in names, ", ".join(names)


def _discrepancy(scene: Scene, item: Item) -> tuple[bool, str]:
    near = ""
    for found in scene.analysis.findings.discrepancies:
        side = scene.clash(found, item, more=True)
        if side is None or found.kind not in item["kind"]:
            continue
        near = f"{found.left_value} / {found.right_value}, {found.severity}, with {found.consistent_with}: {found.basis}, {found.relation}"
        other = "right" if side == "left" else "left"
        decided = {"a": side, "b": other, None: found.consistent_with}[item.get("side")] == found.consistent_with
        if decided and re.search(item.get("basis", ""), found.basis) and re.search(item.get("relation", ""), found.relation):
            return True, near
    return False, near


def _garbled(scene: Scene, item: Item) -> tuple[bool, str]:
    hits = [found for found in scene.analysis.findings.discrepancies if found.kind == "garbled"]
    return any(scene.meets(span, item["a"]) for found in hits for span in (found.left, found.right)), ""


def _utterance(scene: Scene, item: Item) -> tuple[bool, str]:
    reach = [
        sum(any(scene.meets(span, [place]) for span in said.versions) for place in item["a"]) for said in scene.analysis.findings.utterances
    ]
    return max(reach, default=0) >= item["need"], f"{max(reach, default=0)} of {len(item['a'])} versions"


def _said(scene: Scene, item: Item) -> tuple[bool, str]:
    claims = {claim.id: claim for claim in scene.analysis.collation.claims}
    near = ""
    for said in scene.analysis.findings.said:
        cell = claims[said.claim].cells.get(said.report) if said.claim in claims else None
        if cell and scene.meets(cell.span, item["a"]):
            near = f"{said.speaker} via {said.via}"
            if all(re.search(item[key], getattr(said, key) or "") for key in ("speaker", "via") if key in item):
                return True, near
    return False, near


HOW: dict[str, Callable[[Scene, Item], tuple[bool, str]]] = {
    "range": _range,
    "account": _account,
    "pair": _pair,
    "edge": _edge,
    "lost": _lost,
    "discrepancy": _discrepancy,
    "garbled": _garbled,
    "utterance": _utterance,
    "said": _said,
}


# --- what must not be found ----------------------------------------------------------------


def _kept_silent(scene: Scene, item: Item) -> tuple[bool, str]:
    for found in scene.analysis.findings.discrepancies:
        if found.severity in CLASH and found.kind in item.get("kind", [found.kind]) and scene.clash(found, item, more=False):
            return False, f"{found.kind} {found.left_value} / {found.right_value}"
    return True, ""


def _left_out(scene: Scene, place: Range) -> tuple[bool, str]:
    where = sorted({name for name, span in cited(scene.analysis) if scene.meets(span, [place])})
    return not where, ", ".join(where)


def cited(analysis: Analysis) -> Iterator[tuple[str, Span]]:
    """Every span that reaches a reader as evidence, with the part of the output it stands in."""
    for passage in analysis.collation.passages:
        yield from (("passage", passage.a), ("passage", passage.b))
    for claim in analysis.collation.claims:
        yield from (("claim", span) for span in (claim.gist, *claim.more, *(cell.span for cell in claim.cells.values() if cell)))
    for found in analysis.findings.discrepancies:
        yield from (("discrepancy", span) for span in (found.left, found.right, *found.more))
    for said in analysis.findings.utterances:
        yield from (("utterance", span) for span in said.versions)
    for spans in analysis.findings.only_in.values():
        yield from (("only_in", span) for span in spans)
    for line in analysis.summary.lines:
        yield from (("summary", span) for span in line.cites)


def _not_lost(scene: Scene, pattern: str) -> tuple[bool, str]:
    stray = [lost.name for lost in scene.analysis.stemma.lost if lost.name and re.search(pattern, lost.name)]
    return not stray, ", ".join(stray)


def _unplanned(scene: Scene, truth: Truth) -> Iterator[str]:
    planned = [part for item in (*truth.find, *truth.fair) for part in item.get("parts", [item]) if "a" in part and "b" in part]
    for found in scene.analysis.findings.discrepancies:
        if found.severity in CLASH and not any(scene.clash(found, item, more=True) for item in planned):
            left, right = scene.labels.get(found.left.report), scene.labels.get(found.right.report)
            yield f"{found.kind} {left}: {found.left_value} / {right}: {found.right_value}"
