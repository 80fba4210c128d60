"""What two texts look like to a reader, whatever code points they are made of.

`skeleton` is for comparing only: it drops what cannot be seen, folds what looks alike, and loses
offsets. Against the usual disguises of a copied text (zero-width characters, homoglyphs, stacked
accents, full-width letters, typographic variants) two equal skeletons mean equal texts.
"""

from __future__ import annotations

import re
import unicodedata
from codecs import register_error
from functools import lru_cache

_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]+"
)
_MARKS = re.compile(r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_BEYOND = re.compile(r"[^\x00-\x7f]+")
_OVERRIDE = "\u202e"  # shows what follows from right to left, up to the end of the line or the mark that takes it back
_OVERRIDDEN = re.compile(r"\u202e([^\u202c\u202d\u202e\n]*)")
_NO_LETTERS = bytes(set(range(256)) - set(b"abcdefghijklmnopqrstuvwxyz"))
_WORD = re.compile(r"\w+")
_TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′´`ʼ＇", "'"),
        **dict.fromkeys("“”„‟«»″＂", '"'),
        **dict.fromkeys("‐‑‒–—―−－", "-"),
        "…": "...",
        "⁄": "/",
    }
)
_FREQUENT = tuple((mark, str(_TYPOGRAPHY[ord(mark)])) for mark in "“”‘’–—")  # in news, so that they are worth a look of their own
_LOOKALIKES = str.maketrans("аеорсухіјѕһԁԛԝӏкмнвтгпбзαβεικνορτυχγωϲıɑɡɩɪʏաօոսց", "aeopcyxijshdqwlkmhbtrnb3abeiknoptuxywciagiiyaonug")


def skeleton(text: str) -> str:
    """Lower case without accents, disguises, and variants of marks and spaces."""
    return " ".join(fold(text).split())


def fold(text: str) -> str:
    """A skeleton that keeps its spaces and line breaks."""
    if text.isascii():
        return text.lower().replace("`", "'")
    for mark, plain in _FREQUENT:
        text = text.replace(mark, plain)
    try:  # news in Latin letters: a few accents and typographic marks; the encoder finds them ten times faster than a pattern
        return text.encode("ascii", _HANDLER).decode("ascii").lower().replace("`", "'")
    except UnicodeEncodeError:
        folded = _folded(text)
    if folded.isascii():
        return folded
    latin = _mostly_latin(folded)
    return _WORD.sub(lambda word: _unmask(word.group(), latin), folded)


def _folded(text: str) -> str:
    if _OVERRIDE in text:
        text = _OVERRIDDEN.sub(lambda found: found.group(1)[::-1], text)
    text = _MARKS.sub("", _INVISIBLE.sub("", text))  # before normalising: long runs of marks make it quadratic
    return _MARKS.sub("", unicodedata.normalize("NFKD", text)).translate(_TYPOGRAPHY).casefold()


@lru_cache(maxsize=4096)
def _in_ascii(sign: str) -> bytes | None:
    """What a sign looks like wherever it stands; None where that depends on its neighbours."""
    folded = _folded(sign)
    return folded.encode("ascii") if sign != _OVERRIDE and folded.isascii() else None


def _replace(error: UnicodeError) -> tuple[bytes, int]:
    if isinstance(error, UnicodeEncodeError):
        parts = [_in_ascii(sign) for sign in error.object[error.start : error.end]]
        if None not in parts:
            return b"".join(filter(None, parts)), error.end
    raise error


_HANDLER = "rashomon.fold"
register_error(_HANDLER, _replace)


def _mostly_latin(folded: str) -> bool:
    latin = len(folded.encode("ascii", "ignore").translate(None, _NO_LETTERS))
    return latin > sum(map(str.isalpha, "".join(_BEYOND.findall(folded))))


def _unmask(word: str, latin_text: bool) -> str:
    """Turn look-alikes into Latin letters where the word mixes scripts, or stands in a Latin text."""
    latin = word.translate(_LOOKALIKES)
    return latin if latin.isascii() and (latin_text or any("a" <= letter <= "z" for letter in word)) else word
