"""How well `annotate.times` reads times: TIMEX3 gold, and the specifications of Microsoft's recognizers, beside the peers.

    python -m bench.times [DATA] [--peers PYTHON] [--errors NAME]     DATA is ../shared/data by default; prints JSON

`tbaq`: TempEval's figures on 160 documents of TimeBank and AQUAINT, the date of the document as publication: relaxed (spans overlap,
one to one), strict (spans are equal), value (spans overlap and values are equal). A half of the documents was never looked at while
the rules were written: `seen` are the documents whose id has an even SHA-256, `unseen` the odd ones.

`recognizers`: share of the cases of a suite that are met; cases that expect nothing are left out. A case is met when for every
expected result a `Time` of ours overlaps it and means the same by one of these:
  - The TIMEX values are equal, and our bound is their `Mod` (start is early, end late), where they have one. SU is XXXX-SU, P14D is
    P2W: lengths are compared in seconds.
  - The interval is equal to their past or to their future resolution. Where theirs is a stretch between two days, its last day (or
    the last unit, "2014-2018") may be in or out: they say (05-04, 05-22) for "4 to 22 May" and (2014, 2018-01-01) for "2014-2018".
  - They count "a month ago" to the day, TIMEX3 to the unit: a single day of theirs is met by a month, a quarter or a year that holds it,
    where the words count such units ("a month ago", not "in June").
  - Times of the day are compared by the TIMEX alone, as the interval of a `Time` holds whole days; our day is not asked where they
    tell none.
  - A date that no calendar holds (their resolution is 0001-01-01) is met by silence.
Model suites mix the types; they are counted by the type of the results, and a case of two types under both.

`peers`: the same by another Python that has dateparser and recognizers-text-suite, in the same run: recognizers on their own
suites meets their own TIMEX or their own interval; dateparser, which tells moments, is met by the day. `--errors` prints what is
not met: `tbaq` (the half that may be seen), or a suite such as English/DateParser.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tarfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from bench.annotate import SHARED, f1, lines, split
from rashomon.annotate.calendar import interval
from rashomon.annotate.times import times
from rashomon.types import Report, Time, When

LANGUAGES = {"English": "en", "Spanish": "es", "French": "fr", "German": "de"}
PARTS = ("Date", "DatePeriod", "Duration", "Time", "TimePeriod", "DateTime", "DateTimePeriod", "Set", "Holiday", "Merged")
SUITES, MODEL = tuple(f"{part}Parser" for part in PARTS), "DateTimeModel"
MODS = {"start": "early", "end": "late", "mid": "mid", "before": "before", "after": "after", "since": "since", "until": "until",
        "more": "more", "less": "less", "approx": "about"}  # fmt: skip
SECONDS = {
    "Y": 31536000,
    "M": 2592000,
    "W": 604800,
    "D": 86400,
    "BD": 86400,
    "DE": 315360000,
    "CE": 3153600000,
    "TH": 3600,
    "TM": 60,
    "TS": 1,
}
_COUNTED = re.compile(r"P|\d{4}(?:-\d\d)?$")
Figures = dict[str, float]


class Told(NamedTuple):
    """A time, as ours and the peers tell it."""

    start: int
    end: int
    value: str
    low: date | None = None
    high: date | None = None
    bound: str = "exact"
    last: date | None = None  # where the last unit of a range begins


Request = tuple[str, date, str]  # text, the day on which it is told, language
Reader = Callable[[list[Request]], list[list[Told]]]


def ours(requests: list[Request]) -> list[list[Told]]:
    out: list[list[Told]] = []
    for text, day, lang in requests:
        low = datetime(day.year, day.month, day.day, tzinfo=UTC)
        report = Report("d", "d", text, lang=lang, published=When(low, low + timedelta(days=1), "day"))
        out.append([_told(time) for time in times(report, split(report))])
    return out


def peer(python: str, name: str) -> Reader:
    """A peer that another Python has."""

    def read(requests: list[Request]) -> list[list[Told]]:
        material = json.dumps([(text, day.isoformat(), lang) for text, day, lang in requests])
        script = str(Path(__file__).with_name("times_peers.py"))
        done = subprocess.run([python, script, name], input=material, capture_output=True, text=True, check=True)
        return [[_of_peer(*row) for row in rows] for rows in json.loads(done.stdout)]

    return read


def _of_peer(start: int, end: int, value: str, low: str | None, high: str | None, bound: str) -> Told:
    first, last = (date.fromisoformat(day) if day else None for day in (low, high))
    return Told(start, end, value, first, last, MODS.get(bound, "exact"))


def _told(time: Time) -> Told:
    own = interval(time.value)
    low, high = (moment.date() if moment else None for moment in (time.low, time.high))
    return Told(time.span.start, time.span.end, time.value, low, high, time.bound, own[0].date() if own else None)


# --- TIMEX3 gold


def seen(identity: str) -> bool:
    """Whether a document may be looked at: the half with an even digest."""
    return int(sha256(identity.encode()).hexdigest(), 16) % 2 == 0


class Counts(NamedTuple):
    """What TempEval counts, over documents."""

    found: int = 0
    gold: int = 0
    met: int = 0
    exact: int = 0
    right: int = 0

    def figures(self) -> Figures:
        return {
            name: f1(hits, self.found, self.gold) for name, hits in (("relaxed", self.met), ("strict", self.exact), ("value", self.right))
        }


def matched(told: Iterable[Told], gold: list[dict[str, Any]]) -> Iterator[tuple[Told | None, dict[str, Any] | None]]:
    """Gold and told side by side, each at most once; None beside what is alone."""
    free = list(told)
    for timex in gold:
        hit = next((time for time in free if time.start < timex["end"] and timex["start"] < time.end), None)
        if hit:
            free.remove(hit)
        yield hit, timex
    yield from ((time, None) for time in free)


def counts(pairs: Iterable[tuple[Told | None, dict[str, Any] | None]]) -> Counts:
    """What matched pairs add up to."""
    out = Counts()
    for time, timex in pairs:
        both = (time, timex) if time is not None and timex is not None else None
        exact = both is not None and (both[0].start, both[0].end) == (both[1]["start"], both[1]["end"])
        right = both is not None and both[0].value == both[1]["value"]
        row = (time is not None, timex is not None, both is not None, exact, right)
        out = Counts(*(a + b for a, b in zip(out, row, strict=True)))
    return out


def measure_tbaq(path: Path, read: Reader) -> dict[str, Figures | float]:
    """The figures of both halves and of all, and documents a second: of CPU, of a peer as the clock has it."""
    documents = list(lines(path))
    start = process_time(), perf_counter()
    told = read([(document["text"], date.fromisoformat(document["anchor"][:10]), "en") for document in documents])
    spent = process_time() - start[0] if read is ours else perf_counter() - start[1]
    halves = {True: Counts(), False: Counts()}
    for document, times_told in zip(documents, told, strict=True):
        half = seen(document["id"])
        halves[half] = Counts(*map(sum, zip(halves[half], counts(matched(_one_each(times_told), document["timexes"])), strict=True)))
    everything = Counts(*map(sum, zip(*halves.values(), strict=True)))
    return {
        "all": everything.figures(),
        "seen": halves[True].figures(),
        "unseen": halves[False].figures(),
        "documents a second": round(len(documents) / spent, 1),
    }


def _one_each(told: list[Told]) -> list[Told]:
    """The first of several meanings of one stretch."""
    return list({(time.start, time.end): time for time in reversed(told)}.values())[::-1]


def errors_of_tbaq(path: Path) -> Iterator[str]:
    """What is wrong in the half that may be seen."""
    for document in lines(path):
        if seen(document["id"]):
            text = document["text"]
            [told] = ours([(text, date.fromisoformat(document["anchor"][:10]), "en")])
            for time, timex in matched(told, document["timexes"]):
                if time is None or timex is None or time.value != timex["value"]:
                    start = timex["start"] if timex else time.start if time else 0
                    mine = f"{text[time.start : time.end]!r} {time.value}" if time else "-"
                    want = f"{timex['text']!r} {timex['value']}" if timex else "-"
                    near = " ".join(text[max(0, start - 70) : start + 70].split())
                    yield f"{document['anchor'][:10]}  want {want}  got {mine}  | {near}"


# --- the specifications of the recognizers


class Want(NamedTuple):
    """An expected result: its place, its TIMEX, and the stretches it may be resolved to."""

    start: int
    end: int
    kind: str
    timex: str
    mod: str
    resolved: tuple[tuple[str | None, str | None], ...]
    seconds: float | None


def wanted(result: dict[str, Any]) -> Want:
    start = result.get("Start", 0)
    length = result.get("Length") or result.get("End", start) + 1 - start
    kind = (result.get("TypeName") or result.get("Type") or "").removeprefix("datetimeV2.")
    value = result.get("Value") or {}
    if "Resolution" in result:
        values = (result["Resolution"] or {}).get("values") or [{}]
        resolutions = [{name: text for name, text in item.items() if name in ("value", "start", "end")} for item in values]
        timex, mod = values[0].get("timex") or "", values[0].get("Mod") or ""
    elif "values" in value:
        resolutions, timex, mod = value["values"], value["values"][0].get("timex", ""), value["values"][0].get("Mod", "")
    else:
        resolutions = [value.get(name) or {} for name in ("PastResolution", "FutureResolution")]
        timex, mod = value.get("Timex") or "", value.get("Mod") or ""
    seconds = next(
        (float(item[name]) for item in resolutions for name in ("duration", "value") if kind == "duration" and name in item), None
    )
    return Want(start, start + length, kind, timex, mod, tuple(map(_ends, resolutions)), seconds)


def _ends(resolution: dict[str, str]) -> tuple[str | None, str | None]:
    """First and last day; both are one for a single day."""
    days = {name: text[:10] for name, text in resolution.items() if re.match(r"\d{4}-\d\d-\d\d", str(text))}
    single = days.get("date") or days.get("value") or days.get("dateTime")
    return (single, single) if single else (days.get("startDate") or days.get("start"), days.get("endDate") or days.get("end"))


def meets(time: Told, want: Want) -> bool:
    """Whether a time means what is expected, by the rules at the head of this module."""
    if want.seconds is not None or want.kind == "duration":
        return want.seconds is not None and seconds(time.value) == want.seconds and want.mod in ("", _MOD_OF.get(time.bound))
    if same_timex(time.value, want.timex):
        return not want.mod or MODS.get(want.mod) == time.bound
    if "time" in want.kind or want.kind == "set":
        return False
    return any(same_stretch(time, low, high, want) for low, high in want.resolved if low or high)


_MOD_OF = {bound: mod for mod, bound in MODS.items()}


def same_timex(value: str, timex: str) -> bool:
    short = re.sub(r"^(?:XXXX-)?(?=SP|SU|FA|WI|SPR)", "XXXX-", timex) if re.fullmatch(r"SP|SU|FA|WI", timex) else timex
    with_minutes = re.sub(r"T(\d\d)(?::00)?$", r"T\1:00", short)
    if short.startswith("T"):  # they tell no day: ours is not asked
        value = value[value.find("T") :]
    return value in {short, with_minutes} or (seconds(value) is not None and seconds(value) == seconds(short))


def same_stretch(time: Told, low: str | None, high: str | None, want: Want) -> bool:
    start, end = (date.fromisoformat(text) if text and text > "0001" else None for text in (low, high))
    if start == end and start is not None:  # one day
        if time.low is None or time.high is None:
            return False
        whole = time.low == start and time.high == start + timedelta(days=1)
        return whole or (bool(_COUNTED.match(time.value)) and want.timex == low and time.low <= start < time.high)
    if time.low != start and (time.low or start) is not None:
        return False
    return end in {time.high, time.high - timedelta(days=1) if time.high else None, time.last if time.bound == "range" else time.high}


def seconds(value: str) -> float | None:
    """The length that a TIMEX names, with years of 365 and months of 30 days."""
    if not re.fullmatch(r"P(?:[\d.]+(?:BD|[YMWD]|DE|CE))*(?:T(?:[\d.]+[HMS])+)?", value):
        return None
    days, _, hours = value[1:].partition("T")
    parts = [(n, unit) for n, unit in re.findall(r"([\d.]+)(BD|DE|CE|[YMWD])", days)]
    parts += [(n, "T" + unit) for n, unit in re.findall(r"([\d.]+)([HMS])", hours)]
    return round(sum(float(n) * SECONDS[unit] for n, unit in parts), 3)


class Case(NamedTuple):
    """One sentence of a suite, the day on which it is said, and what it holds."""

    text: str
    day: date
    wants: tuple[Want, ...]


def suite(path: Path, name: str) -> list[Case]:
    """The cases of a suite that expect something; none where the archive lacks it."""
    with tarfile.open(path) as archive:
        file = archive.extractfile(f"DateTime/{name}.json") if f"DateTime/{name}.json" in archive.getnames() else None
        items = json.loads(file.read().decode("utf-8-sig")) if file else []
    return [
        Case(
            item["Input"],
            date.fromisoformat(((item.get("Context") or {}).get("ReferenceDateTime") or "2016-11-07")[:10]),
            tuple(map(wanted, item["Results"])),
        )
        for item in items
        if item["Results"]
    ]


def met(told: list[Told], want: Want) -> bool:
    if want.resolved and all(low == "0001-01-01" for low, _ in want.resolved):
        return not any(time.start < want.end and want.start < time.end for time in told)
    return any(time.start < want.end and want.start < time.end and meets(time, want) for time in told)


def measure_suites(path: Path, read: Reader) -> dict[str, dict[str, str]]:
    """Share of the cases met, and how many there are, suite by suite; those of the model suite by type."""
    out: dict[str, dict[str, str]] = {}
    for name, code in LANGUAGES.items():
        rows: dict[str, list[bool]] = defaultdict(list)
        for part in (*SUITES, MODEL):
            cases = suite(path, f"{name}/{part}")
            for case, told in zip(cases, read([(case.text, case.day, code) for case in cases]), strict=True):
                kinds = sorted({want.kind for want in case.wants}) if part == MODEL else [""]
                for kind in kinds:
                    row = f"model {kind}" if kind else part.removesuffix("Parser")
                    rows[row].append(all(met(told, want) for want in case.wants if kind in ("", want.kind)))
        out[name] = {row: f"{sum(hits) / len(hits):.3f} of {len(hits)}" for row, hits in rows.items() if len(hits) > 1}
    return out


def errors_of_suite(path: Path, name: str) -> Iterator[str]:
    code = LANGUAGES[name.partition("/")[0]]
    for case in suite(path, name):
        [told] = ours([(case.text, case.day, code)])
        for want in case.wants:
            if not met(told, want):
                words = f"{want.kind} {case.text[want.start : want.end]!r} {want.timex} {want.mod} {sorted(set(want.resolved), key=str)}"
                near = [f"{case.text[time.start : time.end]!r} {time.value} {time.low} {time.high} {time.bound}" for time in told]
                yield f"{case.day} {case.text!r}  want {words}  got {near}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, nargs="?", default=SHARED / "data")
    parser.add_argument("--peers", help="a Python that has dateparser and recognizers-text-suite")
    parser.add_argument("--errors", help="what to print the errors of: tbaq, or a suite such as English/DateParser")
    args = parser.parse_args()
    gold, specifications = (args.data / "claims" / name for name in ("tbaq_dev.jsonl.gz", "recognizers_datetime_number_specs.tar.gz"))
    if args.errors:
        print("\n".join(errors_of_tbaq(gold) if args.errors == "tbaq" else errors_of_suite(specifications, args.errors)))
        return
    figures: dict[str, Any] = {"tbaq": measure_tbaq(gold, ours), "recognizers": measure_suites(specifications, ours)}
    if args.peers:
        peers = {name: peer(args.peers, name) for name in ("recognizers", "dateparser")}
        figures["peers"] = {
            name: {"tbaq": measure_tbaq(gold, read), "recognizers": measure_suites(specifications, read)} for name, read in peers.items()
        }
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
