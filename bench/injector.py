"""One slot changed in one report of a real event: what a finding must find, and harmless rewrites that none may tell.

    python -m bench.injector [--folds DIR] [--events N] [--kinds weekday,number,...] [--show KIND]     prints JSON

**Events**: ECB+ (train and dev; documents of one gold event) and BASIL, 2 to 8 reports each, cleaned and dated as the product reads
them. With `--folds`, written by `tools/fit_matter.py --folds DIR`, each event is compared by weights and cuts that have not seen it;
without, by the shipped ones, which have.

**Slots**: a value that two reports give alike, in two sentences that share at least LEAST telling stems beside it, and SHARE of those
of the shorter sentence: a weekday, a date, a number of one thing, a person, a place, a title before a name, a word inside quotation
marks. So that a slot's fact stands in two reports is decided by a measure that is not the product's own. One report's value is
changed to another of its kind that nowhere stands in the event; `negation` sets a "not" behind a verb that both have, `initiator`
exchanges two people around a verb. Every change makes an event of its own.

**Found**: a discrepancy of the changed event that the plain one has not, one side of which touches the changed words (for `negation`
and `initiator` the changed sentence): a contradiction or tension; for quotation, name and role a variant or weaker too.
**Aligned**: the two sentences are cells of one claim.
**Alarms**: contradictions and tensions of the plain events; real ones are among them.

**Controls** (`other words`): rewrites that change no fact: small numbers in letters or digits, "about" before a number, months cut or
whole. A contradiction or tension at the rewritten place is false.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice, pairwise
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from rashomon.annotate import annotate
from rashomon.clean import clean
from rashomon.collate import collate
from rashomon.config import Config
from rashomon.lang._places import countries
from rashomon.trace import trace
from rashomon.types import Claim, Discrepancy, Notes, Raw, Report, Span
from rashomon.weigh import matter, weigh
from rashomon.weigh.kinds import Reading

GROUPING = Path(__file__).resolve().parents[2] / "shared" / "data" / "grouping"
SETS = ("ecbplus_train", "ecbplus_dev", "basil_events_a")
FOLDS = 6
MOST = 8  # reports of an event
LEAST, SHARE = 3, 0.4
CLOSE = 0.6  # share from which two sentences tell nearly the same
EACH = 2  # slots of one kind in one event
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
WORDS = (
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
)
PEOPLE = ("Halvorsen", "Okonjo", "Brandt", "Castellano", "Whitlock", "Yamada", "Petrosyan", "Lindqvist")
GIVEN = {"m": ("Tomas", "Victor", "Walter"), "f": ("Ingrid", "Martha", "Louise")}
PLACES = ("Helsinki", "Santiago", "Auckland", "Toronto", "Lisbon", "Manila", "Nairobi", "Oslo", "Denver", "Krakow")
COUNTRIES = ("Finland", "Chile", "Canada", "Portugal", "Kenya", "Norway", "Poland", "Vietnam")
TITLES = ("treasurer", "secretary", "spokesman", "director", "chairman", "judge", "professor", "mayor")
OTHER_WORD = {
    "end": "start", "good": "bad", "never": "always", "must": "can", "will": "may", "all": "some", "first": "last",
    "best": "worst", "more": "less", "great": "poor", "happy": "angry", "right": "wrong", "new": "old", "big": "small",
    "strong": "weak", "love": "hate", "win": "lose", "believe": "doubt", "know": "guess", "people": "voters",
    "country": "county", "going": "trying", "want": "need", "think": "hope", "time": "day", "work": "play",
}  # fmt: skip
_DATE = re.compile(r"\b((?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?|" + "|".join(MONTHS) + r") (\d{1,2})\b(?!\s?%)")
_VERB = re.compile(r"\b(was|were|is|are|will|would|had|has|have|could|can|did)\b(?! not|n['’]t)")


@dataclass(frozen=True)
class Change:
    """Words of one report put in place of others, in a sentence that another report answers."""

    kind: str
    span: Span
    words: str
    sentence: Span  # that holds it
    other: Span  # the sentence of the other report
    shared: float  # of the telling stems of the shorter sentence, those that both have, the slot's own aside

    @property
    def grown(self) -> int:
        """Code points by which the report becomes longer."""
        return len(self.words) - (self.span.end - self.span.start)

    def applied(self, report: Report) -> Report:
        return replace(report, text=report.text[: self.span.start] + self.words + report.text[self.span.end :], headline=None, deck=None)


@dataclass(frozen=True)
class Pile:
    """An event as it stands, with what is found in it."""

    name: str
    reports: tuple[Report, ...]
    notes: tuple[Notes, ...]
    claims: tuple[Claim, ...]
    found: tuple[Discrepancy, ...]


def fold_of(event: str) -> int:
    """Which of FOLDS an event belongs to, by the hash of its name."""
    return sha256(f"fold {event}".encode()).digest()[0] % FOLDS


def events_of(sets: Sequence[str]) -> Iterator[tuple[str, tuple[Report, ...]]]:
    """The events of some sets, the first MOST reports of each."""
    for name in sets:
        rows = defaultdict(list)
        with gzip.open(GROUPING / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                rows[str(row["event"])].append(row)
        for event, some in sorted(rows.items()):
            rows_used = [row for row in some if len(row["text"]) > 200][:MOST]
            if len(some) > 1:
                yield f"{name}/{event}", tuple(_report(n, row) for n, row in enumerate(rows_used))


def _report(n: int, row: Mapping[str, str | None]) -> Report:
    """A report as the product reads it, its furniture cut, under its number in the event."""
    fields = {name: value for name in ("date", "lang") if (value := row[name])}
    made = clean(Raw(f"{n}.txt", "jsonl", row["text"] or "", fields=fields), Config().clean)
    assert isinstance(made, Report), made
    headline, deck = (Span(str(n), span.start, span.end) if span else None for span in (made.headline, made.deck))
    return replace(made, id=str(n), headline=headline, deck=deck)


def findings(reports: Sequence[Report], notes: Sequence[Notes], config: Config) -> tuple[tuple[Claim, ...], tuple[Discrepancy, ...]]:
    collation = collate(reports, notes, config.collate)
    stemma = trace(reports, notes, collation, config.trace)
    return collation.claims, weigh(reports, notes, collation, stemma, config.weigh).discrepancies


def pile(name: str, reports: tuple[Report, ...], config: Config) -> Pile:
    notes = tuple(annotate(report, config.annotate) for report in reports)
    return Pile(name, reports, notes, *findings(reports, notes, config))


# --- slots: what two reports give alike


def answered(event: Pile) -> Iterator[tuple[Reading, Reading]]:
    """Sentences of two reports that share enough, both ways round."""
    readings = [
        [Reading(report, notes, span) for span in notes.sentences] for report, notes in zip(event.reports, event.notes, strict=True)
    ]
    for n, ours in enumerate(readings):
        for theirs in readings[:n] + readings[n + 1 :]:
            for left in ours:
                for right in theirs:
                    shared = left.stems & right.stems
                    if len(shared) > LEAST and len(shared) >= SHARE * min(len(left.stems), len(right.stems)) and left.text != right.text:
                        yield left, right


def _shared(left: Reading, right: Reading, *words: str) -> tuple[int, float]:
    """How many stems two sentences share beside the slot's own words, and what part of the shorter's that is."""
    own = {word.lower()[:6] for text in words for word in re.findall(r"\w+", text)}
    shared = len((left.stems & right.stems) - own)
    return shared, shared / max(1, min(len(left.stems - own), len(right.stems - own)))


def _beside(left: Reading, right: Reading, *words: str) -> bool:
    """Whether enough is shared beside the slot's own words."""
    shared, share = _shared(left, right, *words)
    return shared >= LEAST and share >= SHARE


