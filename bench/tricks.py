"""What somebody does to a copy so that it passes for an account of its own, or to an account so that it does not count.

Each trick makes a page of a report: text, or HTML where only a browser hides what is added. What a reader of the page sees is the
same text for the tricks of code points and of HTML, and the same account for all others. `python -m bench.attacks` measures.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from html import escape
from random import Random

from .bases import base
from .operators import Draft, Hand, back_translation, change_numerals, change_unquoted, heavy_reordered_spin
from .operators import heavy_spin as heavy_spin_a
from .stemmata import draft
from .wording import number_of, number_words, reword

LOOKALIKE = dict(zip("aeopcxyis", "аеорсхуіѕ", strict=True))
ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff"
ACCENTS = [chr(code) for code in range(0x300, 0x315)]
WORD = re.compile(r"[A-Za-z]{3,}")
CREDIT = re.compile(r"\(?With information from [^\n]*|Source: [^\n]*|The matter was first reported by [^\n]*| ?\(([A-Z]\w+ ?){1,2}\)(?= —)")


@dataclass(frozen=True)
class Page:
    """What is published: a report's text with its fields."""

    title: str
    text: str
    date: str = ""
    html: str = ""  # the whole page, where the trick is one of HTML


@dataclass(frozen=True)
class Setting:
    """Chance, and what else there is to take from."""

    random: Random
    others: Sequence[str] = ()  # texts of other events
    stamps: Sequence[str] = ()  # of the pile

    def often(self, p: float) -> bool:
        return self.random.random() < p


Trick = Callable[[Page, Setting], Page]


def _words(page: Page, change: Callable[[str], str], share: float, at: Setting) -> Page:
    """Change a share of the words, in the title too."""

    def turn(text: str) -> str:
        return WORD.sub(lambda m: change(m.group()) if at.often(share) else m.group(), text)

    return replace(page, title=turn(page.title), text=turn(page.text))


# --- what a reader does not see ------------------------------------------------------------


def zero_width(page: Page, at: Setting) -> Page:
    """Characters without width inside every other word."""
    return _words(page, lambda word: word[:2] + at.random.choice(ZERO_WIDTH) + word[2:], 0.5, at)


def bidi(page: Page, at: Setting) -> Page:
    """Every fifth word is written backwards between marks that turn it round again."""
    return _words(page, lambda word: f"\u202e{word[::-1]}\u202c", 0.2, at)


def homoglyphs(page: Page, at: Setting) -> Page:
    """Half of the words in letters of another script that look alike."""
    return _words(page, lambda word: "".join(LOOKALIKE.get(letter, letter) for letter in word), 0.5, at)


def stacked_accents(page: Page, at: Setting) -> Page:
    """One to eight accents on a letter of every third word."""

    def heap(word: str) -> str:
        return word[:1] + "".join(at.random.choices(ACCENTS, k=at.random.randint(1, 8))) + word[1:]

    return _words(page, heap, 0.33, at)


def hidden_html(page: Page, at: Setting) -> Page:
    """Between the words of a page stand others, and before its end another text, that no browser shows."""
    styles = ("display:none", "font-size:0", "visibility: hidden")

    def sown(line: str) -> str:
        out = []
        for word in line.split(" "):
            out.append(escape(word))
            if at.often(0.25):
                out.append(f'<span style="{at.random.choice(styles)}">{at.random.choice(("moreover", "blue", "seven", "harbour"))}</span>')
        return " ".join(out)

    lines = [f"<p>{sown(line)}</p>" for line in page.text.splitlines() if line.strip()]
    other = f'<div hidden="hidden"><p>{escape(at.random.choice(at.others))}</p></div>' if at.others else ""
    date = f'<meta property="article:published_time" content="{page.date}">' if page.date else ""
    head = f"<title>{escape(page.title)}</title>{date}"
    title = f"<h1>{escape(page.title)}</h1>" if page.title else ""
    return replace(
        page,
        html=f"<!doctype html><html lang='en'><head>{head}</head><body><article>{title}{''.join(lines)}{other}</article></body></html>",
    )


# --- what is said about the text ---------------------------------------------------------------


def forged_date(page: Page, at: Setting) -> Page:
    """A day before, or after, every other report of the pile."""
    days = sorted(stamp[:10] for stamp in at.stamps if stamp)
    day = (days or ["2016-05-17"])[0 if at.often(0.5) else -1]
    year = int(day[:4]) + (1 if day == (days or [day])[-1] else -1)
    return replace(page, date=f"{year}{day[4:]}T04:00:00Z")


