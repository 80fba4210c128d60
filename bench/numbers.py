"""How well `annotate` reads numbers, ranges and quantities: cases of the Microsoft Recognizers-Text suites, met or not.

    python -m bench.numbers [FILE] [--peers PYTHON] [--misses SUITE]
        FILE is ../shared/data/claims/recognizers_datetime_number_specs.tar.gz by default; prints JSON
        --peers   a Python that has recognizers-text-suite (and emoji below 2), judged by the same rules; in Python it has no ranges
        --misses  prints the cases of one suite that are not met, such as English/Currency

A case is met when every expected result is answered by one reading whose span overlaps it and whose value is the same; a case
without results when nothing of its sort is read anywhere in it. Further readings in a case with results are not held against it.
No case is left out: results without a value (a unit with no number) have no reading of ours and count as missed, so do "last" and
"next", and cases that the suites themselves mark as unsupported.

1. Number: `numbers`, ordinals aside. Ordinal: its ordinals. Values agree to six digits.
2. NumberRange: `ranges` that have a bound, ends and whether each end is taken in. Two ends with no bounds of their own ("20 to 30") are
   [20,30) there, by that suite's convention, and hold both ends here: they count as the same. "equal to 20" is [20,20].
3. Percentage, Currency, Dimension, Age, Temperature: `quantities`, what the product gives out; unit and value. A bound gives the
   number that was said, "about" its middle; a range answers with its second end, as the suites do. Unit names go through UNITS: ISO
   codes for money, where "Dollar" is the American one and "Pound" the British, since `quantities` takes them so; one name for metre and
   meter, ton and metric ton. What stands in `of` is the unit where `unit` is empty (turns), and `age` needs it.

The rules were written with the misses of the English suites in view, so these are figures of development: expect less elsewhere.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from bench.annotate import SHARED, split
from rashomon.annotate.number_ranges import ranges
from rashomon.annotate.numbers import numbers
from rashomon.annotate.quantities import quantities
from rashomon.annotate.tapes import numbered
from rashomon.types import Quantity, Report

SPECS = SHARED / "data" / "claims" / "recognizers_datetime_number_specs.tar.gz"
LANGUAGES = {"English": "en", "Spanish": "es", "French": "fr", "German": "de"}
SUITES = {
    "Number": "Number/{}/NumberModel.json",
    "NumberRange": "Number/{}/NumberRangeModel.json",
    "Percentage": "Number/{}/PercentModel.json",
    "Currency": "NumberWithUnit/{}/CurrencyModel.json",
    "Ordinal": "Number/{}/OrdinalModel.json",
    "Dimension": "NumberWithUnit/{}/DimensionModel.json",
    "Age": "NumberWithUnit/{}/AgeModel.json",
    "Temperature": "NumberWithUnit/{}/TemperatureModel.json",
}
UNITS = {  # names of the suites, lower case and with -metre and -litre, to names of `quantities`
    **dict.fromkeys(("dollar", "united states dollar", "dólar", "dólar estadounidense", "dollar états-unis"), "USD"),
    **dict.fromkeys(("pound", "british pound", "libra", "livre"), "GBP"),
    **dict.fromkeys(("canadian dollar", "dólar canadiense", "dollar canadien"), "CAD"),
    **dict.fromkeys(("hong kong dollar", "dólar de hong kong", "dollar de hong kong"), "HKD"),
    **dict.fromkeys(("dólar australiano", "dollar australien"), "AUD"),
    **dict.fromkeys(("japanese yen", "yen", "yen japonais"), "JPY"),
    **dict.fromkeys(("chinese yuan", "yuan chino", "yuan chinois"), "CNY"),
    **dict.fromkeys(("franc", "franco", "swiss franc", "franco suizo", "franc suisse"), "CHF"),
    **dict.fromkeys(("finnish markka", "marco finlandés", "mark finlandais"), "FIM"),
    **dict.fromkeys(("netherlands guilder", "florín neerlandés", "florins néerlandais"), "NLG"),
    **dict.fromkeys(("rupee", "indian rupee", "roupie", "roupie indienne"), "INR"),
    **dict.fromkeys(("pence", "penny", "penique"), "penny"),
    **dict.fromkeys(("cent", "centavo", "centimes"), "cent"),
    **dict.fromkeys(("ton", "metric ton", "tonelada", "tonelada métrica", "tonne métrique"), "tonne"),
    "euro": "EUR", "peseta": "ESP", "mexican peso": "MXN", "bitcoin": "BTC", "sri lankan rupee": "LKR",
    "milla": "mile", "pie": "foot", "pied": "foot", "galón": "gallon", "kilómetro": "kilometre", "kilomètres": "kilometre",
    "barril": "barrel", "baril": "barrel", "pulgada": "inch", "pouce": "inch", "metro": "metre", "mètres": "metre",
    "metro cuadrado": "square metre", "mètre carré": "square metre", "milímetro": "millimetre", "millimètres": "millimetre",
    "mililitro": "millilitre", "onza": "ounce", "onces": "ounce", "pie cúbico": "cubic foot", "pieds cube": "cubic foot",
    "milla por hora": "mile per hour", "miles par heure": "mile per hour", "kilómetro cuadrado": "square kilometre",
    "kilomètre carré": "square kilometre", "centímetro cúbico": "cubic centimetre", "microgramme": "microgram",
    "décimètres": "decimetre", "hectomètre": "hectometre", "centimètres": "centimetre",
    "c": "degree Celsius", "f": "degree Fahrenheit", "grado": "degree", "degré": "degree", "grad": "degree",
    **dict.fromkeys(("year", "age", "año", "an", "année", "ans", "jahr"), "year"),
    **dict.fromkeys(("month", "mes", "mois", "monat"), "month"),
    **dict.fromkeys(("week", "semana", "semaine", "woche"), "week"), **dict.fromkeys(("day", "día", "jour", "tag"), "day"),
}  # fmt: skip
_MONEY = re.compile(r"[A-Z]{3}|cent|penny|satoshi")
_COUNTS = frozenset(
    ("percent", "percentage point", "point", "person", "time", "second", "minute", "hour", "day", "week", "month", "year", "decade")
)
_NEAR = 1e-6
Value = float | tuple[float | None, float | None, bool, bool] | None


class Reading(NamedTuple):
    """A value somewhere in a text; `expected` where a suite gives it, or read by us or a peer."""

    start: int
    end: int
    value: Value
    unit: str = ""


Reader = Callable[[str, str], list[Reading]]


def read_numbers(text: str, code: str) -> list[Reading]:
    return [Reading(one.start, one.end, one.value) for one in numbers(text, code) if one.kind != "ordinal"]


def read_ordinals(text: str, code: str) -> list[Reading]:
    return [Reading(one.start, one.end, one.value) for one in numbers(text, code) if one.kind == "ordinal"]


def read_ranges(text: str, code: str) -> list[Reading]:
    """Ranges and bounded numbers; a number that is exact counts only where a word says so."""
    symbols, out = numbered(text, code)[0].symbols, []
    for one in ranges(text, code):
        if one.bound == "about" or (one.bound == "exact" and symbols[one.first].kind not in "Gc"):
            continue
        ends = one.low, one.high, one.open_low or one.low is None, one.open_high or one.high is None or one.plain
        out.append(Reading(symbols[one.first].start, symbols[one.last - 1].end, ends))
    return out


def quantity_reader(wanted: Callable[[Quantity], bool]) -> Reader:
    """Reads the quantities that a suite asks for."""

    def read(text: str, code: str) -> list[Reading]:
        report = Report("d", "d", text, lang=code)
        found = [quantity for quantity in quantities(report, split(report)) if wanted(quantity)]
        return [Reading(one.span.start, one.span.end, _said(one), one.unit or one.of) for one in found]

    return read


def _said(quantity: Quantity) -> float | None:
    """The number that was said."""
    if quantity.bound == "about" and quantity.low is not None and quantity.high is not None:
        return (quantity.low + quantity.high) / 2
    return quantity.high if quantity.high is not None else quantity.low


READERS: dict[str, Reader] = {
    "Number": read_numbers,
    "Ordinal": read_ordinals,
    "NumberRange": read_ranges,
    "Percentage": quantity_reader(lambda one: one.unit == "percent"),
    "Currency": quantity_reader(lambda one: bool(_MONEY.fullmatch(one.unit))),
    "Dimension": quantity_reader(lambda one: one.of == "turn" or not (one.unit in ("", *_COUNTS) or _MONEY.fullmatch(one.unit))),
    "Age": quantity_reader(lambda one: one.of == "age"),
    "Temperature": quantity_reader(lambda one: one.unit.startswith("degree")),
}


def expected(case: dict[str, Any], suite: str) -> list[Reading]:
    """The results of a case; one that gives no place stands where its words do, or else anywhere. Percentages have their unit."""
    text, out = case["Input"], []
    for result in case["Results"]:
        said = result["Text"]
        start = result.get("Start", text.lower().find(said.lower()))
        resolution = result.get("Resolution") or {}
        unit = resolution.get("isoCurrency") or _unit(resolution.get("unit"), suite)
        out.append(Reading(max(0, start), start + len(said) if start >= 0 else len(text), _value(resolution.get("value")), unit))
    return out


def _unit(name: str | None, suite: str) -> str:
    told = re.sub(r"(met|lit)er\b", r"\1re", (name or "").lower())
    unit = "percent" if suite == "Percentage" else UNITS.get(told, told)
    return "pound weight" if unit == "GBP" and suite == "Dimension" else unit


def _value(told: Any) -> Value:
    """The value of a resolution: a number, a percentage, an interval; None where it has none."""
    text = str(told).removesuffix("%")
    if text[:1] in ("(", "[") and "," in text:
        low, high = text[1:-1].split(",")
        return float(low) if low else None, float(high) if high else None, not low or text[0] == "(", not high or text[-1] == ")"
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def met(want: list[Reading], got: list[Reading]) -> bool:
    """Whether a case is met, by the rules at the head of this file."""
    return all(any(_answers(one, other) for other in got) for one in want) if want else not got


def _answers(want: Reading, got: Reading) -> bool:
    return got.start < want.end and want.start < got.end and want.unit == got.unit and _same(want.value, got.value)


def _same(one: Value, other: Value) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= _NEAR * max(abs(one), abs(other))
    return one is not None and one == other


def cases(path: Path, suite: str, tongue: str) -> list[dict[str, Any]]:
    with tarfile.open(path) as archive:
        file = archive.extractfile(SUITES[suite].format(tongue))
        return json.loads(file.read().decode("utf-8-sig")) if file else []


def measure(path: Path, *, peer: str | None = None) -> dict[str, dict[str, float]]:
    """Share of the cases met, by language and suite; of a peer, of the suites that it has a reader for."""
    out: dict[str, dict[str, float]] = {}
    for tongue, code in LANGUAGES.items():
        for suite in SUITES:
            if peer and suite == "NumberRange":
                continue
            told = cases(path, suite, tongue)
            got = list(peer_readings(peer, suite, code, told)) if peer else [READERS[suite](case["Input"], code) for case in told]
            hits = sum(met(expected(case, suite), found) for case, found in zip(told, got, strict=True))
            out.setdefault(tongue, {})[suite] = round(hits / max(1, len(told)), 3)
    return out


_PEER = """
import json, sys
from recognizers_number import recognize_number, recognize_ordinal, recognize_percentage
from recognizers_number_with_unit import recognize_age, recognize_currency, recognize_dimension, recognize_temperature
asked = json.load(sys.stdin)
read = {"Number": recognize_number, "Ordinal": recognize_ordinal, "Percentage": recognize_percentage,
        "Currency": recognize_currency, "Dimension": recognize_dimension, "Age": recognize_age, "Temperature": recognize_temperature}