def _span(reading: Reading, start: int, end: int) -> Span:
    return Span(reading.report.id, reading.span.start + start, reading.span.start + end)


def _one(pattern: str | re.Pattern[str], left: Reading, right: Reading) -> Iterator[re.Match[str]]:
    """Matches in the left sentence that stand once in both."""
    for match in re.finditer(pattern, left.text):
        if left.text.count(match[0]) == right.text.count(match[0]) == 1 and _beside(left, right, match[0]):
            yield match


def weekdays(left: Reading, right: Reading, event: str, random: Random) -> Iterator[tuple[Span, str]]:
    if len(set(re.findall("|".join(WEEKDAYS), left.text))) == 1:
        for match in _one("|".join(rf"\b{day}\b" for day in WEEKDAYS), left, right):
            yield _span(left, *match.span()), random.choice([day for day in WEEKDAYS if day not in event] or list(WEEKDAYS))


def dates(left: Reading, right: Reading, event: str, random: Random) -> Iterator[tuple[Span, str]]:
    for match in _one(_DATE, left, right):
        day = (int(match[2]) + random.randint(2, 20)) % 28 + 1
        month = random.choice([month for month in MONTHS if month[:3] != match[1][:3]])
        yield (
            _span(left, *match.span()),
            random.choice([f"{match[1]} {day}", f"{month} {match[2]}"]) if day != int(match[2]) else f"{month} {match[2]}",
        )


