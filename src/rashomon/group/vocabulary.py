"""What grouping knows of each word of a language, looked up once and kept in arrays for the loops over texts.

A cache and nothing more: what a word is worth depends on the word, the language and the frozen background alone,
so it makes no difference which texts came first, or whether they came to this process.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from ..lang import language
from ..text.background import Background
from ..text.tokens import stem
from .words import UNSPACED, fold, read, word_key

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

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
    ("counted", "u8"),  # key under which one and many of a counted thing meet: soldier, soldiers
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
        self._folds: dict[str, int] = {}
        self._rows = np.zeros(ROOM, list(ROW))

    def read(self, texts: Sequence[str]) -> Found:
        """The words of some texts, and what is known of them."""
        import numpy as np

        from .word_kernel import find_words

        if self._words > LIMIT:
            self._clear()
        points = [np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32) for text in texts]
        starts = np.zeros(len(texts) + 1, np.int64)
        np.cumsum([len(own) for own in points], out=starts[1:])
        whole = np.concatenate([*points, np.zeros(1, np.uint32)])
        self._make_room(len(whole))
        word, place = np.empty(len(whole), np.int64), np.empty(len(whole), np.int64)
        flags, count = np.empty(len(whole), np.uint8), np.zeros(len(texts), np.int64)
        first_start, first_end = np.empty(len(whole), np.int64), np.empty(len(whole), np.int64)
        known = self._words
        found = find_words(
            whole, starts, kinds(), self._table, self._table_id, known, word, flags, place, count, first_start, first_end
        )  # fmt: skip
        for n in range(found - known):
            low, high = int(first_start[n]), int(first_end[n])
            self._learn(whole[low:high].tobytes().decode("utf-32-le", "surrogatepass"))
        total = int(count.sum())
        return Found(self._of_word[word[:total]], flags[:total], place[:total], count, self._rows[: len(self._folds)])

    def _make_room(self, more: int) -> None:
        import numpy as np

        from .word_kernel import refill

        wanted = 2 * (self._words + more)
        if wanted > len(self._table):
            room = 1 << (wanted - 1).bit_length()
            table, table_id = np.zeros(room, np.uint64), np.zeros(room, np.int64)
            refill(self._table, self._table_id, table, table_id)
            self._table, self._table_id = table, table_id

    def _learn(self, raw: str) -> None:
        if self._words == len(self._of_word):
            self._of_word = _doubled(self._of_word)
        folded = read(raw)
        number = self._folds.setdefault(folded, len(self._folds)) if folded else -1
        self._of_word[self._words] = number
        self._words += 1
        if len(self._folds) > len(self._rows):
            self._rows = _doubled(self._rows)
        if number >= 0 and self._rows[number]["key"] == 0:
            self._rows[number] = self._row(folded)

    def _row(self, folded: str) -> tuple[int, float, int, int, int, int, int, int]:
        """The fields of ROW."""
        from .word_kernel import CALENDAR, FIGURE, PLAIN, SINGLE

        calendar = _calendar(self._lang)
        month, weekday = calendar.get(folded, (0, 0))
        bits = self._common.rarity(folded, self._lang)
        figure = folded[0].isdigit()
        plain = self._common.knows(self._lang) or figure or len(folded) >= LONG or UNSPACED.match(folded) is not None
        rarity = 0.0 if bits < COMMON_BITS or folded in calendar else bits
        day = int(found[1]) if (found := _DAY.fullmatch(folded)) else 0
        value = folded.rstrip(".") if figure else _number_words(self._lang).get(folded, "")
        number = word_key(value) if value and not _YEAR.fullmatch(folded) else 0
        kind = FIGURE * figure | CALENDAR * (folded in calendar) | PLAIN * plain | SINGLE * (len(value) == 1)
        return word_key(folded), rarity, kind, month, weekday, day if day <= 31 else 0, number, word_key(stem(folded))


def _doubled(values: NDArray[Any]) -> NDArray[Any]:
    import numpy as np

    return np.concatenate([values, np.zeros_like(values)])


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
