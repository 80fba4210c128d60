"""What a report is found by where there is no FTS5: its words, cut and folded by FTS5's own tokenizer, so that both places find the same.

Words lie as text, each between spaces of its own, ` old  bridge `: a phrase is then a piece of that text. Numbers made of the words
narrow down where to look.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import blake2b
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, cast
from zlib import crc32

from ..types import Report, Span

if TYPE_CHECKING:
    from collections.abc import Callable

    Tokenizer = Callable[[bytes, int, None], list[tuple[int, int, str]]]

TOKENIZER = ("unicode61", ["remove_diacritics", "2"])  # the one of `sqlite.MIGRATIONS`


class Lookup(NamedTuple):
    """What one report is found by."""

    came: bytes  # where from, and which bytes
    headline: str
    text: str
    size: int  # words of both
    terms: str  # a number for every word, sorted


def lookup(report: Report) -> Lookup:
    """What a report is found by; the headline stands in its text too, and counts twice, as in FTS5."""
    headline = words(report.quote(report.headline)) if report.headline else []
    text = words(report.text)
    return Lookup(came(report.path, report.raw_sha256), folded(headline), folded(text), len(headline) + len(text), terms(headline + text))


def came(origin: str, raw_sha256: str) -> bytes:
    """One key for where bytes came from and which they are."""
    return blake2b(f"{raw_sha256}\0{origin}".encode(), digest_size=16).digest()


def words(text: str) -> list[str]:
    """The words of a text, folded."""
    return [word for _, _, word in _tokens(text.encode())]


def folded(some: Iterable[str]) -> str:
    """Words as they lie in the index."""
    return "".join(f" {word} " for word in some)


def terms(some: Iterable[str]) -> str:
    """A number for each different word, as the database counts and writes them."""
    numbers = {number - 2**32 if (number := crc32(word.encode())) >= 2**31 else number for word in set(some)}
    return f"{{{','.join(map(str, sorted(numbers)))}}}"


def spans(report: str, text: str, phrases: Sequence[Sequence[str]]) -> tuple[Span, ...]:
    """Where phrases stand in a text, those that overlap as one."""
    raw = text.encode()
    tokens = _tokens(raw)
    some = [word for _, _, word in tokens]
    places = sorted(
        {(at, at + len(phrase) - 1) for phrase in map(list, phrases) for at in range(len(some)) if some[at : at + len(phrase)] == phrase}
    )
    runs: list[tuple[int, int]] = []
    for first, last in places:
        if runs and first <= runs[-1][1]:
            runs[-1] = (runs[-1][0], max(last, runs[-1][1]))
        else:
            runs.append((first, last))
    found, at, counted = [], 0, 0
    for edge in chain.from_iterable((tokens[first][0], tokens[last][1]) for first, last in runs):
        counted += len(raw[at:edge].decode())
        at = edge
        found.append(counted)
    return tuple(Span(report, start, end) for start, end in zip(found[::2], found[1::2], strict=True))


def _tokens(raw: bytes) -> list[tuple[int, int, str]]:
    """First byte, end and folded word of every token."""
    import apsw

    return _tokenizer()(raw, apsw.FTS5_TOKENIZE_DOCUMENT, None)


@cache
def _tokenizer() -> Tokenizer:
    import apsw

    return cast("Tokenizer", apsw.Connection(":memory:").fts5_tokenizer(*TOKENIZER))
