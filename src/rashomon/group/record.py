"""What `group` remembers of a report: a light record that depends on its text, language and date alone.

An extractor of its own, on purpose: the full `Notes` cost a hundred times more. Names are kept as
single words, so that "Catherine Lorne", "Katherine Lorne" and "Lorne" agree in the word that counts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from itertools import pairwise
from math import log2, sqrt
from zlib import crc32

from ..lang import language
from ..types import Report
from .background import Background, background

WORD = re.compile(r"\d[\d.,]*|[^\W\d_][\w'’]*")
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")  # scripts without spaces
SENTENCE_END = frozenset('.!?:;•\n"“”«»‘(')
HEAD_CHARS = 200  # the first line, up to here, is read as the headline
HEAD_WEIGHT = 2.0  # a word of the headline counts as this many of the body, a word of the lead as well
LEAD_WORDS = 60
COMMON_BITS = 3.0  # words of more than one document in eight say nothing about the event
LONG = 8  # letters from which a word speaks in a language whose common words are unknown


@dataclass(frozen=True, slots=True)
class Record:
    """What one text says, for comparison. Dicts are sorted by key, so that sums add up the same both ways."""

    key: str  # content id: equal for equal text and language
    terms: dict[str, float]  # unit vector over the heaviest words
    head: dict[str, float]  # uncommon words of the first line, with their rarity in bits
    names: dict[str, float]  # capitalised words, with their weight
    leading: tuple[str, ...]  # the heaviest names
    counted: dict[str, frozenset[str]]  # counted word -> numbers before it: {"pirates": {"23"}}
    numbers: frozenset[str]
    dates: frozenset[str]  # days of the year: "03-02"
    phrases: frozenset[int]  # adjacent uncommon words, hashed


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text: folded for comparison, as written, and where."""

    folded: str
    raw: str
    start: int
    opens: bool  # first of a sentence, where a capital says nothing


@lru_cache(1 << 16)
def fold(word: str) -> str:
    """Lower case, ASCII, without possessive or thousands' marks: Solánová's -> solanova, 1,200 -> 1200."""
    word = word.rstrip(".,'’").removesuffix("'s").removesuffix("’s")
    if not word.isascii():
        from anyascii import anyascii

        word = anyascii(word)
    return word.lower().replace(",", "").replace(" ", "")


def words(text: str) -> Iterator[Word]:
    """The words of a text in order; scripts without spaces come as pairs of characters."""
    for match in WORD.finditer(text):
        raw, start = match.group(), match.start()
        if UNSPACED.search(raw):
            yield from (Word(raw[n : n + 2], raw[n : n + 2], start + n, False) for n in range(max(1, len(raw) - 1)))
        elif len(folded := fold(raw)) > 1 or folded.isdigit():
            before = text[max(0, start - 2) : start].rstrip(" ")
            yield Word(folded, raw, start, not before or before[-1] in SENTENCE_END)


def digest(ids: Iterable[str]) -> str:
    """The id of a set of reports: 16 hex digits, whatever their order."""
    return blake2b("\0".join(sorted(ids)).encode(), digest_size=8).hexdigest()


def text_key(text: str) -> str:
    """Equal for texts whose words are the same."""
    return blake2b(" ".join(text.split()).encode(), digest_size=16).hexdigest()


def record(report: Report, limit: int = 60, common: Background | None = None) -> Record:
    """The record of a report, with its `limit` heaviest terms."""
    common, lang = common or background(), report.lang
    calendar = _calendar(lang)
    stream = list(words(report.text))
    head_end = min(HEAD_CHARS, len(report.text.partition("\n")[0]))
    names = _names(stream, head_end)
    rarity = {}
    for word in {word.folded for word in stream}:
        known = common.knows(lang) or word in names or word[0].isdigit() or len(word) >= LONG or UNSPACED.match(word)
        bits = common.rarity(word, lang) if known and word not in calendar else 0.0
        rarity[word] = bits if bits >= COMMON_BITS else 0.0
    weights = {name: rarity[name] * (1 + log2(count)) for name, count in sorted(names.items()) if rarity[name]}
    counted = _counted(stream)
    return Record(
        key=blake2b(f"{lang} {text_key(report.text)}".encode(), digest_size=16).hexdigest(),
        terms=_terms(stream, rarity, head_end, limit),
        head={word: rarity[word] for word in sorted({word.folded for word in stream if word.start < head_end}) if rarity[word]},
        names=weights,
        leading=tuple(sorted(weights, key=lambda name: (-weights[name], name))[:4]),
        counted=counted,
        numbers=frozenset(value for values in counted.values() for value in values),
        dates=_dates(stream, lang),
        phrases=_phrases(stream, rarity),
    )


def _names(stream: list[Word], head_end: int) -> dict[str, int]:
    """Words written with a capital inside a sentence of the body, with how often they have one at all."""
    inside = {word.folded for word in stream if word.start >= head_end and not word.opens and word.raw[0].isupper()}
    small = Counter(word.folded for word in stream if word.raw[0].islower())
    large = Counter(word.folded for word in stream if word.raw[0].isupper())
    return {name: large[name] for name in inside if large[name] > small[name]}


def _terms(stream: list[Word], rarity: dict[str, float], head_end: int, limit: int) -> dict[str, float]:
    counts: dict[str, float] = {}
    lead_end = head_end
    for word in [word for word in stream if word.start >= head_end][:LEAD_WORDS]:
        lead_end = word.start + 1
    for word in stream:
        counts[word.folded] = counts.get(word.folded, 0.0) + (HEAD_WEIGHT if word.start < lead_end else 1.0)
    weights = {word: (1 + log2(count)) * rarity[word] for word, count in counts.items() if rarity[word]}
    heaviest = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:limit]
    norm = sqrt(sum(weight * weight for _, weight in heaviest)) or 1.0
    return {word: weight / norm for word, weight in sorted(heaviest)}


def _counted(stream: list[Word]) -> dict[str, frozenset[str]]:
    """Numbers under the word behind them, `23 pirates`; years and single digits are too common to count."""
    found: dict[str, set[str]] = {}
    for word, after in zip(stream, [*stream[1:], *stream[:1]], strict=True):
        value = word.folded
        if value[0].isdigit() and len(value) > 1 and not (len(value) == 4 and value[:2] in ("19", "20")):
            found.setdefault("" if after.folded[0].isdigit() else after.folded, set()).add(value)
    return {unit: frozenset(values) for unit, values in sorted(found.items())}


@cache
def _months(lang: str) -> dict[str, int]:
    return {fold(name): number for number, names in enumerate(language(lang).months, 1) for name in names}


@cache
def _calendar(lang: str) -> frozenset[str]:
    """Weekdays and months: capitalised or rare, but never a name."""
    return frozenset({*_months(lang), *(fold(day) for day in language(lang).weekdays)})


def _dates(stream: list[Word], lang: str) -> frozenset[str]:
    months, found = _months(lang), set()
    for left, right in pairwise(stream):
        for month, day in ((left.folded, right.folded), (right.folded, left.folded)):
            if month in months and day.isdecimal() and 1 <= int(day) <= 31:
                found.add(f"{months[month]:02}-{int(day):02}")
    return frozenset(found)


def _phrases(stream: list[Word], rarity: dict[str, float]) -> frozenset[int]:
    uncommon = [word.folded for word in stream if rarity[word.folded]]
    return frozenset(crc32(f"{left} {right}".encode()) for left, right in pairwise(uncommon))