def numbers(left: Reading, right: Reading, event: str, random: Random) -> Iterator[tuple[Span, str]]:
    """A count, an amount or a share of one thing, written in digits or letters."""
    theirs = {(q.low, q.unit, q.of) for q in right.quantities}
    for q in left.quantities:
        if (q.low, q.unit, q.of) not in theirs or not (q.unit or q.of) or q.bound != "exact" or q.low is None:
            continue
        figure = re.search(r"\d[\d,]*(?:\.\d+)?|\b(?:" + "|".join(WORDS[1:]) + r")\b", left.report.quote(q.span))
        if figure is None or not _beside(left, right, left.report.quote(q.span)):
            continue
        written = figure[0].replace(",", "")
        value = float(written) if written[0].isdigit() else WORDS.index(written) + 1
        if q.unit == "year" or (1900 < value < 2100 and q.unit == ""):
            continue
        other = value + random.choice([2, 3, 4]) if value < 12 else round(value * random.choice([0.6, 1.3, 1.7]), 1 if value % 1 else 0)
        if not written[0].isdigit():
            text = WORDS[int(other) - 1] if other <= len(WORDS) else str(int(other))
        else:
            text = f"{other:,.1f}" if value % 1 else f"{int(other):,}"
        yield Span(q.span.report, q.span.start + figure.start(), q.span.start + figure.end()), text


def people(left: Reading, right: Reading, event: str, random: Random) -> Iterator[tuple[Span, str]]:
    """A full name in both: another surname, or another first name."""
    for name in left.names:
        words = left.report.quote(name.span).split()
        if name.kind == "person" and len(words) == 2 and " ".join(words) in right.text and _beside(left, right, *words):
            if random.random() < 0.5:
                yield Span(name.span.report, name.span.end - len(words[1]), name.span.end), random.choice(PEOPLE)
            else:
                first = random.choice([one for some in GIVEN.values() for one in some])
                yield Span(name.span.report, name.span.start, name.span.start + len(words[0])), first


def places(left: Reading, right: Reading, event: str, random: Random) -> Iterator[tuple[Span, str]]:
    """A place behind a preposition in both: a country for a country, a town for any other."""
    for name in left.names:
        words = left.report.quote(name.span)
        behind = rf"\b(?:in|at|near|to|from) {re.escape(words)}\b"
        if name.kind == "place" and all(len(re.findall(behind, one.text)) == 1 == one.text.count(words) for one in (left, right)):
            others = COUNTRIES if words in countries() else PLACES
            if _beside(left, right, words):
                yield name.span, random.choice([place for place in others if place not in event])


def roles(left: Reading, right: Reading, event: str, random: Random) -> Iterator[tuple[Span, str]]:
    theirs = {(name.entity.split()[-1], tuple(word for word, _ in office)) for name, office in right.offices}
    for name, office in left.offices:
        if len(office) == 1 and (name.entity.split()[-1], (office[0][0],)) in theirs:
            at, title = office[0][1], random.choice([title for title in TITLES if title not in event.lower()])
            yield at, title.capitalize() if left.report.quote(at)[0].isupper() else title


def quoted(left: Reading, right: Reading, event: str, random: Random) -> Iterator[tuple[Span, str]]:
    theirs = " ".join(word for _, words in right.marked for word, _ in words)
    for _, words in left.marked:
        for n, (word, at) in enumerate(words):
            around = " ".join(one for one, _ in words[max(0, n - 2) : n + 3])
            if word in OTHER_WORD and len(words) > 4 and around in theirs and left.report.quote(at).islower():
                yield at, OTHER_WORD[word]


def denied(left: Reading, right: Reading, event: str, random: Random) -> Iterator[tuple[Span, str]]:
    for match in _VERB.finditer(left.text):
        behind = re.match(r" ([a-z]+)", left.text[match.end() :])
        if behind and f"{match[0]} {behind[1]}" in right.text and left.text.count(f"{match[0]} {behind[1]}") == 1 and len(behind[1]) > 3:
            yield _span(left, *match.span()), {"did": "did not"}.get(match[0], f"{match[0]} not")


