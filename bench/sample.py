"""Whether the shipped sample gives up its planted truth and its traps stay shut. `python -m bench.sample [--json]`."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

from rashomon import pipeline
from rashomon.sample import sample_path, truth_path

from .truth import Truth, Verdict, judge, load


def sample_truth() -> Truth:
    """What was planted."""
    return load(truth_path(), sample_path())


def measure() -> Verdict:
    """The sample as a user would run it, held against its truth."""
    return judge(pipeline.analyse(pipeline.load(str(sample_path()))), sample_truth())


def show(verdict: Verdict) -> str:
    """A verdict as lines for people: the misses of every part, the share, and clashes nobody planned."""
    lines = []
    for part in dict.fromkeys(check.part for check in verdict.checks):
        checks = verdict.of(part)
        lines.append(f"{part}: {sum(check.met for check in checks)} of {len(checks)}")
        lines += [
            f"  {'ok  ' if check.met else 'MISS'} {check.id}{': ' + check.detail if check.detail else ''}"
            for check in checks
            if part == "find" or not check.met
        ]
    return "\n".join([*lines, f"clashes the truth does not know: {len(verdict.unplanned)}", *(f"  {line}" for line in verdict.unplanned)])


def main() -> int:
    """Print the verdict; 1 where the sample's promise is broken."""
    verdict = measure()
    print(json.dumps(asdict(verdict), ensure_ascii=False, indent=1) if "--json" in sys.argv else show(verdict))
    return 0 if verdict.share("find") >= 0.8 and all(check.met for check in verdict.of("silent", "furniture", "lost")) else 1


if __name__ == "__main__":
    raise SystemExit(main())
