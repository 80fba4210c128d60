"""Whether five real reports of one event come out as the issue asks. `python -m bench.new_delhi [--json | --claims]`.

The texts lie beside the repository in `../shared` and never enter it; `new_delhi.json` holds offsets only.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from rashomon import pipeline
from rashomon.export import exporters
from rashomon.types import Analysis, Claim, Report, Span, When

from .sample import show
from .truth import Check, Truth, Verdict, judge, load

REPORTS = Path(__file__).resolve().parents[2] / "shared" / "reports" / "new-delhi"
DAY = datetime(2023, 3, 2, tzinfo=UTC)  # of the meeting; the texts carry no date
WANTED = 6  # of the ten items to be found
# The keys that others build on: 0 stands for any value, {...} for an object, [{...}] for a list of such.
REASONS: list[Any] = [{"rule": 0, "bits": 0, "at": 0, "detail": 0}]
SPAN = {"report": 0, "start": 0, "end": 0, "text": 0, "raw": 0}
CONTRACT: dict[str, Any] = {
    "version": 0, "config_hash": 0, "machine_made": 0,
    "reports": [{"id": 0, "path": 0, "headline": 0, "outlet": 0, "byline": 0, "published": 0, "lang": 0, "text": 0,
                 "cuts": [{"rule": 0, "raw": 0, "text": 0}]}],
    "notes": [{"id": 0, "lang": 0, "sentences": [SPAN],
               "quotes": [{"content": [SPAN], "cue": 0, "source": 0, "speaker": 0, "via": 0, "mode": 0, "garbled": 0}],
               "names": [{"span": SPAN, "kind": 0, "entity": 0}],
               "times": [{"span": SPAN, "type": 0, "value": 0, "low": 0, "high": 0, "anchor": 0}],
               "quantities": [{"span": SPAN, "low": 0, "high": 0, "unit": 0, "of": 0, "bound": 0}]}],
    "passages": [{"a": SPAN, "b": SPAN, "state": 0, "similarity": 0}],
    "stemma": {"witnesses": 0, "lost": [{"siglum": 0, "name": 0}],
               "edges": [{"child": 0, "parent": 0, "kind": 0, "p": 0, "bits": 0, "because": REASONS}],
               "pairs": [{"a": 0, "b": 0, "class": 0, "p": 0}]},
    "accounts": {"low": 0, "high": 0, "members": 0, "members_low": 0},
    "claims": [{"id": 0, "kind": 0, "gist": SPAN, "cells": 0,
                "support": {"reports": 0, "outlets": 0, "accounts": {"low": 0, "high": 0}, "originators": 0}}],
    "said": [{"claim": 0, "report": 0, "speaker": 0, "via": 0, "named": 0, "hand": 0, "occasion": 0}],
    "discrepancies": [{"id": 0, "kind": 0, "severity": 0, "left": SPAN, "right": SPAN, "more": [SPAN], "left_value": 0, "right_value": 0,
                       "consistent_with": 0, "basis": 0, "relation": 0, "claim": 0, "bits": 0, "because": REASONS}],
    "utterances": [{"id": 0, "speaker": 0, "versions": [SPAN], "edits": [{"kind": 0, "left": SPAN, "right": SPAN}]}],
    "only_in": 0, "not_in": 0, "summary": [{"text": 0, "cites": [SPAN]}], "sources": 0,
}  # fmt: skip


def missing_keys(value: object, wanted: object, at: str = "$") -> list[str]:
    """Where an output lacks a key of the contract."""
    if isinstance(wanted, list) and isinstance(value, list):
        return [gap for n, one in enumerate(value) for gap in missing_keys(one, wanted[0], f"{at}[{n}]")]
    if not isinstance(wanted, dict):
        return [] if not isinstance(wanted, list) else [f"{at} is no list"]
    if not isinstance(value, dict):
        return [f"{at} is no object"]
    gaps = [f"{at}.{key}" for key in wanted if key not in value]
    return gaps + [gap for key, inner in wanted.items() if key in value for gap in missing_keys(value[key], inner, f"{at}.{key}")]


def false_spans(value: object, texts: dict[str, str]) -> list[str]:
    """Spans anywhere in an output that do not quote their report exactly."""
    if isinstance(value, list):
        return [bad for one in value for bad in false_spans(one, texts)]
    if not isinstance(value, dict):
        return []
    if {"report", "start", "end", "text"} <= value.keys():
        return [] if texts[value["report"]][value["start"] : value["end"]] == value["text"] else [str(value)]
    return [bad for one in value.values() for bad in false_spans(one, texts)]


def measure(folder: Path = REPORTS) -> dict[str, Verdict]:
    """A verdict with the date given and one without, each with a check of the JSON."""
    truth = load(Path(__file__).with_suffix(".json"), folder)
    dates = {"dated": When(DAY, DAY + timedelta(days=1), "day"), "undated": None}
    return {run: _held(truth, folder, run, published) for run, published in dates.items()}


def _held(truth: Truth, folder: Path, run: str, published: When | None) -> Verdict:
    # The folder also holds gold files for measuring, which are no reports: name the five.
    reports = pipeline.load(*(str(folder / name) for name in truth.reports.values()), published=published)
    analysis = pipeline.analyse(reports)
    verdict = judge(analysis, truth, run)
    return Verdict((*verdict.checks, *_contract(analysis)), verdict.unplanned)


def _contract(analysis: Analysis) -> list[Check]:
    made = json.loads(exporters["json"](analysis))
    gaps = missing_keys(made, CONTRACT)
    bad = false_spans(made, {report.id: report.text for report in analysis.reports})
    return [Check("contract", "keys", not gaps, ", ".join(gaps[:5])), Check("contract", "spans", not bad, ", ".join(bad[:3]))]


class Row(NamedTuple):
    """A claim of the sample: what it says, its reports, and those of the claim found that comes nearest."""

    claim: str
    wanted: frozenset[str]
    found: frozenset[str]
    stands: bool  # in the same reports, each with a sentence that the gold names


def sample_claims(analysis: Analysis, folder: Path = REPORTS) -> list[Row]:
    """For each of the fifteen gold claims the claim found whose sentences meet the gold's in most of its reports and in fewest others.

    A gold span counts where its words stand in the report as read, and a cell or further sentence of the claim overlaps them.
    """
    truth = load(Path(__file__).with_suffix(".json"), folder)
    files = {name: (folder / file).read_text(encoding="utf-8") for name, file in truth.reports.items()}
    by_name = {name: next(report for report in analysis.reports if report.path.endswith(file)) for name, file in truth.reports.items()}
    held = [(frozenset(id for id, cell in claim.cells.items() if cell), _spans_of(claim)) for claim in analysis.collation.claims]
    rows = []
    for gold in json.loads((folder / "claims_sample.json").read_text(encoding="utf-8"))["claims"]:
        places = [_place(by_name[one["report"]], files[one["report"]][slice(*one["span"])]) for one in gold["assertions"]]
        wanted = frozenset(place.report for place in places)
        best: tuple[int, frozenset[str]] = (-len(wanted), frozenset())
        for reports, spans in held:
            met = {place.report for place in places if any(place.overlaps(span) for span in spans)}
            if met:
                best = max(best, (-len(wanted ^ (reports & met)) - len(reports - wanted), reports), key=lambda one: one[0])
        rows.append(Row(gold["claim"], wanted, best[1], best[0] == 0))
    return rows


def _spans_of(claim: Claim) -> list[Span]:
    return [cell.span for cell in claim.cells.values() if cell] + list(claim.more)


def _place(report: Report, words: str) -> Span:
    start = report.text.find(words)
    return Span(report.id, start, start + len(words))


def is_required(check: Check) -> bool:
    """Whether the issue asks for this very check: item 8, the decision on the day, and everything not to be fallen for."""
    return check.part != "find" or check.id.startswith(("8 ", "1 "))


def items_found(verdict: Verdict) -> int:
    """How many of the ten items to be found were found; the two decisions on item 1 are checks of their own."""
    return sum(check.met for check in verdict.of("find") if not check.id.startswith("1 day,"))


def _show_claims() -> int:
    truth = load(Path(__file__).with_suffix(".json"), REPORTS)
    analysis = pipeline.analyse(pipeline.load(*(str(REPORTS / name) for name in truth.reports.values())))
    sigla = {id: siglum for siglum, id in analysis.stemma.witnesses.items()}
    rows = sample_claims(analysis)
    for row in rows:
        wanted, found = ("".join(sorted(sigla[id] for id in some)) for some in (row.wanted, row.found))
        print(f"{'ok  ' if row.stands else 'miss'} {wanted:5} {found:5} {row.claim}")
    print(f"{sum(row.stands for row in rows)} of {len(rows)} sample claims stand with the right reports")
    return 0


def main() -> int:
    """Print both verdicts; 1 where a line of the issue is not met."""
    if not REPORTS.is_dir():
        print(f"SKIPPED: needs the real reports of {REPORTS.parent.parent.name}/, which are not part of the repository", file=sys.stderr)
        return 0
    if "--claims" in sys.argv:
        return _show_claims()
    verdicts = measure()
    if "--json" in sys.argv:
        print(json.dumps({run: asdict(verdict) for run, verdict in verdicts.items()}, ensure_ascii=False, indent=1))
    else:
        for run, verdict in verdicts.items():
            print(f"--- {run}\n{show(verdict)}\n{items_found(verdict)} of 10 items")
    fits = all(check.met for verdict in verdicts.values() for check in verdict.checks if is_required(check))
    return 0 if fits and all(items_found(verdict) >= WANTED for verdict in verdicts.values()) else 1


if __name__ == "__main__":
    raise SystemExit(main())
