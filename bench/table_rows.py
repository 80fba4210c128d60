"""What each bench measured, as rows of one table and as cost curves.

A row holds one figure of ours beside one of a peer's, both of the same run, and how often better ours is: 1 is equal, below 1 the peer is
better. A curve holds what one contender took at growing sizes, and the power of the size with which that grows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log
from typing import Any

from .grouping_peers import OURS

Told = Mapping[str, Any]
LESS = frozenset({"s", "ms", "MiB"})  # units of which less is better
HELD = 0.1  # seconds below which a curve says more of the clock than of the work


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    stage: str
    what: str
    unit: str
    ours: float | None
    peer: str = ""
    theirs: float | None = None
    ours_mib: float | None = None
    theirs_mib: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """How often better ours is."""
        if not self.ours or not self.theirs:
            return None
        return self.theirs / self.ours if self.unit in LESS else self.ours / self.theirs


@dataclass(frozen=True)
class Curve:
    """What one contender took at each size."""

    chart: str
    who: str
    x: str
    y: str
    points: tuple[tuple[float, float], ...] = field(default=())

    @property
    def exponent(self) -> float | None:
        """The power of the size with which it grows, by least squares on logarithms; None for fewer than two points."""
        logs = [(log(size), log(took)) for size, took in self.points if took > 0]
        if len(logs) < 2:
            return None
        x, y = (sum(column) / len(logs) for column in zip(*logs, strict=True))
        return float(sum((a - x) * (b - y) for a, b in logs) / sum((a - x) ** 2 for a, _ in logs))


def start(told: Told) -> Iterator[Row]:
    """Rows of bench/startup.py: the least processor time of some programs."""
    programs, peers = told["programs"], ("import cyclopts", "trafilatura --help")
    for name, figures in programs.items():
        if "rashomon" in name:
            for peer in peers:
                yield Row("start", name, "ms", 1000 * figures["cpu"], peer, 1000 * programs[peer]["cpu"])


def speed(told: Told) -> Iterator[Row]:
    """Rows of bench/speed.py."""
    for name in ("sample", "pile"):
        ours, theirs = told["jobs"][name], told["jobs"][f"{name}, difflib"]
        what = f"{'analyse, the sample' if name == 'sample' else 'run, a pile'} ({ours['reports']} reports)"
        yield Row(
            "all stages", what, "s", ours["seconds"], "difflib, who shares text", theirs["seconds"], ours["peak_mb"], theirs["peak_mb"]
        )


def archive(told: Told) -> Iterator[Row]:
    """Rows of bench/archive.py."""
    by = {(row["archive"], row["mode"]): row for row in told["rows"]}
    for path in dict.fromkeys(row["archive"] for row in told["rows"]):
        peer = by[path, "fastwarc"]
        for mode, what in (("found", "records found"), ("read", "records read")):
            ours = by[path, mode]
            figures = (ours["mb_per_second"], "fastwarc, records found", peer["mb_per_second"], ours["peak_mb"], peer["peak_mb"])
            yield Row("read", f"{path}, {what}", "MB/s", *figures)


def extraction(told: Told) -> Iterator[Row]:
    """Rows of bench/extraction.py: speed, and how much of the article's words comes out."""
    pairs = (("ours precise", "trafilatura with metadata"), ("ours precise", "trafilatura"), ("ours bulk", "resiliparse"))
    for ours, peer in pairs:
        if ours in told and peer in told:
            what = f"web pages, {ours.removeprefix('ours ')}"
            yield Row("read", what, "pages/s", told[ours]["pages_per_second"], peer, told[peer]["pages_per_second"])
            yield Row("read", f"{what}, F1 of words", "F1", told[ours]["f1"], peer, told[peer]["f1"])


def event(told: Told) -> Iterator[Row]:
    """Rows of bench/event.py at its largest size."""
    what, peer = f"an event of {told['sizes'][-1]} reports", told["peer"]
    name, seconds = next(iter(peer.items()))
    for stage, row in told["stages"].items():
        if stage == "collate" and name == "not run":
            yield Row(stage, what, "s", row[-1], "TF-IDF", note=f"not run: {seconds}")
        elif stage == "collate":
            yield Row(stage, what, "s", row[-1], name, seconds[1])
        elif stage not in {"import", "compare"}:
            yield Row(stage, what, "s", row[-1])
    yield Row("all stages", f"{what}, without import", "s", sum(_stages(told, -1)), ours_mib=told["peak_mb"][-1])


