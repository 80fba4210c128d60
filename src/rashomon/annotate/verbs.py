"""Decides where a verb stands that a clause can hang on, without a parser: by auxiliaries, endings and the neighbours.

English only: which forms are of a verb WordNet says; where no senses are shipped there are no verbs, and nothing is taken apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from ..lang import Language
from ..lang._titles import Word
from ..text.senses import senses

SAME_PAST = frozenset("hit put cut set let shut hurt cost cast burst spread split quit rid shed read beat bid broadcast upset".split())
BARE_SUBJECTS = frozenset("i you we they who people".split())  # a verb behind them has no ending
AS_PREPOSITIONS = frozenset("including according following regarding concerning excluding during considering depending".split())
GROUP = 5  # words of one verb: "has not yet been told"


class Form(NamedTuple):
    """What a word may be as a verb."""

    base: bool
    third: bool  # "urges"
    past: bool
    ing: bool
    mainly: bool  # used as a verb more than as anything else

    def __bool__(self) -> bool:
        return self.base or self.third or self.past or self.ing


NO_VERB = Form(base=False, third=False, past=False, ing=False, mainly=False)


@lru_cache(maxsize=50_000)
def form(word: str) -> Form:
    """What an English word in small letters may be as a verb."""
    if not word.isascii() or not word.isalpha() or len(word) < 2:
        return NO_VERB
    known = senses()
    bases = known.bases(word, "v")
    if not bases:
        return NO_VERB
    bare = word in bases
    inflected = [base for base in bases if base != word]
    irregular = set(known.entry(word).forms_of) & set(inflected)
    ing = bool(inflected) and word.endswith("ing")
    third = bool(inflected) and word.endswith("s") and not irregular
    past = word in SAME_PAST or (bool(inflected) and not ing and not third)
    return Form(bare and not irregular, third, past, ing, mainly=known.part(word) == "v")


def is_finite(words: Sequence[Word], at: int, named: Sequence[bool], lang: Language) -> bool:
    """Whether a clause may hang on the word: "has", "was", "met", "urges"; `named` marks the words of names."""
    low = words[at].low
    if named[at] or not low[:1].isalpha() or (at and words[at].capital):
        return False
    if low in FINITE or low.endswith(("n't", "n’t")):
        return True
    found = form(low)
    if not found:
        return False
    before = words[at - 1].low if at else ""
    if (
        (before in lang.determiners and before not in lang.that_words)
        or before in lang.infinitive_words
        or (before in lang.prepositions and not named[at - 1])
    ):
        return False
    if found.past:
        return found.mainly or (at > 0 and (named[at - 1] or before in lang.pronouns or form(before) == NO_VERB))
    subject = at > 0 and (named[at - 1] or before in lang.pronouns)
    if found.third:
        return subject or (found.mainly and at > 0 and not form(before).mainly)
    return found.base and found.mainly and (before in BARE_SUBJECTS or before in MODALS)


MODALS = frozenset("will would can could should must may might shall do does did cannot".split())
FINITE = MODALS | frozenset("is was were are am has have had".split())
HELPING = FINITE | frozenset("be been being having not also then later never yet still already now just only again once".split())


def verb_of(words: Sequence[Word], at: int, high: int) -> int:
    """The word that says what is done, of the verb that begins at a word: "has not yet | told", "was | killed"; "is" itself."""
    last = at
    for n in range(at, min(high, at + GROUP)):
        low = words[n].low
        if low in HELPING or low.endswith(("n't", "n’t", "ly")):
            continue
        if n == at or form(low):
            last = n
        break
    return last
