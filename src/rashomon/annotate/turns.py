"""Who speaks where in a transcript: lines that open with a name and a colon, "MINISTER: ...", or with "Q." and "A.".

A text is a transcript when such a label comes back, when two are written in capitals, or when half of its lines open with one; else a colon
is a colon ("Contact: ...").
A turn lasts until the next label. What stands before the first one is nobody's turn.

An error here puts words into a wrong mouth, so what has more than a few words before its colon, or small ones among them, opens no turn.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..types import Report, Span, Turn

_CLOCK = r"(?:\[?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?\]?[ \t]{1,4})?"
_LABEL = re.compile(rf"^[ \t>–—-]{{0,4}}{_CLOCK}(?P<label>[QA](?=[.:])|[^\W\d_][^\n:!?“”\"]{{0,59}}(?=:))[.:](?=\s|$)", re.MULTILINE)
_ASIDE = re.compile(r"\([^()\n]{0,40}\)")
_WORDS = 8  # of a label at most
_FEW = 2  # lines with a label that may stand in any text
_SMALL = 3  # letters of a word that may stand in a label without a capital: of, the, von


def turns(report: Report) -> tuple[Turn, ...]:
    """The turns of a transcript in text order; nothing where the text is none."""
    found = [match for match in _LABEL.finditer(report.text) if _names_somebody(match["label"])]
    if not _is_transcript(report.text, [match["label"].strip() for match in found]):
        return ()
    ends = [*(match.start() for match in found[1:]), len(report.text)]
    said = [Turn(Span(report.id, match.end(), end), match["label"].strip()) for match, end in zip(found, ends, strict=True)]
    return (*([Turn(Span(report.id, 0, found[0].start()))] if found[0].start() else ()), *said)


def _is_transcript(text: str, labels: Sequence[str]) -> bool:
    lines = sum(bool(line.strip()) for line in text.splitlines())
    again = len(set(labels)) < len(labels)
    return again or sum(label.isupper() for label in labels) > 1 or (len(labels) > _FEW and 2 * len(labels) >= lines)


def _names_somebody(label: str) -> bool:
    """Whether the words before a colon can be a name or an office: few, with capitals, and no sentence among them."""
    words = _ASIDE.sub(" ", label).split()
    small = [word for word in words if word[0].islower()]
    return (
        0 < len(words) <= _WORDS
        and words[0][0].isupper()
        and all(len(word) <= _SMALL for word in small)
        and not any(word.endswith(".") and len(word.strip(".")) > _SMALL for word in words)
    )