def forged_credit(page: Page, at: Setting) -> Page:
    """An agency is credited that has nothing to do with it."""
    name = at.random.choice(("Reuters", "AFP", "EFE", "dpa"))
    line = at.random.choice(("(With information from {})", "Source: {}", "The matter was first reported by {}.")).format(name)
    return replace(page, text=f"{page.text}\n{line}")


def removed_credit(page: Page, at: Setting) -> Page:
    """Every credit is taken out."""
    return replace(page, text=re.sub(r"\n{2,}", "\n", CREDIT.sub("", page.text)).strip())


# --- what becomes of the text ------------------------------------------------------------------


def _draft(page: Page) -> Draft:
    return draft(base("page", page.title, page.text), 0)


def _page(page: Page, made: Draft) -> Page:
    return replace(page, title=made.title, text=made.text)


def shuffled(page: Page, at: Setting) -> Page:
    """All sentences in another order, in paragraphs of two."""
    found = [sentence.text for sentence in _draft(page).sentences]
    at.random.shuffle(found)
    return replace(page, text="\n".join(" ".join(found[n : n + 2]) for n in range(0, len(found), 2)))


def dropped_paragraphs(page: Page, at: Setting) -> Page:
    """Half of the paragraphs are left out, never so many that fewer than four are left."""
    lines = [line for line in page.text.splitlines() if line.strip()]
    kept = sorted(at.random.sample(range(len(lines)), max(min(4, len(lines)), len(lines) // 2)))
    return replace(page, text="\n".join(lines[n] for n in kept))


def synonyms(page: Page, at: Setting) -> Page:
    """Every word of both halves of the table gets another, those of WordNet included."""

    def turn(text: str, opens: bool = True) -> str:
        return reword(reword(text, "a", 0.95, at.random, opens=opens, deep=True), "b", 0.95, at.random, opens=opens, deep=True)

    made = change_unquoted(_draft(page), Hand(at.random, "a"), turn)
    return _page(page, replace(made, title=turn(made.title)))


def number_formats(page: Page, at: Setting) -> Page:
    """Words for numerals and the other way round, other separators, units and signs of money."""
    hand = Hand(at.random, "a")
    text = change_unquoted(_draft(page), hand, lambda piece, opens: change_numerals(piece, hand)).text
    text = re.sub(r"(?<=\d),(?=\d{3}\b)", at.random.choice((" ", ".", "")), text)
    text = re.sub(r"\$(\d[\d.,]*\d|\d)( million| billion)?", r"\1\2 dollars", text)
    text = (
        re.sub(r"(\d) ?(?:percent|per cent)\b", r"\1%", text) if "percent" in text or "per cent" in text else text.replace("%", " percent")
    )
    return replace(page, text=text)


def glued(page: Page, at: Setting) -> Page:
    """The text stands on a page of news in brief: a line or two of forty-nine other events around it."""
    parts = [text.split(". ")[0].replace("\n", " ") + "." for text in at.others[:49]]
    place = at.random.randrange(len(parts) + 1)
    return replace(page, title="", text="\n\n".join([*parts[:place], page.text, *parts[place:]]))


def round_up(pages: Sequence[Page], at: Setting) -> Page:
    """Passages of four sentences of several pages, strung together."""
    parts = []
    for page in pages:
        found = [sentence.text for sentence in _draft(page).sentences]
        start = at.random.randint(0, max(0, len(found) - 4))
        parts.append(" ".join(found[start : start + 4]))
    return Page("What is known so far", "\n".join(parts))


def one_word(page: Page, at: Setting) -> Page:
    """One word becomes another: what a puppet writes."""
    found = list(re.finditer(r"(?<=[a-z] )[a-z]{4,}(?= [a-z])", page.text))
    if not found:
        return page
    word = at.random.choice(found)
    other = number_words(at.random.randint(2, 99)) if number_of(word.group()) else at.random.choice(found).group()
    return replace(page, text=page.text[: word.start()] + other + page.text[word.end() :])


def heavy_spin(page: Page, at: Setting) -> Page:
    """Through three spinners: heavy operators of both splits and back-translation, one after the other."""
    made = heavy_spin_a([_draft(page)], Hand(at.random, "a"))
    return _page(page, back_translation([heavy_reordered_spin([made], Hand(at.random, "b"))], Hand(at.random, "b")))


TRICKS: dict[str, Trick] = {
    "zero width": zero_width,
    "bidi": bidi,
    "homoglyphs": homoglyphs,
    "stacked accents": stacked_accents,
    "hidden html": hidden_html,
    "forged date": forged_date,
    "forged credit": forged_credit,
    "removed credit": removed_credit,
    "shuffled sentences": shuffled,
    "dropped paragraphs": dropped_paragraphs,
    "synonyms": synonyms,
    "number formats": number_formats,
    "glued events": glued,
    "one word": one_word,
    "heavy spin": heavy_spin,
}
