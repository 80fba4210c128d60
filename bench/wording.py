"""Which words a rewriter puts in the place of others: synonyms in the right form, numerals, and what stands in quotation marks.

The table of `synonyms.txt` falls into two halves by the hash of its headwords; a rewriter of one half never touches a headword
of the other. For heavy spin `wordnet.txt` joins it, halved in the same way. Words are looked up in the forms a news text has (past,
participle, plural), and in the place that form stands in: after "to" a noun stays what it is. Capitalised words are names and stay,
except at the start of a sentence.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from random import Random
from typing import Any, Literal

TABLE = Path(__file__).with_name("synonyms.txt")
WORDNET = Path(__file__).with_name("wordnet.txt")
Half = Literal["a", "b"]
Form = Literal["base", "third", "past", "participle", "ing", "noun", "plural", "plain"]

TOKEN = re.compile(r"\w+(?:['’-]\w+)*|[^\w]+")
NEWSROOM: dict[str, Any] = tomllib.loads(Path(__file__).with_name("newsroom.toml").read_text(encoding="utf-8"))  # stock phrases
IRREGULAR = {base: (past, participle) for base, past, participle in map(str.split, NEWSROOM["irregular"])}
_DOUBLING = frozenset(NEWSROOM["doubling"].split())
_TO = frozenset(
    "to will would can could may might must should shall not did do does didn't don't doesn't won't can't couldn't wouldn't".split()
)
_BE = frozenset("is are was were be been being isn't aren't wasn't weren't 's 're".split())
_HAVE = frozenset("has have had having hasn't haven't hadn't".split()) | _BE
_HE = frozenset("he she it who which that they we you i".split())
_BEFORE_PLACE = re.compile(r" (?:of|on|at|in|under|with|who|or|behind|out) ")
_AN = re.compile(r"(?!uni|use|one|eur|ou?se)[aeiou]|hour|honest|heir", re.IGNORECASE)
UNITS = [
    *"zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split(),
    *"sixteen seventeen eighteen nineteen twenty".split(),
]
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}


@dataclass(frozen=True)
class Entry:
    """One surface form: its part of speech and form, and the alternatives in that form."""

    form: Form
    instead: tuple[str, ...]


# --- forms ---------------------------------------------------------------------------------


def _ending_ed(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + verb[-1] + "ed" if verb in _DOUBLING else verb + "ed"


def _ending_s(word: str) -> str:
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def _ending_ing(verb: str) -> str:
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be":
        return verb[:-1] + "ing"
    return verb + verb[-1] + "ing" if verb in _DOUBLING else verb + "ing"


def verb_in(phrase: str, form: Form) -> str:
    """A verb, or a phrase that starts with one, in a form."""
    first, _, rest = phrase.partition(" ")
    past, participle = IRREGULAR.get(first, (_ending_ed(first), _ending_ed(first)))
    third = {"have": "has", "be": "is"}.get(first, _ending_s(first))
    made = {"base": first, "third": third, "past": past, "participle": participle, "ing": _ending_ing(first)}
    return f"{made[form]} {rest}".strip()


def noun_in(phrase: str, form: Form) -> str:
    """A noun, or a phrase that holds one, in the singular or plural."""
    if form != "plural":
        return phrase
    place = _BEFORE_PLACE.search(phrase)
    head, rest = (phrase[: place.start()], phrase[place.start() :]) if place else (phrase, "")
    before, _, last = head.rpartition(" ")
    plural = last if last.endswith("s") and not last.endswith("ss") else NEWSROOM["plurals"].get(last) or _ending_s(last)
    if last.endswith(("man", "child")) and last not in NEWSROOM["plurals"]:
        plural = last[:-2] + "en" if last.endswith("man") else last + "ren"
    return f"{before} {plural}".strip() + rest


# --- the table -----------------------------------------------------------------------------


def half_of(word: str) -> Half:
    """The half of the table a headword belongs to."""
    return "a" if blake2b(word.encode(), digest_size=1).digest()[0] % 2 else "b"


def _rows(path: Path = TABLE) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Part of speech, headword, alternatives."""
    part = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            part = line.strip("[]")
        elif line and not line.startswith("#"):
            word, _, rest = line.partition(":")
            yield part, word, tuple(alternative.strip() for alternative in rest.split(","))