def swapped(left: Reading, right: Reading, event: str, random: Random) -> Iterator[tuple[Span, str]]:
    """Two people named once each, around a verb that stands between them in both: who did it to whom."""
    named = [name for name in left.names if name.kind == "person"]
    for one, other in pairwise(named):
        a, b = left.report.quote(one.span), left.report.quote(other.span)
        surnames = (a.split()[-1], b.split()[-1])
        both = all(left.text.count(word) == right.text.count(word) == 1 for word in surnames)
        if both and surnames[0] != surnames[1] and _beside(left, right, a, b):
            between = left.report.text[one.span.end : other.span.start]
            theirs = right.text.partition(surnames[0])[2].partition(surnames[1])[0]
            verbs = re.findall(r"\b(?:\w+ed|beat|told|met|shot|won)\b", between)
            if len(between.split()) < 6 and any(re.search(rf"\b{verb}\b", theirs) for verb in verbs):
                yield Span(one.span.report, one.span.start, other.span.end), b + between + a


KINDS: Mapping[str, Callable[[Reading, Reading, str, Random], Iterator[tuple[Span, str]]]] = {
    "weekday": weekdays, "date": dates, "number": numbers, "name": people, "place": places, "role": roles,
    "quotation": quoted, "negation": denied, "initiator": swapped,
}  # fmt: skip


# --- controls: other words for the same


def spelled(left: Reading, right: Reading, event: str, random: Random) -> Iterator[tuple[Span, str]]:
    """Two to twelve in letters for digits and the other way round; "about" before a number; months cut or whole."""
    for q in left.quantities:
        text = left.report.quote(q.span)
        if found := re.search(r"\b(?:[2-9]|1[0-2])\b(?![.,]\d)", text):
            yield Span(q.span.report, q.span.start + found.start(), q.span.start + found.end()), WORDS[int(found[0]) - 1]
        elif found := re.search("|".join(rf"\b{word}\b" for word in WORDS[1:]), text):
            yield Span(q.span.report, q.span.start + found.start(), q.span.start + found.end()), str(WORDS.index(found[0]) + 1)
        if q.bound == "exact" and text[0].isdigit():
            yield Span(q.span.report, q.span.start, q.span.start), "about "
    for found in _DATE.finditer(left.text):
        month = next(one for one in MONTHS if one.startswith(found[1][:3]))
        yield _span(left, *found.span(1)), month if found[1] != month else f"{month[:3]}."


CONTROLS = {"other words": spelled}


def changes(event: Pile, kinds: Mapping[str, Callable[..., Iterator[tuple[Span, str]]]], each: int = EACH) -> list[Change]:
    """At most so many changes of each kind, drawn by the event's name."""
    text = "\n".join(report.text for report in event.reports)
    found: dict[str, dict[Span, Change]] = defaultdict(dict)
    for left, right in answered(event):
        for kind, finder in kinds.items():
            random = Random(f"{event.name} {kind} {left.span}")  # noqa: S311 -- the same change every time
            for span, words in finder(left, right, text, random):
                share = _shared(left, right, left.report.quote(span))[1]
                found[kind].setdefault(span, Change(kind, span, words, left.span, right.span, share))
    out = []
    for _, some in sorted(found.items()):
        drawn = sorted(some.values(), key=lambda change: sha256(f"{event.name} {change.span}".encode()).digest())
        out += drawn[:each]
    return out


# --- what is found


@dataclass(frozen=True)
class Told:
    """What became of a change."""

    change: Change
    aligned: bool
    found: tuple[Discrepancy, ...]


def told(event: Pile, change: Change, config: Config) -> Told:
    reports = tuple(change.applied(report) if report.id == change.span.report else report for report in event.reports)
    notes = tuple(
        annotate(report, config.annotate) if report.id == change.span.report else old
        for report, old in zip(reports, event.notes, strict=True)
    )
    claims, found = findings(reports, notes, config)
    grown = change.grown
    at, home = span_after(change)
    wide = home if change.kind in ("negation", "initiator") else at
    before = {_key(one, None, 0) for one in event.found}
    new = [one for one in found if _key(one, change, grown) not in before]
    return Told(change, aligned(claims, home, change.other), tuple(one for one in new if _touches(one, wide) and _counts(one, change.kind)))


def span_after(change: Change) -> tuple[Span, Span]:
    """Where the changed words, and their sentence, lie in the changed report."""
    at = Span(change.span.report, change.span.start, max(change.span.end + change.grown, change.span.start + 1))
    return at, Span(at.report, change.sentence.start, change.sentence.end + change.grown)


def _key(one: Discrepancy, change: Change | None, grown: int) -> tuple[object, ...]:
    """A finding by its places in the plain event."""

    def back(span: Span) -> tuple[str, int]:
        moved = change is not None and span.report == change.span.report and span.start > change.span.start
        return span.report, span.start - (grown if moved else 0)

    return one.kind, one.left_value, one.right_value, *sorted((back(one.left), back(one.right)))


