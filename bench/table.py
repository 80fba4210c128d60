"""Every stage beside its peers, in one table: `make bench`.

    python -m bench.table [--write FILE.json] [--only NAME ...] [--tiny]
    python -m bench.table --show FILE.json

Runs the benches one after the other, each in a process of its own, at sizes that take some minutes together, and prints: a row for each
figure of ours beside a peer's, with `times` (how often better ours is; below 1 the peer is better) and what memory both took; then the
cost curves with their exponents. What could not run has a line that says why. Seconds are of the processor. With `--write` all that the
benches told is kept, with the machine and the versions: `docs/performance.md` and its drawings are made from that.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import rashomon

from . import table_rows
from .apart import answer
from .table_rows import Curve, Row

Told = Mapping[str, Any]
PACKAGES = (
    "numpy", "numba", "onnxruntime", "trafilatura", "resiliparse", "fastwarc", "pyarrow",
    "daft", "ray", "scikit-learn", "datasketch", "rensa", "semhash", "simhash",
)  # fmt: skip


@dataclass(frozen=True)
class Bench:
    """One program that measures, and how what it prints is read."""

    name: str
    module: str
    sizes: tuple[str, ...]
    tiny: tuple[str, ...]
    rows: Callable[[Told], Iterable[Row]] = table_rows.no_rows
    curves: Callable[[Told], Iterable[Curve]] = table_rows.no_curves


EVENT = ("--rules", "--json", "--runs", "1", "--reports")
BENCHES = (
    Bench("start", "bench.startup", (), (), table_rows.start),
    Bench("sample and pile", "bench.speed", ("50",), ("5",), table_rows.speed),
    Bench("web archives", "bench.archive", ("128",), ("1",), table_rows.archive),
    Bench("web pages", "bench.extraction", ("300",), ("20",), table_rows.extraction),
    Bench("one event", "bench.event", (*EVENT, "50"), (*EVENT, "4"), table_rows.event, table_rows.event_curves),
    Bench(
        "copies", "bench.copies", ("--docs", "2500", "5000", "10000"), ("--docs", "60", "120"), table_rows.copies, table_rows.copies_curves
    ),
    Bench(
        "grouping",
        "bench.grouping_scale",
        ("1000", "2500", "5000", "10000"),
        ("60", "120"),
        table_rows.grouping,
        table_rows.grouping_curves,
    ),
    Bench("hard piles", "bench.growth", ("2000", "200000", "4000"), ("20", "4000", "40"), curves=table_rows.growth_curves),
    Bench("a shared library", "bench.teams", ("--seconds", "10"), ("--seconds", "1", "--writers", "2", "--readers", "4"), table_rows.teams),
)


def machine() -> dict[str, Any]:
    """What it runs on."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.processor())
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 0
    return {
        "cores": os.cpu_count(),
        "processor": model,
        "memory_gib": round(pages / 2**30, 1),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
    }


def versions() -> dict[str, str]:
    """Ours, with the commit where there is one, and those of all that is measured or used."""
    done = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)  # noqa: S607
    found = {"rashomon": f"{rashomon.__version__} {done.stdout.strip()}".strip()}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "absent"
    return found


def measure(names: Iterable[str], *, tiny: bool = False) -> dict[str, Any]:
    """What the named benches tell, on what, and what each took."""
    benches = {}
    for bench in BENCHES:
        if bench.name in names:
            start, options = time.perf_counter(), bench.tiny if tiny else bench.sizes
            told = answer(bench.module, *options)
            command = " ".join(("python -m", bench.module, *options))
            benches[bench.name] = {"command": command, "by_the_clock": round(time.perf_counter() - start), "told": told}
    return {"machine": machine(), "versions": versions(), "benches": benches}


def in_order(found: Told) -> Iterable[tuple[Bench, Told]]:
    """The benches that were run, as the table has them."""
    return ((bench, found["benches"][bench.name]["told"]) for bench in BENCHES if bench.name in found["benches"])


def table(found: Told) -> str:
    """Everything as text."""
    lines: list[tuple[str, ...]] = [("stage", "what", "unit", "ours", "peer", "theirs", "times", "MiB", "theirs")]
    curves: list[tuple[str, ...]] = []
    for bench, told in in_order(found):
        if "not run" in told:
            lines.append((bench.name, f"NOT RUN: {told['not run']}"))
            continue
        lines += [_cells(row) for row in bench.rows(told)]
        curves += [_told(curve) for curve in bench.curves(told)]
    host = ", ".join(f"{name} {value}" for name, value in {**found["machine"], **found["versions"]}.items())
    head = ("curve", "who", "exponent", "at sizes: what it took")
    return "\n".join([host, "", *_aligned(lines), "", *_aligned([head, *curves])])


def _cells(row: Row) -> tuple[str, ...]:
    figures = (_short(row.ours), row.peer, row.note or _short(row.theirs), _short(row.ratio), _short(row.ours_mib), _short(row.theirs_mib))
    return (row.stage, row.what, row.unit, *figures)


def _told(curve: Curve) -> tuple[str, ...]:
    took = ", ".join(f"{size:,.0f}: {_short(value)}" for size, value in curve.points) or "not run"
    return (
        curve.chart,
        curve.who,
        "" if curve.exponent is None else f"{curve.exponent:.2f}",
        f"{took} {curve.y if curve.points else ''}".strip(),
    )


def _short(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _aligned(lines: list[tuple[str, ...]]) -> list[str]:
    """Columns as wide as their widest cell; the last cell of a line may run over."""
    widths = [0] * max(len(line) for line in lines)
    for line in lines:
        for n, cell in enumerate(line[:-1]):
            widths[n] = max(widths[n], len(cell))
    return ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=False)).rstrip() for line in lines]


def with_curves(found: Told) -> dict[str, Any]:
    """The same with rows and curves, for who draws them."""
    told = [(bench, one) for bench, one in in_order(found) if "not run" not in one]
    return {
        **found,
        "rows": [asdict(row) | {"times": row.ratio and round(row.ratio, 2)} for bench, one in told for row in bench.rows(one)],
        "curves": [
            asdict(curve) | {"exponent": curve.exponent and round(curve.exponent, 2)} for bench, one in told for curve in bench.curves(one)
        ],
    }


def main() -> None:
    """Run, keep, print."""
    names = [bench.name for bench in BENCHES]
    parser = argparse.ArgumentParser(prog="python -m bench.table", description=__doc__.partition("\n")[0])
    parser.add_argument("--only", action="append", choices=names, help="one bench; may be given again")
    parser.add_argument("--tiny", action="store_true", help="sizes that say nothing, to see whether all runs")
    parser.add_argument("--write", type=Path, metavar="FILE.json", help="keep what was told, beside what the file holds of other benches")
    parser.add_argument("--show", type=Path, metavar="FILE.json", help="print the table of a file; run nothing")
    given = parser.parse_args()
    if given.show:
        print(table(json.loads(given.show.read_text(encoding="utf-8"))))
        return
    found = measure(given.only or names, tiny=given.tiny)
    if given.write:
        if given.write.exists():
            held = json.loads(given.write.read_text(encoding="utf-8"))
            found["benches"] = held["benches"] | found["benches"]
        given.write.parent.mkdir(parents=True, exist_ok=True)
        given.write.write_text(json.dumps(with_curves(found), indent=1) + "\n", encoding="utf-8")
    print(table(found))


if __name__ == "__main__":
    main()
