"""Decides how text that came from outside is shown: control, bidi and invisible characters are named, not obeyed.

A report may carry terminal commands, marks that turn the direction of writing, or letters of no
width. Whatever goes to a screen, a spreadsheet or a drawing passes through `visible` first.
"""

from __future__ import annotations

import re

# The joiners U+200C and U+200D stay: Persian, Indic scripts and emoji are misspelt without them.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_SPACES = frozenset("\t\n\v\f\r\x85\u2028\u2029")


def visible(text: str) -> str:
    """One line of text in which every character can be seen; line breaks and tabs become spaces."""
    return _UNSEEN.sub(_name, text)


def _name(match: re.Match[str]) -> str:
    mark = match[0]
    if mark in _SPACES:
        return " "
    if mark < " ":
        return chr(0x2400 + ord(mark))  # the control pictures: ␛ for ESC
    return f"⟨U+{ord(mark):04X}⟩"


def squeeze(text: str) -> str:
    """`visible`, with runs of white space shown as one space."""
    return " ".join(visible(text).split())
