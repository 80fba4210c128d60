"""Which lines of a page are not the report: forms, teasers, captions, bylines, credits, biographies, crossheads.

Rules look at whole lines, one rule after the other over the lines that the earlier rules left, so that
"near the end" means near the end of what is left. The words are in `lang`, photo credits in `photos`.
In doubt a line stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import takewhile

from ..lang import Language, language
from ..lang._given import MEN, WOMEN
from ..press import agency
from ..types import Cut
from .photos import NAME, is_caption, photo_credits

_SENTENCE_END = ("'", ".", "!", "?", "…", "。", ".”", "!”", "?”", '."', '!"', '?"', ".)", ",”", "”", '"', ":", ";", ",", "»", "…”")
_WORD = re.compile(r"\w[\w'’.-]*")
_DIGIT = re.compile(r"\d")
_WRITER = re.compile(r"([^\W\d_]{1,60})(?: [^\W\d_a-z][\w.'’-]*){1,2}(?:(?: in|,) [^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*)?)?")
_HEAD_LINES, _TAIL_LINES = 8, 6  # where bylines, and where credits and biographies stand
_CAPTION_WORDS, _HEADING_WORDS, _TEASER_WORDS, _TITLE_WORDS = 70, 8, 25, 12
_CAPTION_CHARS = 800
_NAME_AND_AGE = re.compile(r", \d{1,3}$")  # "Ana Lim, 41" over what she says
_LABEL_ENDS = ":>»|–—-.… "
_LABEL_CHARS = 40
_ENDED = re.compile(r"[.!?…][\"'”’»)\]]{0,3} +")
_SIGNATURE_LINES = 10


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not empty: where it starts, without its white space, and what it says."""

    start: int
    end: int
    text: str

    @property
    def words(self) -> int:
        return len(_WORD.findall(self.text))

    @property
    def ends_a_sentence(self) -> bool:
        return self.text.endswith(_SENTENCE_END)


@dataclass(slots=True)
class Page:
    """The lines that are left, and what the cut ones told."""

    lines: list[Line]
    lang: Language
    byline: str | None = None
    credit: str | None = None
    dated: str | None = None  # ISO day of a date line above the story
    gone: dict[int, str] = field(default_factory=dict)  # start of a cut line -> rule


def furniture(text: str, lang: Language, byline: str | None) -> tuple[list[Cut], Page]:
    """The cuts on `text`, and a page that knows what they told."""
    page = Page([Line(m.start(), m.end(), m.group()) for m in re.finditer(r"\S[^\n]*(?<=\S)|\S", text)], lang, byline)
    everything = page.lines
    for rule, covers in RULES:
        _strike(page, rule, covers)
    inside = [cut for line in page.lines for cut in _photo_cuts(line, lang)]
    inside += [cut for line in page.lines[-1:] for cut in _read_on(line, lang) if cut.start >= max((one.end for one in inside), default=0)]
    return sorted(_line_cuts(text, everything, page.gone) + inside), page


def _strike(page: Page, rule: str, covers: Callable[[Page, int], int]) -> None:
    n, left = 0, []
    while n < len(page.lines):
        count = covers(page, n)
        if not count:
            left.append(page.lines[n])
            n += 1
            continue
        if rule in ("date", "form") and n < _HEAD_LINES:
            page.dated = page.dated or _day(page.lines[n].text, page.lang)
        page.gone.update((line.start, rule) for line in page.lines[n : n + count])
        n += count
    page.lines = left


def _line_cuts(text: str, lines: list[Line], gone: dict[int, str]) -> list[Cut]:
    """Cuts that take whole lines, so that the breaks between what stays are kept."""
    cuts: list[Cut] = []
    for n, line in enumerate(lines):
        if line.start not in gone:
            continue
        last = n + 1 == len(lines)
        end = len(text) if last else lines[n + 1].start
        cuts.append(Cut(line.start, end, gone[line.start]))
    return _close_tail(text, cuts)