culture = {"en": "en-us", "es": "es-es", "fr": "fr-fr", "de": "de-de"}[asked["code"]]
def results(text):
    try:
        return [{"Text": r.text, "Start": r.start, "Resolution": r.resolution} for r in read[asked["suite"]](text, culture)]
    except Exception:
        return []
print(json.dumps([results(text) for text in asked["texts"]], default=str))
"""


def peer_readings(python: str, suite: str, code: str, told: list[dict[str, Any]]) -> Iterator[list[Reading]]:
    """What recognizers-text reads in the cases, through the same table of units; what it cannot read is nothing."""
    asked = json.dumps({"suite": suite, "code": code, "texts": [case["Input"] for case in told]})
    done = subprocess.run([python, "-W", "ignore", "-c", _PEER], input=asked, capture_output=True, text=True, check=True)
    for case, results in zip(told, json.loads(done.stdout.splitlines()[-1]), strict=True):
        yield expected({"Input": case["Input"], "Results": results}, suite)


def misses(path: Path, tongue: str, suite: str) -> Iterator[str]:
    """The cases of a suite that are not met, with what was wanted and what was read."""
    for case in cases(path, suite, tongue):
        text, want = case["Input"], expected(case, suite)
        got = READERS[suite](text, LANGUAGES[tongue])
        if not met(want, got):
            show = [[(text[one.start : one.end], one.value, one.unit) for one in side] for side in (want, got)]
            yield f"{text}\n   wanted {show[0]}\n   read   {show[1]}"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", nargs="?", type=Path, default=SPECS)
    parser.add_argument("--peers", help="a Python that has recognizers-text-suite")
    parser.add_argument("--misses", help="a suite, such as English/Currency")
    args = parser.parse_args()
    if args.misses:
        print("\n".join(misses(args.file, *args.misses.split("/"))))
        return
    figures: dict[str, Any] = {"rashomon": measure(args.file)}
    if args.peers:
        figures["recognizers-text"] = measure(args.file, peer=args.peers)
    print(json.dumps(figures, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
