"""Decides how text that came from outside is shown: control, bidi and invisible characters are named, not obeyed.

A report may carry terminal commands, marks that turn the direction of writing, or letters of no
width. Whatever goes to a screen, a spreadsheet or a drawing passes through `visible` first; JSON,
which can write such a letter as an escape and keep its value, asks `HIDDEN` which letters they are.
"""

from __future__ import annotations

import re

# Beyond ASCII: controls, separators, direction, fillers, half characters, tags, and all else that Unicode lets a font ignore.
_NEVER_SEEN = (
    "\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u180f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0"
    "\ufdd0-\ufdef\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
_JOINERS, _VARIANTS = "\u200c\u200d", "\u180b-\u180d\ufe00-\ufe0f"
_IDEOGRAPHS = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Joiners and variants stay behind the one letter that they shape: Persian, Indic scripts and emoji are misspelt without them. Behind
# ASCII, behind a blank, or in a row, they shape nothing and can spell a hidden message.
HIDDEN = re.compile(
    f"[{_NEVER_SEEN}]"
    f"|(?<![^\\x00-\\xa0{_NEVER_SEEN}{_JOINERS}])[{_JOINERS}]"
    f"|(?<![^\\x00-\\xa0{_NEVER_SEEN}{_JOINERS}{_VARIANTS}])[{_VARIANTS}](?!\\u20e3)"
    f"|(?<![{_IDEOGRAPHS}])[\U000e0100-\U000e01ef]"
)
_UNSEEN = re.compile(f"[\\x00-\\x1f]|{HIDDEN.pattern}")
_SPACES = frozenset("\t\n\v\f\r\x85\u2028\u2029\u2800")


def visible(text: str) -> str:
    """One line of text in which every character can be seen; line breaks and tabs become spaces."""
    return _UNSEEN.sub(_name, text)


def visible_lines(text: str) -> str:
    """`visible`, with line breaks kept."""
    return "\n".join(map(visible, text.split("\n")))


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