def _touches(one: Discrepancy, at: Span) -> bool:
    return any(span.overlaps(at) for span in (one.left, one.right, *one.more))


def _counts(one: Discrepancy, kind: str) -> bool:
    return one.severity in ("contradiction", "tension") or (kind in ("quotation", "name", "role") and one.severity in ("variant", "weaker"))


def aligned(claims: Sequence[Claim], left: Span, right: Span) -> bool:
    """Whether two sentences stand in one claim."""
    for claim in claims:
        held = [cell.span for cell in claim.cells.values() if cell] + list(claim.more)
        if any(span.overlaps(left) for span in held) and any(span.overlaps(right) for span in held):
            return True
    return False


def measure(config: Config, limit: int | None, kinds: Sequence[str], folds: Path | None, show: str = "") -> dict[str, object]:
    counts, close = defaultdict[str, Counter[str]](Counter), Counter[str]()
    alarms = piles = 0
    for name, reports in islice(events_of(SETS), limit):
        if folds:
            seen = json.loads(folds.joinpath(f"{fold_of(name)}.json").read_text(encoding="utf-8"))
            matter.tables = lambda seen=seen: seen  # type: ignore[assignment]
        event = pile(name, reports, config)
        told_of = [one for one in event.found if one.severity in ("contradiction", "tension")]
        piles, alarms = piles + 1, alarms + len(told_of)
        if show == "alarms":
            _print_alarms(event, told_of)
        wanted = {kind: KINDS[kind] for kind in kinds}
        for change in changes(event, {**wanted, **CONTROLS}):
            done = told(event, change, config)
            counts[change.kind].update(made=1, aligned=done.aligned, found=bool(done.found), both=bool(done.found) and done.aligned)
            if change.kind not in CONTROLS and change.shared >= CLOSE:
                close.update(made=1, found=bool(done.found))
            if change.kind == show:
                _print(event, done)
    rows = {
        kind: {
            "made": n["made"],
            "aligned": round(n["aligned"] / n["made"], 3),
            "found": round(n["found"] / n["made"], 3),
            "found of aligned": round(n["both"] / max(1, n["aligned"]), 3),
        }
        for kind, n in sorted(counts.items())
    }
    real = [counts[kind] for kind in kinds if kind in counts]
    made, held = sum(n["made"] for n in real), sum(n["aligned"] for n in real)
    return {
        "events": piles,
        "alarms an event": round(alarms / max(1, piles), 3),
        "recall": round(sum(n["found"] for n in real) / max(1, made), 3),
        "recall of aligned": round(sum(n["both"] for n in real) / max(1, held), 3),
        "aligned": round(held / max(1, made), 3),
        f"recall where {CLOSE:.0%} of the words are shared": round(close["found"] / max(1, close["made"]), 3),
        "kinds": rows,
    }


def _print_alarms(event: Pile, alarms: Sequence[Discrepancy]) -> None:
    report = {report.id: report for report in event.reports}
    for one in alarms:
        sentences = [next(span for span in event.notes[int(at.report)].sentences if at.overlaps(span)) for at in (one.left, one.right)]
        print(event.name, one.kind, one.severity, one.left_value, "|", one.right_value, one.bits, file=sys.stderr)
        for span in sentences:
            print("  -", report[span.report].quote(span), file=sys.stderr)


def _print(event: Pile, done: Told) -> None:
    report = {report.id: report for report in event.reports}
    change = done.change
    print("FOUND" if done.found else "missed", "aligned" if done.aligned else "apart", event.name, change.kind, file=sys.stderr)
    print("  -", report[change.span.report].quote(change.sentence), file=sys.stderr)
    print("    ", repr(report[change.span.report].quote(change.span)), "->", repr(change.words), file=sys.stderr)
    print("  |", report[change.other.report].quote(change.other), file=sys.stderr)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=Path, help="folder of weights and cuts that have not seen the events of a fold")
    parser.add_argument("--events", type=int)
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--show", default="", help="print the changes of this kind, or the 'alarms'")
    parser.add_argument("--rules", action="store_true", help="annotate without the tagger")
    args = parser.parse_args()
    config = Config()
    config = replace(config, annotate=replace(config.annotate, tagger=0)) if args.rules else config
    print(json.dumps(measure(config, args.events, args.kinds.split(","), args.folds, args.show), indent=1))


if __name__ == "__main__":
    main()
