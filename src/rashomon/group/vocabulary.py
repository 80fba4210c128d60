"""What grouping knows of each word of a language, looked up once and kept in arrays for the loops over texts.

A cache and nothing more: what a word is worth depends on the word, the language and the frozen background alone,
so it makes no difference which texts came first, or whether they came to this process.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from ..lang import language
from ..text.background import Background
from ..text.fingerprints import stretches
from ..text.tokens import stem
from .words import UNSPACED, fold, read, word_key, word_keys

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

AT_ONCE = 1 << 18  # characters that are read in one go; the table of words has room for as many new ones
ROOM = 1 << 16  # words that a table has room for at first
LIMIT = 2_000_000  # words after which a vocabulary starts anew; some 300 MB
LONG = 8  # letters from which a word speaks in a language whose common words are unknown
COMMON_BITS = 3.0  # words of more than one document in eight say nothing about the event

_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_YEAR = re.compile(r"(?:19|20)\d\d")


ROW = (
    ("key", "u8"),  # of the folded word
    ("rarity", "f8"),  # bits; 0 for common words
    ("kind", "i8"),  # FIGURE, CALENDAR, PLAIN
    ("month", "i8"),  # 1 to 12; 0: none
    ("weekday", "i8"),  # 1 Monday to 7; 0: none
    ("day", "i8"),  # 1 to 31; 0: none
    ("number", "u8"),  # key of the value that a figure or number word stands for; 0: none
    ("counted", "u8"),  # key under which one and many of a counted thing meet: soldier, soldiers; 0 until it stands behind a number
)  # what is known of a folded word; the fields of the array that the kernels read


class Found(NamedTuple):
    """The words of some texts, one text after the other."""

    word: Ints  # which row of `rows`, -1: not a word
    flags: NDArray[np.uint8]  # CAPITAL, SMALL, OPENS
    place: Ints  # offset in its text
    counts: Ints  # words of each text
    rows: NDArray[np.void]  # ROW, the folded words known so far


class Vocabulary:
    """The words met so far in one language."""

    def __init__(self, lang: str, common: Background) -> None:
        self._lang, self._common = lang, common
        self._clear()

    def _clear(self) -> None:
        import numpy as np

        self._table = np.zeros(ROOM, np.uint64)  # hash of a word as written -> its number, an open table
        self._table_id = np.zeros(ROOM, np.int64)
        self._of_word = np.zeros(ROOM, np.int64)  # number of a word as written -> row of its folded form
        self._words = 0
        self._folds: dict[str, int] = {}  # row of a folded word
        self._folded: list[str] = []  # folded word of a row
        self._rows = np.zeros(ROOM, list(ROW))

    def read(self, texts: Sequence[str]) -> Found:
        """The words of some texts, and what is known of them."""
        import numpy as np

        if self._words > LIMIT:
            self._clear()
        parts = [self._read(texts[first:last]) for first, last in stretches(texts, AT_ONCE)] or [self._read(())]
        word, flags, place, counts = (np.concatenate(column) for column in zip(*parts, strict=True))
        return Found(word, flags, place, counts, self._rows[: len(self._folds)])

    def _read(self, texts: Sequence[str]) -> tuple[Ints, NDArray[np.uint8], Ints, Ints]:
        """The words of texts that are read in one go, as `Found` has them."""
        import numpy as np

        from .word_kernel import find_words

        whole = "".join(texts)
        points = np.frombuffer(whole.encode("utf-32-le", "surrogatepass"), np.uint32)
        starts = np.zeros(len(texts) + 1, np.int64)
        np.cumsum([len(text) for text in texts], out=starts[1:])
        self._make_room(len(whole))
        word, place = np.empty(len(whole), np.int64), np.empty(len(whole), np.int64)
        flags, count = np.empty(len(whole), np.uint8), np.zeros(len(texts), np.int64)
        first_start, first_end = np.empty(len(whole), np.int64), np.empty(len(whole), np.int64)
        known = self._words
        found = find_words(
            points, starts, kinds(), self._table, self._table_id, known, word, flags, place, count, first_start, first_end
        )  # fmt: skip
        new = found - known
        self._learn([whole[low:high] for low, high in zip(first_start[:new].tolist(), first_end[:new].tolist(), strict=True)])
        total = int(count.sum())
        words = self._of_word[word[:total]]
        self._know_counted(words)
        return words, flags[:total].copy(), place[:total].copy(), count

    def _make_room(self, more: int) -> None:
        import numpy as np

        from .word_kernel import refill

        wanted = 2 * (self._words + more)
        if wanted > len(self._table):
            room = 1 << (wanted - 1).bit_length()
            table, table_id = np.zeros(room, np.uint64), np.zeros(room, np.int64)
            refill(self._table, self._table_id, table, table_id)
            self._table, self._table_id = table, table_id

    def _learn(self, raws: Sequence[str]) -> None:
        """Take in words as written that were not met before."""
        known = len(self._folds)
        folds = [raw.lower() if len(raw) > 1 and raw.isascii() and raw.isalpha() else read(raw) for raw in raws]  # most need no more
        numbers = [self._folds.setdefault(folded, len(self._folds)) if folded else -1 for folded in folds]
        self._of_word = _with_room(self._of_word, self._words + len(raws))
        self._of_word[self._words : self._words + len(raws)] = numbers
        self._words += len(raws)
        self._folded += islice(self._folds, known, None)
        self._rows = _with_room(self._rows, len(self._folds))
        self._know(self._rows[known : len(self._folds)], self._folded[known:])

    def _know(self, rows: NDArray[np.void], words: Sequence[str]) -> None:
        """Fill the rows of folded words, but for what they are counted under."""
        import numpy as np

        from .word_kernel import PLAIN

        rarities = self._common.rarities.get(self._lang, {})
        bits = np.array([rarities.get(word, self._common.ceiling) for word in words])
        rows["key"] = word_keys(words)
        rows["rarity"] = np.where(bits < COMMON_BITS, 0.0, bits)
        rows["kind"] = (
            PLAIN if self._common.knows(self._lang) else [PLAIN * (len(word) >= LONG or UNSPACED.match(word) is not None) for word in words]
        )
        calendar, numbers = _calendar(self._lang), _number_words(self._lang)
        for n, word in enumerate(words):
            if word[0].isdigit() or word in calendar or word in numbers:
                self._know_special(rows[n : n + 1], word)

    def _know_special(self, row: NDArray[np.void], word: str) -> None:
        """Fill the row of a figure, a number word, or a word of the calendar."""
        from .word_kernel import CALENDAR, FIGURE, PLAIN, SINGLE

        calendar, figure = _calendar(self._lang), word[0].isdigit()
        row["month"], row["weekday"] = calendar.get(word, (0, 0))
        if word in calendar:
            row["rarity"] = 0.0
        day = int(found[1]) if (found := _DAY.fullmatch(word)) else 0
        row["day"] = day if day <= 31 else 0
        value = word.rstrip(".") if figure else _number_words(self._lang).get(word, "")
        row["number"] = word_key(value) if value and not _YEAR.fullmatch(word) else 0
        row["kind"] |= (FIGURE | PLAIN) * figure | CALENDAR * (word in calendar) | SINGLE * (len(value) == 1)

    def _know_counted(self, word: Ints) -> None:
        """Fill in what words are counted under, where they stand behind a number: few ever do, and stems are dear."""
        import numpy as np

        own = word[word >= 0]
        behind = own[1:][self._rows["number"][own[:-1]] != 0]
        unknown = np.unique(behind[self._rows["counted"][behind] == 0])
        self._rows["counted"][unknown] = word_keys([stem(self._folded[n]) for n in unknown.tolist()])


def _with_room(values: NDArray[Any], wanted: int) -> NDArray[Any]:
    """Values with zeros behind them, twice as long as often as it takes to hold `wanted`."""
    import numpy as np

    while len(values) < wanted:
        values = np.concatenate([values, np.zeros_like(values)])
    return values


@cache
def _calendar(lang: str) -> dict[str, tuple[int, int]]:
    """Month and weekday that a folded word names; capitalised or rare as they are, they are never names."""
    words = language(lang)
    months = {fold(name): (number, 0) for number, names in enumerate(words.months, 1) for name in names}
    return {**months, **{fold(day): (0, number) for number, day in enumerate(words.weekdays, 1)}}


@cache
def _number_words(lang: str) -> dict[str, str]:
    """Two, three, twelve: the value in figures of number words that are one word."""
    return {fold(word): str(int(value)) for word, value in language(lang).number_words.items() if " " not in word and value >= 2}


@cache
def kinds() -> NDArray[np.uint8]:
    """What each code point of the basic plane can be, as `word_kernel` names it."""
    import numpy as np

    from . import word_kernel as of
    from .words import SENTENCE_END

    table = np.zeros(0x10000, np.uint8)
    every = "".join(map(chr, range(0x10000)))
    for pattern, bit in ((r"[^\W\d_]", of.LETTER), (r"\d", of.DIGIT), ("_", of.INSIDE), ("['’]", of.MARK), (UNSPACED.pattern, of.UNSPACED)):
        for found in re.finditer(pattern, every):
            table[found.start()] |= bit
    for mark in SENTENCE_END:
        table[ord(mark)] |= of.ENDS
    for point, char in enumerate(every):
        if table[point] & of.LETTER:
            table[point] |= of.UPPER if char.isupper() else of.LOWER if char.islower() else 0
    return table
