"""What two texts look like to a reader, whatever code points they are made of.

`skeleton` is for comparing only: it drops what cannot be seen, folds what looks alike, and loses
offsets. Against the usual disguises of a copied text (zero-width characters, homoglyphs, stacked
accents, full-width letters, typographic variants) two equal skeletons mean equal texts.
"""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]+"
)
_MARKS = re.compile(r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_SPACE = re.compile(r"\s+")
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
_LOOKALIKES = str.maketrans("аеорсухіјѕһԁԛԝӏкмнвтгпбзαβεικνορτυχγωϲıɑɡɩɪʏաօոսց", "aeopcyxijshdqwlkmhbtrnb3abeiknoptuxywciagiiyaonug")


def skeleton(text: str) -> str:
    """Lower case without accents, disguises, and variants of marks and spaces."""
    text = _MARKS.sub("", _INVISIBLE.sub("", text))  # before normalising: long runs of marks make it quadratic
    text = _MARKS.sub("", unicodedata.normalize("NFKD", text)).translate(_TYPOGRAPHY)
    text = text.casefold()
    if not text.isascii():
        latin = _mostly_latin(text)
        text = _WORD.sub(lambda word: _unmask(word.group(), latin), text)
    return _SPACE.sub(" ", text).strip()


def _mostly_latin(text: str) -> bool:
    return 2 * sum("a" <= letter <= "z" for letter in text) > sum(map(str.isalpha, text))


def _unmask(word: str, latin_text: bool) -> str:
    """Turn look-alikes into Latin letters where the word mixes scripts, or stands in a Latin text."""
    latin = word.translate(_LOOKALIKES)
    return latin if latin.isascii() and (latin_text or any("a" <= letter <= "z" for letter in word)) else word
