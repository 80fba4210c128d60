"""Quality floors that only rise. `python -m bench.gate [--raise]`.

Runs what can be measured here, prints every figure beside its floor, and fails where one fell below. `--raise`
writes the higher figures as floors; no flag lowers one. A figure is kept with the sha256 of the corpus it was
measured on: a floor of another corpus does not count, and the gate says so.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rashomon.config import GroupConfig
from rashomon.group import group

from . import (
    alarms,
    annotate,
    answers,
    bases,
    edits,
    grouping,
    mentions,
    names,
    new_delhi,
    numbers,
    quotes,
    reuse,
    sample,
    stemma,
    stemmata,
    times,
    trace,
    translated,
)
from .truth import Verdict, load

GROUPING = new_delhi.REPORTS.parents[1] / "data" / "grouping"
FLOORS = Path(__file__).with_name("floors.json")
GROWN = 60  # events
SLACK = 1e-6  # floors are written with six digits


@dataclass(frozen=True)
class Figure:
    """One measured quality; higher is better."""

    name: str
    value: float
    corpus: str  # sha256


def measure() -> Iterator[Figure]:
    """Every figure that the material at hand allows; what is skipped is said on standard error."""
    yield from _of_sample()
    if new_delhi.REPORTS.is_dir():
        yield from _of_new_delhi()
        yield from _of_grouping()
        yield from _of_trace()
        yield from _of_reuse()
        yield from _of_translations()
        yield from _of_stemmata()
        yield from _of_names()
        yield from _of_quotations()
        yield from _of_times_and_numbers()
        yield from _of_claims()
        yield Figure("alarms.newsrooms", 0.0 - sum(1 for _ in alarms.alarms()), _digest(alarms.CORPUS))
    else:
        print("SKIPPED: new_delhi and grouping need ../shared, which is not part of the repository", file=sys.stderr)


def _of_sample() -> Iterator[Figure]:
    verdict, corpus = sample.measure(), sample.sample_truth().digest
    yield Figure("sample.found", verdict.share("find"), corpus)
    yield from _restraint("sample", verdict, corpus)


def _of_new_delhi() -> Iterator[Figure]:
    corpus = load(Path(new_delhi.__file__).with_suffix(".json"), new_delhi.REPORTS).digest
    for run, verdict in sorted(new_delhi.measure().items()):
        name = f"new_delhi.{run}"
        yield Figure(f"{name}.items", float(new_delhi.items_found(verdict)), corpus)
        required = [check.met for check in verdict.of("find", "contract") if new_delhi.is_required(check)]
        yield Figure(f"{name}.required", sum(required) / len(required), corpus)
        yield from _restraint(name, verdict, corpus)


def _restraint(name: str, verdict: Verdict, corpus: str) -> Iterator[Figure]:
    """Shares of what was rightly left alone, and minus the clashes that nobody planned."""
    for part in ("silent", "furniture", "lost"):
        yield Figure(f"{name}.{part}", verdict.share(part), corpus)
    yield Figure(f"{name}.unplanned", 0.0 - len(verdict.unplanned), corpus)


def _of_grouping() -> Iterator[Figure]:
    """BCubed F1 of events, in percent."""
    for name in grouping.SETS:
        path = GROUPING / f"{name}.jsonl.gz"
        reports, gold = grouping.anonymous(grouping.load(path))
        found = {id: event.id for event in group(reports, GroupConfig()) for id in event.reports}
        yield Figure(f"grouping.{name}", grouping.bcubed(gold, found)[2], _digest(path))


def _of_trace() -> Iterator[Figure]:
    """Shares of texts written from a source that are found, and of unrelated pairs that are left apart."""
    for name, share in trace.found().items():
        corpus = _digest(trace.NEWSROOMS if name == "newsrooms" else trace.ANSWERS)
        apart = name in trace.QUIET
        yield Figure(f"trace.{name.replace(' ', '.')}", 1.0 - share if apart else share, corpus)


def _of_reuse() -> Iterator[Figure]:
    """How a text was reused: the answers with one question left out, the paraphrases in ten folds, by the first seed."""
    found, labels, sources = reuse.answers()
    told = reuse.degrees(found, labels, sources)
    yield Figure("reuse.four_degrees", told["four_degrees"], _digest(reuse.ANSWERS))
    yield Figure("reuse.own_or_not", told["derived_or_not"], _digest(reuse.ANSWERS))
    found, labels, originals = reuse.paraphrases()
    accuracy = reuse.cross_validated(found, labels, originals, reuse.SEEDS[0])["accuracy"]
    yield Figure("reuse.paraphrases", accuracy, _digest(reuse.PARAPHRASES))


def _of_translations() -> Iterator[Figure]:
    """Pairs in two languages: shares of translations that are told, and of other texts that are not."""
    corpus = _digest(*(translated.GROUPING / name for name in translated.SETS))
    for kind, told in translated.measure().items():
        told_rightly = told["share"] if kind.startswith("translation") else 1.0 - told["share"]
        yield Figure(f"translated.{kind.replace(', ', '.').replace(' ', '_')}", told_rightly, corpus)


def _of_stemmata() -> Iterator[Figure]:
    """Who took from whom, on grown events of the held-out split; a change of the generator is a change of the corpus."""
    made = list(stemmata.events(1, GROWN, "held_out"))
    told = stemma.measure(made, others=False)[stemma.OURS]
    here = Path(__file__).parent
    grower = [here / f"{name}.py" for name in ("bases", "lineage", "operators", "stemmata", "wording")]
    tables = [here / name for name in ("newsroom.toml", "synonyms.txt", "wordnet.txt")]
    corpus = _digest(*grower, *tables, *(bases.SHARED / "grouping" / f"{name}.jsonl.gz" for name in bases.CORPORA))
    yield Figure("stemma.direction", told["direction without stamps"]["of directed"], corpus)
    yield Figure("stemma.edges", told["edges"]["f1"], corpus)
    yield Figure("stemma.lost", told["lost"]["f1"], corpus)
    yield Figure("stemma.accounts", told["accounts"]["high within 1"], corpus)
    yield Figure("stemma.brier", 1.0 - told["edge probabilities"]["brier"], corpus)


def _of_names() -> Iterator[Figure]:
    """Persons joined across the reports of an event, and labelled pairs of names."""
    folder = names.SHARED / "data" / "names"
    told = names.found_by_ours(folder / names.ECB)
    yield Figure("names.persons.precision", told["P"], _digest(folder / names.ECB))
    yield Figure("names.persons", told["F"], _digest(folder / names.ECB))
    yield Figure("names.pairs", names.told_by_ours(folder / names.PAIRS)["F"], _digest(folder / names.PAIRS))


def _of_quotations() -> Iterator[Figure]:
    """Who says what and what is named, as the product reads it; the exact spans of the tagger alone."""
    folder = new_delhi.REPORTS.parents[1] / "data"
    units, articles = (folder / "quotes" / name for name in (quotes.UNITS, quotes.ARTICLES))
    for role, told in quotes.measure_units(units, quotes.roles_by_tagger).items():
        yield Figure(f"quotes.{role}", told, _digest(units))
    for kind, told in quotes.measure_articles(quotes.documents(articles), quotes.by_both).items():
        if kind in ("attribution", "marked found", "marked with right source"):
            yield Figure(f"quotes.{kind.replace(' ', '_')}", told, _digest(articles))
    gold = annotate.measure_new_delhi(new_delhi.REPORTS)
    yield Figure("quotes.new_delhi.found", gold["found"], _digest(new_delhi.REPORTS / annotate.GOLD))
    yield Figure("quotes.new_delhi.speaker", gold["speaker right"], _digest(new_delhi.REPORTS / annotate.GOLD))
    for name, how in mentions.SETS.items():
        path = folder / "names" / how.file
        yield Figure(f"mentions.{name}", mentions.measure(path, how, mentions.by_both)["all"], _digest(path))


def _of_times_and_numbers() -> Iterator[Figure]:
    """Times of news, and the suites of English numbers that the issue names."""
    gold = answers.CLAIMS / "tbaq_dev.jsonl.gz"
    told = times.measure_tbaq(gold, times.ours)
    for half in ("all", "seen", "unseen"):
        figures = told[half]
        assert isinstance(figures, dict)
        yield from (Figure(f"times.{half}.{name}", figures[name], _digest(gold)) for name in ("relaxed", "value"))
    english = numbers.measure(numbers.SPECS)["English"]
    for suite in ("Number", "NumberRange", "Percentage", "Currency"):
        yield Figure(f"numbers.{suite.lower()}", english[suite], _digest(numbers.SPECS))


def _of_claims() -> Iterator[Figure]:
    """Whether an edit changes a fact, and whether two answers say the same, each left out of its fit."""
    edited = edits.measure_summaries()["ours"]
    assert isinstance(edited, dict)
    yield Figure("claims.summedits", edited["balanced_accuracy"], _digest(edits.CLAIMS / "summedits_news_a.json.gz"))
    asked = answers.measure_nanco()["ours"]
    assert isinstance(asked, dict)
    yield Figure("claims.nanco", asked["mean"], _digest(answers.NANCO))


def _digest(*paths: Path) -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()


def read_floors() -> dict[str, Figure]:
    """The floors that stand, by name."""
    table = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    return {name: Figure(name, row["floor"], row["corpus"]) for name, row in table.items()}


def below(figures: list[Figure], floors: dict[str, Figure]) -> list[str]:
    """A line for every figure under its floor, and for every floor measured on another corpus."""
    lines = []
    for figure in figures:
        floor = floors.get(figure.name)
        if floor and floor.corpus != figure.corpus:
            lines.append(f"{figure.name}: the corpus has changed; remove this floor by hand, say why, and raise it anew")
        elif floor and figure.value < floor.value - SLACK:
            lines.append(f"{figure.name}: {figure.value:.4f} is under its floor {floor.value:.4f}")
    return lines


def risen(figures: list[Figure], floors: dict[str, Figure]) -> dict[str, Figure]:
    """The floors with every higher figure in place of the old; none falls, none goes."""
    higher = {f.name: f for f in figures if f.name not in floors or f.value > floors[f.name].value + SLACK}
    return dict(sorted({**floors, **higher}.items()))


def main() -> int:
    """Print every figure; 1 where one lies below its floor."""
    figures, floors = list(measure()), read_floors()
    for figure in figures:
        floor = floors.get(figure.name)
        print(f"{figure.name:28} {figure.value:9.4f}   floor {f'{floor.value:9.4f}' if floor else '     none'}")
    lines = below(figures, floors)
    print("\n".join(lines) or "every figure stands on or above its floor")
    if "--raise" in sys.argv and not lines:
        rows = {name: {"floor": round(floor.value, 6), "corpus": floor.corpus} for name, floor in risen(figures, floors).items()}
        FLOORS.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    return 1 if lines else 0


if __name__ == "__main__":
    raise SystemExit(main())
