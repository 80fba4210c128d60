"""Whether tricks fool the count of accounts. `python -m bench.attacks [--events N] [--seed N] [--tricks A,B] [--puppets N]`.

For every event (up to `PILE` of its reports) and trick (`tricks`), read and cleaned as in use:
- **a copy** of one report joins the pile under another outlet. Then the same copy, tricked, joins in its place: the upper end of the
  accounts, which people read as "at most", must not rise. It is `tied` where it stands in the account of the report it copies.
- **an original**, a report that alone holds its account, is tricked in its place: the upper end must not fall.
- **welding**: a page that strings together passages of several originals joins the pile; no account has become less for it, so
  that the upper end must not fall.
Sock puppets: in a few events, copies of one report with one word changed each, 150 or as many as asked for: time grows with their square,
so that a thousand take some 25 minutes.
Heavy spin may get through; its recall is `tied`. Prints JSON, with the first failing cases (event, seed, report) of each trick.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from rashomon.annotate import annotate
from rashomon.clean import clean
from rashomon.collate import collate
from rashomon.read import read
from rashomon.trace import trace
from rashomon.types import Accounts, Notes, Raw, Report
from rashomon.workers import mapper

from .bases import bases
from .lineage import Stemma
from .stemma import CONFIG
from .stemma_scores import share
from .stemmata import events
from .tricks import TRICKS, Page, Setting, one_word, round_up

SHOWN = 5  # failing cases a trick
PILE = 6  # reports of an event that are kept, for the time it takes
COPY = "c0b1e5"  # id of the copy
WELD = "welding"
Case = dict[str, Any]


def page_of(report: Report) -> Page:
    """A report as its page stood: headline apart from the text."""
    head = report.headline
    title = report.quote(head) if head else ""
    text = report.text[head.end :].strip() if head else report.text
    return Page(title, text, report.published.iso() if report.published else "")


def report_of(page: Page, id: str, outlet: str) -> Report | None:
    """The page, read and cleaned as in use; None where it is turned away."""
    fields = {name: value for name, value in (("id", id), ("title", page.title), ("outlet", outlet), ("date", page.date)) if value}
    raw: Any = Raw(f"{id}.txt", "text", page.text, fields=fields)
    if page.html:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, f"{id}.html")
            path.write_text(page.html, encoding="utf-8")
            raw = next(iter(read([str(path)], CONFIG.read)))
        if not isinstance(raw, Raw):
            return None
        raw = Raw(raw.origin, raw.format, raw.text, raw.encoding, fields={**raw.fields, "id": id, **({"outlet": outlet} if outlet else {})})
    found = clean(raw, CONFIG.clean)
    return found if isinstance(found, Report) else None


class Bench:
    """Counts accounts; what is noted of a report is kept."""

    def __init__(self) -> None:
        self.noted: dict[tuple[str, str, str], Notes] = {}

    def accounts(self, reports: Iterable[Report]) -> Accounts:
        ordered = tuple(sorted(reports, key=lambda report: report.id))
        notes = tuple(self._notes(report) for report in ordered)
        return trace(ordered, notes, collate(ordered, notes, CONFIG.collate), CONFIG.trace).accounts

    def _notes(self, report: Report) -> Notes:
        key = (report.id, report.text, report.published.iso() if report.published else "")
        if key not in self.noted:
            self.noted[key] = annotate(report, CONFIG.annotate)
        return self.noted[key]


def alone(event: Stemma, among: Collection[str]) -> list[str]:
    """Reports that alone hold the accounts they hold, among some."""
    holders = Counter(account for id in among for account in event.holds[id])
    return sorted(id for id in among if all(holders[account] == 1 for account in event.holds[id]))


def together(accounts: Accounts, a: str, b: str) -> bool:
    """Whether two reports are one account at the upper end."""
    return any({a, b} <= set(members) for members in accounts.members)


def attacked(event: Stemma, tricks: Sequence[str], seed: int) -> list[Case]:
    """One event under every trick, on a copy and on an original."""
    random, count = Random(f"attack {seed} {event.name}"), Bench()  # noqa: S311  the same attacks every time
    reports = random.sample(event.reports, min(PILE, len(event.reports)))
    by_id, others = {report.id: report for report in reports}, _others(event, random)
    stamps = [report.published.iso() for report in reports if report.published]
    victim, lone = random.choice(reports), alone(event, by_id)
    single = random.choice(lone) if lone else None
    plain = report_of(page_of(victim), COPY, "Copy Post")
    before = count.accounts(reports).high
    with_copy = count.accounts([*reports, plain]).high if plain else before
    cases = []
    for name in tricks:
        at = Setting(random, others, stamps)
        copy = report_of(TRICKS[name](page_of(victim), at), COPY, "Copy Post")
        after = count.accounts([*reports, *([copy] if copy else [])])
        tied = copy is None or together(after, COPY, victim.id)
        cases.append(
            {"trick": name, "on": "copy", "event": event.name, "report": victim.id, "before": with_copy, "after": after.high, "tied": tied}
        )
        if single:
            own = by_id[single]
            tricked = report_of(TRICKS[name](page_of(own), at), single, own.outlet or "")
            rest = [report for report in reports if report.id != single]
            fell = count.accounts([*rest, *([tricked] if tricked else [])]).high
            cases.append({"trick": name, "on": "original", "event": event.name, "report": single, "before": before, "after": fell})
    return cases


def welded(event: Stemma, seed: int) -> list[Case]:
    """A page of passages of all reports that alone hold their accounts joins the pile, where there are two."""
    random, count = Random(f"weld {seed} {event.name}"), Bench()  # noqa: S311
    lone = [report for report in event.reports if report.id in alone(event, event.holds)]
    if len(lone) < 2:
        return []
    page = round_up([page_of(report) for report in lone], Setting(random))
    added = report_of(page, COPY, "Copy Post")
    before = count.accounts(event.reports).high
    after = count.accounts([*event.reports, *([added] if added else [])]).high
    return [{"trick": WELD, "on": "original", "event": event.name, "report": lone[0].id, "before": before, "after": after}]


def _others(event: Stemma, random: Random) -> list[str]:
    pool = [(name, found) for name, found in bases(event.split) if name not in event.name]
    return [random.choice(found).text for _, found in random.sample(pool, min(60, len(pool)))]


def puppets(event: Stemma, many: int, seed: int) -> Case:
    """So many copies of one report, each with one word changed and an outlet of its own."""
    random, count = Random(f"puppets {seed} {event.name}"), Bench()  # noqa: S311
    victim = random.choice(event.reports)
    page, at = page_of(victim), Setting(random)
    copies = [report_of(one_word(page, at), f"{n:06d}", f"Puppet {n}") for n in range(many)]
    before = count.accounts(event.reports).high
    after = count.accounts([*event.reports, *(copy for copy in copies if copy)]).high
    return {"event": event.name, "report": victim.id, "puppets": many, "before": before, "after": after}


def summed(cases: Iterable[Case]) -> dict[str, Any]:
    """Rates by trick, with the first failing cases."""
    grouped: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        grouped[case["trick"]].append(case)
    return {name: _rates(found) for name, found in grouped.items()}


def _rates(cases: Sequence[Case]) -> dict[str, Any]:
    copies, originals = ([case for case in cases if case["on"] == on] for on in ("copy", "original"))
    rose = [case for case in copies if case["after"] > case["before"]]
    fell = [case for case in originals if case["after"] < case["before"]]
    return {
        "copies": len(copies),
        "rose": share(len(rose), len(copies)),
        "tied": share(sum(case["tied"] for case in copies), len(copies)),
        "originals": len(originals),
        "fell": share(len(fell), len(originals)),
        "failing": [{key: case[key] for key in ("on", "event", "report", "before", "after")} for case in (rose + fell)[:SHOWN]],
    }


def _turns(made: Sequence[Stemma], tricks: Sequence[str], each: int) -> Iterator[tuple[Stemma, list[str]]]:
    """Which tricks every event meets: `each` of them, in turn."""
    for n, event in enumerate(made):
        yield event, [tricks[(n * each + k) % len(tricks)] for k in range(min(each, len(tricks)))]


def _meet(turn: tuple[Stemma, list[str]], seed: int) -> list[Case]:
    event, tricks = turn
    kept = [name for name in tricks if name != WELD]
    return [*(attacked(event, kept, seed) if kept else ()), *(welded(event, seed) if WELD in tricks else ())]


def main() -> int:
    """Print what got through."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--split", choices=("fit", "held_out"), default="held_out")
    parser.add_argument("--tricks", default=",".join([*TRICKS, WELD]), help="names with commas between")
    parser.add_argument("--each", type=int, default=4, help="how many tricks an event meets, in turn")
    parser.add_argument("--puppets", type=int, default=150, help="sock puppets, in as many events as --puppet-events says")
    parser.add_argument("--puppet-events", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    made = list(events(options.seed, options.events, options.split))
    turns = list(_turns(made, options.tricks.split(","), options.each))
    with mapper(options.workers, chunk=1) as spread:
        cases = [case for found in spread(partial(_meet, seed=options.seed), turns) for case in found]
    report: dict[str, Any] = {"split": options.split, "seed": options.seed, "events": len(made), "tricks": summed(cases)}
    if not made:
        report["SKIPPED"] = "grown events need ../shared/data, which is not part of the repository"
    report["sock puppets"] = [puppets(event, options.puppets, options.seed) for event in made[: options.puppet_events] if options.puppets]
    print(json.dumps(report, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
