"""How often an unmodified event raises an alarm: contradictions and tensions over real events. `python -m bench.alarms`.

Forty-five events of three newsrooms each (BASIL), analysed one by one. Professional outlets contradict each
other on a number or a day about twice in a hundred events, so nearly everything shown here is to be read as
false until somebody has read it; the figures and the two sentences are printed for that. What was read and is
true (TRUE) is no alarm.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from rashomon.pipeline import analyse
from rashomon.types import Analysis, Discrepancy, Report, Span

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "data" / "grouping" / "basil_events_a.jsonl.gz"


TRUE = {("name", "Loretta Sanchez", "Linda T. Sánchez")}  # one of two sisters was elected


def events() -> Iterator[list[Report]]:
    """The reports of each event, under ids that say nothing."""
    by_event: dict[str, list[str]] = defaultdict(list)
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            by_event[row["event"]].append(row["text"])
    for _, texts in sorted(by_event.items()):
        yield [Report(str(n), f"{n}.txt", text) for n, text in enumerate(texts)]


def alarms() -> Iterator[tuple[Analysis, Discrepancy]]:
    """Every contradiction and tension not read to be true, with the event it was raised in."""
    for reports in events():
        analysis = analyse(reports)
        for found in analysis.findings.discrepancies:
            if found.severity in ("contradiction", "tension") and (found.kind, found.left_value, found.right_value) not in TRUE:
                yield analysis, found


def sentence(analysis: Analysis, span: Span) -> str:
    """The sentence that holds a span."""
    notes = next(notes for notes in analysis.notes if notes.report == span.report)
    report = next(report for report in analysis.reports if report.id == span.report)
    return report.quote(next((home for home in notes.sentences if home.overlaps(span)), span))


def main() -> None:
    """Print every alarm with its two sentences."""
    if not CORPUS.exists():
        sys.exit("SKIPPED: needs ../shared/data, which is not part of the repository")
    raised = 0
    for analysis, found in alarms():
        raised += 1
        print(f"{found.kind} {found.severity}: {found.left_value} / {found.right_value}")
        print(f"   {sentence(analysis, found.left)}\n   {sentence(analysis, found.right)}")
    print(json.dumps({"events": sum(1 for _ in events()), "alarms": raised}))


if __name__ == "__main__":
    main()