def _stages(told: Told, place: int) -> Iterator[float]:
    return (row[place] for stage, row in told["stages"].items() if stage not in {"import", "compare"})


def event_curves(told: Told) -> Iterator[Curve]:
    """Every stage over the sizes."""
    for stage, row in told["stages"].items():
        if stage not in {"import", "compare"} and max(row) > HELD:
            yield Curve("event", stage, "reports of one event", "seconds", tuple(zip(told["sizes"], row, strict=True)))


def copies(told: Told) -> Iterator[Row]:
    """Rows of bench/copies.py at its largest size: speed, recall, precision."""
    row = told["rows"][-1]
    ours, size = row["rashomon"], f"{row['documents']:,} documents"
    for name, peer in _others(row):
        if "not run" in peer:
            yield Row("copies", size, "documents/s", ours["docs/s"], name, note=f"not run: {peer['not run']}")
            continue
        yield Row("copies", size, "documents/s", ours["docs/s"], name, peer["docs/s"], ours["mib"], peer["mib"])
        yield Row("copies", f"{size}, recall", "share", ours["recall of all"], name, peer["recall of all"])
        yield Row("copies", f"{size}, precision", "share", ours["precision"], name, peer["precision"])


def _others(row: Told) -> Iterator[tuple[str, Told]]:
    return ((name, value) for name, value in row.items() if isinstance(value, Mapping) and name != "rashomon")


def copies_curves(told: Told) -> Iterator[Curve]:
    """Time and memory of every contender."""
    rows = told["rows"]
    for who in ("rashomon", *(name for name, _ in _others(rows[0]))):
        for y, key in (("seconds", "seconds"), ("MiB", "mib")):
            points = tuple((row["documents"], row[who][key]) for row in rows if key in row[who])
            yield Curve("copies" if y == "seconds" else "copies-memory", who, "documents", y, points)


def grouping(told: Told) -> Iterator[Row]:
    """Rows of bench/grouping_scale.py at its largest size: grouping alone beside peers, all given texts, and the command end to end."""
    row = told["rows"][-1]
    size, beside = f"{row['documents']:,} documents", dict(row.get("peers", {}))
    ours = beside.pop(OURS, {})
    yield Row("group", f"{size}, the command from JSONL to events", "s", row["seconds"], ours_mib=row["peak_mib"])
    for name, peer in beside.items():
        if "not run" in peer:
            yield Row("group", size, "s", ours.get("seconds"), name, note=f"not run: {peer['not run']}")
            continue
        yield Row("group", size, "s", ours.get("seconds"), name, peer["seconds"], ours.get("mib"), peer["mib"])
        yield Row("group", f"{size}, BCubed F1", "%", ours.get("f1"), name, peer["f1"])


def grouping_curves(told: Told) -> Iterator[Curve]:
    """Time and memory of every contender."""
    rows = told["rows"]
    names = rows[0].get("peers", {})
    for chart, y, own, key in (("grouping", "seconds", "seconds", "seconds"), ("grouping-memory", "MiB", "peak_mib", "mib")):
        yield Curve(chart, "the whole command", "documents", y, tuple((row["documents"], row[own]) for row in rows if row[own]))
        for name in names:
            points = tuple((row["documents"], row["peers"][name][key]) for row in rows if key in row["peers"][name])
            yield Curve(chart, "rashomon" if name == OURS else name, "documents", y, points)


def growth_curves(told: Told) -> Iterator[Curve]:
    """Half the size and the size, of hard piles."""
    for pile, found in told.items():
        for stage, seconds in found["stages"].items():
            if seconds["ratio"]:
                points = ((found["size"] / 2, seconds["half"]), (found["size"], seconds["whole"]))
                yield Curve(f"hard: {pile}", stage, "size", "seconds", points)


def teams(told: Told) -> Iterator[Row]:
    """Rows of bench/teams.py: what somebody waits in the middle, and one in a hundred."""
    for what, waits in sorted(told["ms"].items()):
        for name in ("p50", "p99"):
            yield Row("library", f"{what}, {name}, {told['writers']} write and {told['readers']} look", "ms", waits[name])


def no_rows(_: Told) -> Iterator[Row]:
    """Nothing that stands beside a peer."""
    return iter(())


def no_curves(_: Told) -> Sequence[Curve]:
    """One size only."""
    return ()
