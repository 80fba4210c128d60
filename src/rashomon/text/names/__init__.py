"""Whether two names name one: the same, a variant of spelling, a slip of the pen apart, or different; and why.

    same      equal, or one is the other shortened: initials, no middle name, no patronymic, the surname alone, a title
    variant   other letters for the same sounds (a transliteration, a doubled letter), or forms of one given name
    slip      at most two letters apart and sounding different: a misprint or another name, only other evidence can tell
    different a word on either side that the other has no place for

How it works
  1. A name is read into words in Latin letters (`parts`): "Surname, First" turned round, titles and degrees off, particles
     and nicknames marked as words that may be missing.
  2. Words are compared two by two (`words`), written apart or together, and paired so that least is left over (`pairing`).
  3. `persons` and `bodies` judge what is left: words left on both sides forbid a join.
  4. `joining` joins the names of many reports.

Measured (`python -m bench.names`): 826 labelled pairs F .910 (P .956, R .868), without slips P .985, R .602.
Tried and dropped: one number for likeness (Jaro-Winkler of words, at its best threshold for these pairs: F .787): a threshold cannot tell
other letters for one sound from one letter wrong; rigour's alignment in its place (F .785, and it needs PyICU built).
Known exceptions: a surname written for a given name ("Hans Friedrich", "Friedrich Hans") is one person unless both words are
known given names; Chinese, Japanese and Korean characters are compared as they are written, not by their sounds.
"""

from __future__ import annotations

from .bodies import compare_bodies
from .comparison import Comparison, Nearness
from .forms import is_given
from .persons import Likeness, compare_persons, same_name, surname_key, without_titles

__all__ = [
    "Comparison", "Likeness", "Nearness", "compare_bodies", "compare_persons", "is_given", "same_name", "surname_key", "without_titles",
]  # fmt: skip