def _photo_cuts(line: Line, lang: Language) -> Iterator[Cut]:
    """Photo credits inside a paragraph; what they caption cannot be told from the text."""
    for start, end in photo_credits(line.text, lang.captions):
        yield Cut(line.start + start - line.text[:start].endswith(" "), line.start + end, "caption")


def _read_on(line: Line, lang: Language) -> Iterator[Cut]:
    """A bare "Read more" behind the last sentence, as summaries in feeds end."""
    tail = line.text[-_LABEL_CHARS:]
    behind = [found.end() for found in _ENDED.finditer(tail)]
    label = _whole(lang.teasers).match(tail, behind[-1]) if behind else None
    if label and not tail[label.end() :].strip(_LABEL_ENDS):
        yield Cut(line.end - len(tail[behind[-1] :]) - 1, line.end, "teaser")


def _close_tail(text: str, cuts: list[Cut]) -> list[Cut]:
    """Let the last cuts take the empty lines before them when nothing follows."""
    n = len(cuts)
    while n and cuts[n - 1].end == (cuts[n].start if n < len(cuts) else len(text)):
        n -= 1
    if n < len(cuts):
        first = cuts[n]
        cuts[n] = Cut(len(text[: first.start].rstrip()), first.end, first.rule)
    return cuts


# --- the rules: how many lines from line n on are furniture ----------------------------------


@cache
def _date_words(code: str) -> frozenset[str]:
    lang = language(code)
    weekdays = {part for day in lang.weekdays for part in (day, day[:3])}
    return frozenset(
        weekdays.union(*lang.months)
        | {"am", "pm", "a.m", "p.m", "at", "et", "est", "edt", "pt", "pst", "pdt", "gmt", "utc", "bst", "cet", "ist", "th"}
    )


@cache
def _whole(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern.replace('NAME', NAME)})" for pattern in patterns) or r"(?!)")


@cache
def _each(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern.replace("NAME", NAME)) for pattern in patterns)


def _form(page: Page, n: int) -> int:
    return int(_whole(page.lang.forms).fullmatch(page.lines[n].text.strip(" *•|>-")) is not None)


def _signature(page: Page, n: int) -> int:
    """What stands below the mark of a signature (RFC 3676, 4.3), where that is little."""
    below = len(page.lines) - n - 1
    return 1 + below if n and page.lines[n].text == "--" and 0 < below <= _SIGNATURE_LINES else 0


def _ornament(page: Page, n: int) -> int:
    return int(not any(map(str.isalnum, page.lines[n].text)))


def _date(page: Page, n: int) -> int:
    """A line above the story that is a date and nothing else."""
    if n >= _HEAD_LINES or not _DIGIT.search(page.lines[n].text):
        return 0
    numbers = count = 0
    for match in _WORD.finditer(page.lines[n].text):  # most lines show by their first word that they are none
        token = match.group().strip(".").lower()
        if not token[0].isdigit() and token not in _date_words(page.lang.code):
            return 0
        numbers, count = numbers + token[0].isdigit(), count + 1
    return int(numbers > 0 and count > 1)


def _day(text: str, lang: Language) -> str | None:
    """The day that a line names in full, as ISO date."""
    tokens = [token.strip(".").lower() for token in _WORD.findall(text)]
    months = [n for token in tokens for n, names in enumerate(lang.months, 1) if token in names]
    years = [token for token in tokens if len(token) == 4 and token.isdigit() and token[:2] in ("19", "20")]
    days = [int(token) for token in tokens if len(token) <= 2 and token.isdigit() and 0 < int(token) < 32]
    return f"{years[0]}-{months[0]:02}-{days[0]:02}" if len(months) == len(years) == 1 and days else None


def _address(page: Page, n: int) -> int:
    text = page.lines[n].text
    return int(" " not in text and ("@" in text or text.startswith(("http://", "https://", "www."))))