@cache
def table(half: Half, deep: bool = False) -> dict[str, tuple[Entry, ...]]:
    """Every surface form of the headwords of a half, nouns before verbs; `deep` adds those of WordNet that the table lacks."""
    out: dict[str, tuple[Entry, ...]] = {}
    rows = list(_rows())
    known = {word for _, word, _ in rows}
    rows += [row for row in _rows(WORDNET) if row[1] not in known] if deep else []
    for part, word, instead in sorted(rows, key=lambda row: "narv".index(row[0])):
        if half_of(word) != half:
            continue
        forms: tuple[Form, ...] = {"v": ("base", "third", "past", "participle", "ing"), "n": ("noun", "plural")}.get(part, ("plain",))  # type: ignore[assignment]
        turn: Callable[[str, Form], str] = {"v": verb_in, "n": noun_in}.get(part, lambda phrase, form: phrase)
        for form in forms:
            surface = turn(word, form)
            out[surface] = (*out.get(surface, ()), Entry(form, tuple(turn(alternative, form) for alternative in instead)))
    return out


def headwords(half: Half) -> int:
    """How many headwords a half holds."""
    return sum(half_of(word) == half for _, word, _ in _rows())


# --- putting words in --------------------------------------------------------------------------


def _fits(form: Form, before: str, behind: str) -> bool:
    """Whether a form can stand between two words, as far as these tell."""
    if form in ("noun", "plural"):
        return before not in _TO and before not in _HE
    if form == "base":
        return before in _TO
    if form == "third":
        return before in _HE
    if form == "participle":
        return before in _HAVE or before.endswith("ly")
    if form == "past":
        return before not in _HAVE
    if form == "ing":
        return before not in {"the", "a", "an"}
    return behind not in {"of", "than"}


def _choose(word: str, before: str, behind: str, half: Half, random: Random, deep: bool) -> str | None:
    fitting = [entry for entry in table(half, deep).get(word, ()) if _fits(entry.form, before, behind)]
    doubled = (before, behind)  # "a ballot" before "ballot" is nobody's sentence
    instead = [one for one in fitting[0].instead if not {one.split()[0], one.split()[-1]} & set(doubled)] if fitting else []
    return random.choice(instead) if instead else None


def reword(text: str, half: Half, share: float, random: Random, *, opens: bool = True, deep: bool = False) -> str:
    """Synonyms for `share` of the words that have one, by `table`; `opens` says that the text starts a sentence."""
    tokens = TOKEN.findall(text)
    places = [n for n, token in enumerate(tokens) if token[0].isalnum()]
    words = ["", *(tokens[n].lower() for n in places), ""]
    for k, n in enumerate(places):
        token = tokens[n]
        first = k == 0 and opens
        if (token[0].isupper() and not first) or random.random() >= share:
            continue
        behind_name = n + 2 < len(tokens) and tokens[n + 2][:1].isupper() and first
        found = None if behind_name else _choose(token.lower(), words[k], words[k + 2], half, random, deep)
        if found:
            tokens[n] = found[0].upper() + found[1:] if token[0].isupper() else found
            _mend_article(tokens, places[k - 1] if k else None, found)
    return "".join(tokens)


def _mend_article(tokens: list[str], at: int | None, behind: str) -> None:
    if at is not None and tokens[at].lower() in ("a", "an"):
        tokens[at] = tokens[at][0] + ("n" if _AN.match(behind) else "")


def number_words(n: int) -> str:
    """A number below one hundred in words."""
    if n <= 20:
        return UNITS[n]
    ten = next(word for word, value in TENS.items() if value == n // 10 * 10)
    return ten if n % 10 == 0 else f"{ten}-{UNITS[n % 10]}"


def number_of(word: str) -> int | None:
    """The number that a word below one hundred says, None for other words."""
    ten, _, unit = word.lower().partition("-")
    if word.lower() in UNITS:
        return UNITS.index(word.lower())
    if ten in TENS and (not unit or unit in UNITS[1:10]):
        return TENS[ten] + (UNITS.index(unit) if unit else 0)
    return None


def segments(sentences: Iterable[str]) -> Iterator[list[tuple[str, bool]]]:
    """For each sentence of a paragraph its pieces outside and inside quotation marks; marks belong to the inside."""
    inside = False
    for sentence in sentences:
        pieces: list[tuple[str, bool]] = []
        start = 0
        for match in re.finditer(r"[“”\"]", sentence):
            opening = not inside if match.group() == '"' else match.group() == "“"
            if opening == inside:
                continue
            end = match.start() if opening else match.end()
            pieces.append((sentence[start:end], inside))
            start, inside = end, opening
        pieces.append((sentence[start:], inside))
        yield [piece for piece in pieces if piece[0]]
