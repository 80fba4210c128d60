"""What is a photo credit: its grammar is the same everywhere, only the word for "photo" belongs to a language."""

from __future__ import annotations

import re
from functools import cache

from ..press import AGENCIES, PICTURE_AGENCIES

# a capitalised name of up to eight words, with particles
NAME = (
    r"(?-i:[^\W\d_a-z][\w.'’-]*"
    r"(?:,? (?:(?:and|y|und|et|en|de|del|da|dos|van|von|der|den|bin|al|la|le|di|&) ){0,2}[^\W\d_a-z][\w.'’-]*){0,7})"
)
_BRACKET = re.compile(r"[(\[]([^()\[\]\n]{2,160})[)\]]")
_FILE_PHOTO = re.compile(r"FILE(?: PHOTO)? ?[-–—:]|(?i:in this [^.]{0,60}\bphoto,)")


def is_caption(line: str, words: tuple[str, ...]) -> bool:
    """Whether a line is a photo credit, or ends in bracketed ones; `words` are the language's `captions`."""
    if _FILE_PHOTO.match(line) or _is_credit(line, words):
        return True
    end = max((end for _, end in photo_credits(line, words)), default=0)
    return 0 < end >= len(line.rstrip(". "))


def photo_credits(line: str, words: tuple[str, ...]) -> list[tuple[int, int]]:
    """Offsets of the bracketed photo credits of a line."""
    if "(" not in line and "[" not in line:
        return []
    return [match.span() for match in _BRACKET.finditer(line) if _is_credit(match.group(1), words)]


def caption_and_credits(line: str, words: tuple[str, ...]) -> tuple[str, list[str]]:
    """A caption without its photo credits, and these; "" where the line is a credit and nothing else."""
    if _is_credit(line, words):
        return "", [line.strip("()[]/ ")]
    found, rest, at = photo_credits(line, words), "", 0
    for start, end in found:
        rest, at = rest + line[at:start], end
    return (rest + line[at:]).strip(), [line[start:end].strip("()[]/ ") for start, end in found]


def _is_credit(text: str, words: tuple[str, ...]) -> bool:
    return _grammar(words).fullmatch(text.strip("()[] ")) is not None


@cache
def _grammar(words: tuple[str, ...]) -> re.Pattern[str]:
    """NAME/AP, AP Photo/NAME, NAME via REUTERS, Getty Images, Photo: NAME, each with more links behind."""
    holder = _holder()
    person = NAME.replace("{0,7}", "{1,7}").replace(",? ", " ")  # two words at least, and no list
    photo = "|".join((*words, r"(?i:photo|image)"))
    heads = (
        rf"{holder} (?i:photos?|images?|pictures?)\b",
        rf"{NAME}(?: ?[/|] ?| via |, ){holder}",
        rf"{holder}(?: ?/|, via| [/|])(?: ?{NAME})?",
        rf"{person} ?/(?: ?{NAME})?",
        rf"{NAME} via (?i:flickr|instagram|facebook|twitter|youtube)",
        rf"{person} via {NAME}",
        r"Getty Images?|Getty|Shutterstock|iStock|Alamy",
        rf"(?:{photo})(?: ?[:/]| by| courtesy| credit\b|(?=$))\s*(?:of )?(?:the )?(?:{NAME})?",
    )
    link = rf"(?: ?[/|] ?(?:{holder}|{NAME})?| via (?:{holder}|{NAME})|, ?{holder}| [–—-] {holder}| for {NAME}| ?\({holder}\))"
    return re.compile(rf"(?:{'|'.join(heads)}){link}{{0,4}}(?:, (?i:file|pool))?\.?")


@cache
def _holder() -> str:
    """Whoever holds the rights: agencies of text and of pictures."""
    names = {name for names in AGENCIES.values() for name in names} | set(PICTURE_AGENCIES)
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return f"(?:{'|'.join(map(re.escape, longest_first))})(?: (?:Images|Photo|Photos|Pictures|News))?"
