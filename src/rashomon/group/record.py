"""What `group` remembers of a report: a light record that depends on its text, language and date alone.

An extractor of its own, on purpose: the full `Notes` cost a hundred times more. Words are kept as hashes; what they were
is read again from the text when somebody asks why.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from ..text.background import Background, background
from ..text.fingerprints import stretches
from ..types import Report
from .vocabulary import AT_ONCE, Vocabulary
from .words import word_key

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Hashes = NDArray[np.uint64]
    Floats = NDArray[np.float64]

ENCODED_CHARS = 1200  # that an encoder reads: about the 256 tokens that it takes
HEAD_CHARS = 200  # the first line, up to here, is read as the headline


class Lists(NamedTuple):
    """A list of hashes for each record: that of record i is `key[start[i] : start[i + 1]]`, sorted, each once.

    In lean records the keys of words and phrases are numbers.
    """

    start: Ints
    key: Hashes


class Records(NamedTuple):
    """What some texts say, for comparison, a place a text. The kernels read it, so everything is an array."""

    words: Lists  # uncommon words
    weight: NDArray[np.float32]  # of each of `words`: how often it is used, and how rare it is; `Coded` in lean records, as is rarity
    rarity: NDArray[np.float32]  # of each of `words`, bits
    flag: NDArray[np.uint8]  # of each of `words`: NAME, HEAD, LEAD, TERM, LEADING of `record_kernel`
    phrases: Lists  # two uncommon words in a row
    numbers: Lists  # of two figures and more, but years
    units: Lists  # what is counted; a unit stands once for each of its values
    value: Hashes  # of each of `units`
    days: Lists  # days of the year that are named: month * 100 + day
    anchors: Lists  # a rare leading name with a day
    prints: Lists  # fingerprints
    totals: Floats  # sums over the words, a row a text
    weekdays: Ints  # those named in the lead, a bit each
    low: Floats  # earliest and latest publication, whole days since 1970; nan: unknown
    high: Floats
    meaning: NDArray[np.float32]  # unit vectors of an encoder, a row a text; of no columns where none was asked
    key: Hashes  # equal for equal words in one language
    text: Hashes  # equal for equal words


def size(records: Records) -> int:
    """How many there are."""
    return len(records.low)


@cache
def _vocabulary(lang: str) -> Vocabulary:
    return Vocabulary(lang, background())


def records_of(reports: Sequence[Report], limit: int, common: Background | None = None, *, encoder: int = 0) -> Records:
    """The records of some reports, in their order, with the `limit` heaviest words of each marked; `encoder` 1 has it read them too."""
    import numpy as np

    langs = sorted({report.lang for report in reports}) or ["en"]
    parts, order = [], []
    for lang in langs:
        own = [n for n, report in enumerate(reports) if report.lang == lang]
        vocabulary = Vocabulary(lang, common) if common else _vocabulary(lang)
        parts.append(_records_in(vocabulary, [reports[n] for n in own], limit, encoder=encoder))
        order += own
    return taken(joined_records(parts), np.argsort(np.array(order, np.int64), kind="stable"))


def _records_in(vocabulary: Vocabulary, reports: Sequence[Report], limit: int, *, encoder: int) -> Records:
    """The records of reports in one language."""
    import numpy as np

    from ..text.fingerprints import fingerprints
    from .record_kernel import TOTALS, remember

    texts = [report.text for report in reports]
    found = vocabulary.read(texts)
    head_end = np.array([min(HEAD_CHARS, len(text.partition("\n")[0])) for text in texts], np.int64)
    n, room = len(texts), len(found.word)
    keys = tuple(
        np.empty(most, np.uint64)
        for most in (room, room, room, room, 2 * room, 12 * room)  # days stand beside a word, an anchor is one of 6 names with a day
    )
    starts = tuple(np.zeros(n + 1, np.int64) for _ in keys)
    weight, rarity, flag = np.empty(room, np.float32), np.empty(room, np.float32), np.zeros(room, np.uint8)
    value, weekdays, totals = np.empty(room, np.uint64), np.zeros(n, np.int64), np.zeros((n, TOTALS))
    remember(
        found.word, found.flags, found.place, found.counts, found.rows, head_end, limit,
        keys, starts, weight, rarity, flag, value, weekdays, totals,
    )  # fmt: skip
    words, phrases, numbers, units, days, anchors = (Lists(start, key[: start[-1]].copy()) for start, key in zip(starts, keys, strict=True))
    many, several = len(words.key), len(units.key)
    low, high = np.array([days_of(report) for report in reports]).reshape(-1, 2).T
    text = list(_text_hashes(texts))
    return Records(
        words, weight[:many].copy(), rarity[:many].copy(), flag[:many].copy(), phrases, numbers, units, value[:several].copy(),
        days, anchors, Lists(*fingerprints(texts)), totals, weekdays, low.copy(), high.copy(),
        _meaning(texts) if encoder else np.empty((n, 0), np.float32),
        np.array([word_key(f"{report.lang} {own:x}") for report, own in zip(reports, text, strict=True)], np.uint64),
        np.array(text, np.uint64),
    )  # fmt: skip


def _meaning(texts: Sequence[str]) -> NDArray[np.float32]:
    """What the encoder makes of each text, alone: the last bits of a vector depend on what is read beside it."""
    import numpy as np

    from ..encode.minilm import DIMENSIONS, load

    encoder = load()
    return np.concatenate([np.empty((0, DIMENSIONS), np.float32), *(encoder.encode([text[:ENCODED_CHARS]]) for text in texts)])


def _text_hashes(texts: Sequence[str]) -> Iterator[int]:
    """Of the words of each text with one space between any two: equal for equal words."""
    import numpy as np

    from .word_kernel import squeeze

    for first, last in stretches(texts, AT_ONCE):
        encoded = [text.encode("utf-8", "surrogatepass") for text in texts[first:last]]
        ends = np.cumsum([len(own) for own in encoded])
        squeezed = np.empty(ends[-1], np.uint8)
        squeeze(np.frombuffer(b"".join(encoded), np.uint8), ends, squeezed)
        start = 0
        for end in ends.tolist():
            yield int.from_bytes(blake2b(squeezed.data[start:end], digest_size=8).digest(), "big")
            start = end


def days_of(report: Report) -> tuple[float, float]:
    """The first and last day on which a report can have come out, counted from 1970; nan where that is unknown or some day of a year.

    Whole days, since the hour is often made up by whoever filed the report.
    """
    when = report.published
    if when is None or when.precision == "year":
        return float("nan"), float("nan")
    first = float(when.low.timestamp() // 86400)
    return first, max(first, float((when.high.timestamp() - 1) // 86400))


def joined_records(parts: Sequence[Records]) -> Records:
    """One after the other."""
    import numpy as np

    if len(parts) == 1:
        return parts[0]

    def join(name: str) -> object:
        values = [getattr(part, name) for part in parts]
        if not isinstance(values[0], Lists):
            return np.concatenate(values)
        ends = np.cumsum([0, *(value.start[-1] for value in values)])
        start = [value.start[1:] + end for value, end in zip(values, ends, strict=False)]
        return Lists(np.concatenate([np.zeros(1, np.int64), *start]), np.concatenate([value.key for value in values]))

    return Records(*(join(name) for name in Records._fields))  # type: ignore[arg-type]


ALONGSIDE = {"words": ("weight", "rarity", "flag"), "units": ("value",)}  # what stands beside each entry of a list


def taken(records: Records, which: Ints, without: Sequence[str] = ()) -> Records:
    """Some of the records, in the order of `which`; the lists named in `without`, and what stands beside them, are left empty.

    What is empty stays so.
    """
    import numpy as np

    from .record_kernel import picked

    chosen: dict[str, object] = {}
    for name in Records._fields:
        value = getattr(records, name)
        if name in without:
            chosen[name] = Lists(np.zeros(len(which) + 1, np.int64), np.empty(0, np.uint64))
            chosen.update({beside: getattr(records, beside)[:0] for beside in ALONGSIDE.get(name, ())})
        elif isinstance(value, Lists):
            start = np.zeros(len(which) + 1, np.int64)
            np.cumsum(value.start[which + 1] - value.start[which], out=start[1:])
            for beside, values in ((name, value.key), *((beside, getattr(records, beside)) for beside in ALONGSIDE.get(name, ()))):
                chosen[beside] = picked(values, value.start, which, start) if len(values) else values
            chosen[name] = Lists(start, chosen[name])  # type: ignore[arg-type]
        elif name not in {beside for names in ALONGSIDE.values() for beside in names}:
            chosen[name] = value[which]
    return Records(**chosen)  # type: ignore[arg-type]