def _teaser(page: Page, n: int) -> int:
    """A label with its title; a label alone takes the titles below it, with a colon all that little that follows."""
    line = page.lines[n]
    label = _whole(page.lang.teasers).match(line.text)
    if n == 0 or label is None or line.text[label.end() : label.end() + 1].isalnum():
        return 0
    rest = line.text[label.end() :].strip()
    title = rest.strip(_LABEL_ENDS)
    if title:
        marked = rest[0] in _LABEL_ENDS
        plain = " " in label.group() and line.words <= _TITLE_WORDS and not line.ends_a_sentence
        return int(plain or (marked and line.words <= _TEASER_WORDS))
    below = page.lines[n + 1 :]
    if rest.startswith(":") and sum(line.words for line in below) <= max(60, sum(line.words for line in page.lines[:n]) // 4):
        return 1 + len(below)
    return 1 + len(list(takewhile(lambda line: line.words <= _TITLE_WORDS and not line.ends_a_sentence, below)))


def _caption(page: Page, n: int) -> int:
    line = page.lines[n]
    return int(len(line.text) <= _CAPTION_CHARS and is_caption(line.text, page.lang.captions) and line.words <= _CAPTION_WORDS)


def _byline(page: Page, n: int) -> int:
    if _HEAD_LINES <= n < len(page.lines) - _TAIL_LINES:
        return 0
    text = page.lines[n].text
    match = next((match for pattern in _each(page.lang.bylines) if (match := pattern.fullmatch(text))), None)
    name, _, house = text.rpartition(", ")
    wire = agency(house.removeprefix("By ")) is not None and (not name or _whole(("NAME",)).fullmatch(name) is not None)
    if match or (wire and 0 < n < _HEAD_LINES) or (_is_writer(text) and 0 < n < _HEAD_LINES // 2):
        page.byline = page.byline or (text[match.start("name") :] if match else text)
        return 1
    return 0


def _is_writer(text: str) -> bool:
    """A line that is a person's name, perhaps with a place: "Ana Lim", "Ana Lim in Porto"."""
    match = _WRITER.fullmatch(text)
    return match is not None and not text.endswith(".") and match.group(1).lower() in MEN | WOMEN


def _credit(page: Page, n: int) -> int:
    if _HEAD_LINES // 2 <= n < len(page.lines) - _TAIL_LINES:
        return 0
    text = page.lines[n].text
    bare = text.strip("()[]/*–—- ")
    if any(pattern.fullmatch(bare) for pattern in _each(page.lang.credit_lines)) or (n and agency(bare.rstrip(".")) is not None):
        page.credit = text if page.credit is None else f"{page.credit}\n{text}"
        return 1
    return 0


def _biography(page: Page, n: int) -> int:
    """The writer presented below the text: by the byline's name, or with a way to reach them."""
    text = page.lines[n].text
    if n == 0 or n < len(page.lines) - _TAIL_LINES:
        return 0
    writers = [word for word in _WORD.findall(page.byline or "")[:3] if word[0].isupper() and len(word) > 2]
    reached = "@" in text or any(word in text for word in writers)  # asked first, as it costs least
    return int(reached and _whole(page.lang.biographies).fullmatch(text) is not None)


def _heading(page: Page, n: int) -> int:
    """A crosshead: a short line without a full stop between two paragraphs, the first of them finished."""
    if n < 2 or n + 1 >= len(page.lines):
        return 0
    before, line, after = page.lines[n - 1 : n + 2]
    return int(
        not line.ends_a_sentence
        and 1 < line.words <= _HEADING_WORDS
        and line.text[0] not in "“\"«‘'-–—•*(@#<"
        and not line.text[0].islower()
        and not _NAME_AND_AGE.search(line.text)
        and before.ends_a_sentence
        and before.text[-1] not in ":;,"
        and before.words >= 8
        and after.words >= 8
        and after.ends_a_sentence
        and not after.text[0].islower()
    )


RULES: tuple[tuple[str, Callable[[Page, int], int]], ...] = (
    ("form", _form),
    ("signature", _signature),
    ("ornament", _ornament),
    ("date", _date),
    ("address", _address),
    ("teaser", _teaser),
    ("byline", _byline),
    ("caption", _caption),
    ("credit", _credit),
    ("biography", _biography),
    ("heading", _heading),
)
