"""What stands above the story: headline, deck, dateline.

All of them stay in the text. A dateline is not cut, so that its date and agency can be found there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..press import agency
from ..text.sentences import sentences

_PARAGRAPH = re.compile(r"\S[^\n]*(?<=\S)|\S")
_CAPITALISED = re.compile(r"(?<!\w)[^\W\d_a-z][\w’'-]+")
_LABELS = frozenset(
    ("FILE", "FILE PHOTO", "UPDATE", "WATCH", "OPINION", "ANALYSIS", "EXCLUSIVE", "BREAKING", "LIVE", "VIDEO", "CORRECTION")
)
_SAYING = re.compile(r"\b(?:said|told|added|says)\b")
_HEADLINE_WORDS, _DECK_WORDS = 15, 40  # words of a headline that ends in a full stop; of a deck
_PLACE = r"[^\W\d_a-z][\w.'’ -]{1,30}(?:, [^\W\d_a-z][\w.'’ -]{1,25}){0,2}"
_DAY = r"(?:[^\W\d_a-z][\w.]{2,9} \d{1,2}|\d{1,2}\.? [^\W\d_a-z][\w.]{2,9})"  # March 3, 3 March
_DATELINE = re.compile(rf"(?P<place>{_PLACE}?)(?:, (?P<day>{_DAY}))? ?(?P<agency>\([^()\n]{{2,40}}\))?,? ?(?:—|–|--| - |-(?= ))\s?")


@dataclass(frozen=True, slots=True)
class Head:
    """Offsets of headline and deck; the place of the dateline."""

    headline: tuple[int, int] | None = None
    deck: tuple[int, int] | None = None
    dateline: str | None = None


def find_head(text: str, title: str | None, most_chars: int) -> Head:
    """Tell headline, deck and dateline from the first lines; `title` is what the input calls itself."""
    paragraphs = [match.span() for match in _PARAGRAPH.finditer(text, 0, 20_000)][:6]
    headline = _headline(text, paragraphs, title, most_chars)
    rest = paragraphs[1:] if headline else paragraphs
    deck = rest[0] if headline and len(rest) > 1 and _is_deck(text, rest[0], rest[1]) else None
    body = rest[1:] if deck else rest
    return Head(headline, deck, next((place for paragraph in body[:2] if (place := _dateline(text, paragraph))), None))


def _headline(text: str, paragraphs: list[tuple[int, int]], title: str | None, most_chars: int) -> tuple[int, int] | None:
    if not paragraphs:
        return None
    start, end = paragraphs[0]
    line = text[start:end]
    if title is not None and line == title:
        return start, end
    if len(paragraphs) < 2 or len(line) > most_chars or len(line.split()) < 3 or _dateline(text, paragraphs[0]) is not None:
        return None
    if not line.endswith((".", ".”", '."', ":", ",", ";")):
        return start, end
    return (start, end) if line.endswith(".") and _sums_up(text, paragraphs) else None


def _sums_up(text: str, paragraphs: list[tuple[int, int]]) -> bool:
    """Whether a first line with a full stop is a title all the same: short, set apart, its names told again by the lead."""
    (start, end), lead = paragraphs[0], text[slice(*paragraphs[1])]
    line = text[start:end]
    apart = "\n\n" in text[end : paragraphs[1][0]]
    names = set(_CAPITALISED.findall(line)) & set(_CAPITALISED.findall(lead))
    short = len(line.split()) <= _HEADLINE_WORDS and len(sentences(line)) == 1
    return apart and short and len(names) >= 2 and not _SAYING.search(line)


def _is_deck(text: str, paragraph: tuple[int, int], after: tuple[int, int]) -> bool:
    """A standfirst: a short paragraph without a full stop, over one that has it."""
    line, body = text[slice(*paragraph)], text[slice(*after)]
    ended = line.endswith((".", "!", "?", ":", ",", ";", "”", '"', "…", ")"))
    return 4 <= len(line.split()) <= _DECK_WORDS and not ended and body.endswith((".", "!", "?", "”", '"', "…"))


def _dateline(text: str, paragraph: tuple[int, int]) -> str | None:
    """The place of "NEW YORK (AP) -" at the head of a paragraph: in capitals, or with a date or agency behind it."""
    match = _DATELINE.match(text, *paragraph)
    if match is None:
        return None
    place = match["place"].strip(" -")
    city = place.split(",")[0]
    shouted = city.isupper() and len(city) > 2 and city not in _LABELS
    return place if shouted or match["day"] or (match["agency"] and agency(match["agency"].strip("()"))) else None
