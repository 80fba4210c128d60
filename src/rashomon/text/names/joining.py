"""Which names of many reports are one person's, from the names alone.

Observations. Reports of one event mostly give a person in full once and by surname after that; a second bearer of the surname is as a
rule a relative, and then "Arden" in another report can be either. A first name that differs is nearly always another person; a first
name that is spelt otherwise nearly never.

How it works, from the names that say most to those that say least:
  1. Full names join where their words meet (`persons`), never against a conflicting one. What fits two persons joins neither.
  2. A spelling that one report has alone joins the one person it is a slip away from, if that report does not name both.
  3. An initial with a surname, a surname, a first name join the one bearer in their own report; if it has none, the only bearer
     of the event; if there are several, nobody. "Mr" and "Mrs" tell bearers apart (`bearers`).
  4. Surnames that nobody bears in full join each other.

Names are looked up by the sound of their last word among the words of longer ones, so work grows with the number of names and the
bearers of a surname, not with its square (4,000 reports with 13,000 names: 6 s).
Known exceptions: two people of one full name are one; a "Jr" is his father unless some report names both; a pseudonym stays apart
from its bearer.
Measured on ECB+ (`python -m bench.names`): P .999, R .980; of persons who share a surname P .978, R .879.
Tried and dropped: single link over the same comparisons (P .693 where a surname is shared); no sex (F .851 there, for .926); the most
frequent bearer for a surname that several bear elsewhere (moved no figure, so the careful answer stays).
What an error costs the reader: two persons joined is somebody's words in another's mouth; one left apart is a speaker too many.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from .bearers import addressed
from .bodies import body_keys, compare_bodies
from .comparison import Comparison
from .joined import Joined, is_full
from .parts import parts
from .persons import compare_persons, surname_key
from .words import MOST_SLIPS, nearness, sound

Forms = Mapping[str, Mapping[str, int]]  # report -> name as it is written there -> times
_Fit = tuple[Joined, Comparison]  # a person, and why a name may be this one's
_PIECES = re.compile("[A-Z][a-z]*")
_LONG = 5  # letters of a word in which one may be slipped
_LONGER = 8  # in which two may


def join_persons(forms: Forms, sex_of: Callable[[str], str] = lambda given: "") -> list[Joined]:
    """The persons behind the names of some reports; every (report, name) stands in exactly one.

    `sex_of`: m, f or nothing for a first name in small Latin letters.
    """
    joining = _Joining(forms, sex_of)
    joining.full_names()
    joining.lone_spellings()
    joining.shortened()
    return _in_order(joining.persons)


def join_bodies(forms: Forms) -> list[Joined]:
    """The organisations or places behind the names of some reports. The names that say most come first; what fits two joins neither."""
    uses = _uses(forms)
    bodies: list[Joined] = []
    by_key: dict[str, list[Joined]] = defaultdict(list)
    for form in sorted(uses, key=lambda form: (-len(form.split()), -len(uses[form]), form)):
        keys = body_keys(form)
        rarest = min(keys.words, key=lambda key: len(by_key[key]), default="")
        near = {id(body): body for key in (rarest, *sorted(keys.beside)) for body in by_key[key]}
        told = [(body, compare_bodies(form, next(iter(body.forms)))) for body in near.values()]
        home = _only([(body, why) for body, why in told if why.nearness in ("same", "variant")], uses[form])
        if home is not None:
            home[0].add(form, uses[form], home[1])
            continue
        bodies.append(Joined())
        bodies[-1].add(form, uses[form])
        for key in {*keys.words, *keys.under}:
            by_key[key].append(bodies[-1])
    return _in_order(bodies)


def _in_order(joined: Iterable[Joined]) -> list[Joined]:
    return sorted(joined, key=lambda one: (-len(one.reports), one.name, sorted(one.forms)))


def _uses(forms: Forms) -> dict[str, Counter[str]]:
    """Every form with the reports that have it."""
    uses: dict[str, Counter[str]] = defaultdict(Counter)
    for report in sorted(forms):
        for form, times in sorted(forms[report].items()):
            uses[form][report] += times
    return uses


class _Joining:
    """Persons as they grow."""

    def __init__(self, forms: Forms, sex_of: Callable[[str], str]) -> None:
        self.sex_of = sex_of
        self.uses = _uses(forms)
        self.found: dict[int, Joined] = {}  # by id
        self.by_word: dict[str, dict[int, Joined]] = defaultdict(dict)  # sound of a word of the name
        self.by_letter: dict[str, dict[int, Joined]] = defaultdict(dict)  # first letter of the last word
        self.families = _families(forms)

    @property
    def persons(self) -> list[Joined]:
        """The persons so far, in order of their coming."""
        return list(self.found.values())

    # --- full names

    def full_names(self) -> None:
        """Join the names that say most first."""
        full = [form for form in self.uses if is_full(parts(form))]
        for form in sorted(full, key=lambda form: (-len(parts(form).words), -len(self.uses[form]), form)):
            home = _only([(person, why) for person in self._near(_last(form)) if (why := self._fits(form, person))], self.uses[form])
            self._take(home[0] if home else Joined(), form, self.uses[form], home[1] if home else None)

    def lone_spellings(self) -> None:
        """Join a spelling of one report to the person it is a slip away from."""
        lone = [person for person in self.persons if len(person.reports) == 1]
        for person in sorted(lone, key=lambda person: person.name):
            if id(person) in self.found and len(person.reports) == 1:
                near = [
                    (other, why) for other in self._near(_keys(person.name)) if other is not person and (why := _slipped(person, other))
                ]
                if len(near) == 1:
                    self._merge(near[0][0], person, near[0][1])

    # --- what is left of a name

    def shortened(self) -> None:
        """Join initials, surnames and first names, report by report, then across what nobody bears in full."""
        short = sorted((form for form in self.uses if not is_full(parts(form))), key=lambda form: (-len(parts(form).words), form))
        by_first = self._by_first_name()
        unclaimed = self._unclaimed(short)
        borne: list[tuple[Joined, str, str, Comparison | None]] = []
        unborne: dict[str, Counter[str]] = defaultdict(Counter)
        for form in short:
            near = [person for person in self._near(_last(form)) if not self._of_other_sex(form, person)]
            fitting = [(person, why) for person in near if (why := _bears(form, person))] or [
                (person, why) for key in _first_keys(form) for person in by_first[key] if (why := _first_name(form, person, self.sex_of))
            ]
            for report, times in sorted(self.uses[form].items()):
                home = self._bearer(form, fitting, report, unclaimed[surname_key(form)])
                if home is not None:
                    borne.append((home[0], form, report, home[1]))
                elif fitting:
                    borne.append((Joined(), form, report, None))
                else:
                    unborne[form][report] = times
        for person, form, report, why in borne:
            self._take(person, form, {report: self.uses[form][report]}, why)
        self._unborne(unborne)

    def _unclaimed(self, short: Iterable[str]) -> dict[str, set[str]]:
        """How a surname sounds -> the sexes that it is addressed in and that nobody known bears it in."""
        sexes: dict[str, set[str]] = defaultdict(set)
        for form in short:
            sexes[surname_key(form)] |= {parts(form).sex} - {""}
        for person in self.persons:
            for form in person.full:
                sexes[surname_key(form)].discard(person.sex(self.sex_of))
        return sexes

    def _of_other_sex(self, form: str, person: Joined) -> bool:
        """Whether the address of a name forbids a person."""
        return bool(parts(form).sex) and person.sex(self.sex_of) not in (parts(form).sex, "")

    def _bearer(self, form: str, fitting: Sequence[_Fit], report: str, unclaimed: set[str]) -> _Fit | None:
        """Whose shortened name this is: the bearer that the report names most, else the only one of the event.

        Whom the report itself spells so go first, then those whom the address fits, then those who are spelt so anywhere.
        """
        own = [
            one
            for one in fitting
            if any(one[0].forms[full][report] and compare_persons(form, full).nearness == "same" for full in one[0].full)
        ]
        some = addressed(parts(form).sex, [(one, one[0].sex(self.sex_of)) for one in own or fitting], unclaimed)
        here = [one for one in some if any(one[0].forms[full][report] for full in one[0].full)]
        exact = [one for one in here or some if one[1].nearness == "same"] or here or some
        most = max((one[0].times(report) for one in exact), default=0)
        first = [one for one in exact if not here or one[0].times(report) == most]
        return first[0] if len(first) == 1 else None

    def _by_first_name(self) -> dict[str, list[Joined]]:
        """Persons by the sound of their first names and nicknames, and by the first letters of both names."""
        out: dict[str, list[Joined]] = defaultdict(list)
        for person in self.persons:
            names = [parts(form) for form in person.full]
            keys = {sound(word) for name in names for word in (name.words[0], *name.may_miss)}
            for key in sorted(keys | {f"={name.words[0][0]}{name.words[-1][0]}" for name in names}):
                out[key].append(person)
        return out

    def _unborne(self, forms: Mapping[str, Counter[str]]) -> None:
        """Surnames that no full name bears join each other, and a slip its only likeness."""
        for form in sorted(forms, key=lambda form: (-len(parts(form).words), -len(forms[form]), form)):
            near = [person for person in self._near(_last(form)) if not self._of_other_sex(form, person)]
            fitting = [(person, why) for person in near if (why := _fits(form, person))]
            if not fitting:
                alike = [person for person in self.by_letter[_letter(form)].values() if not self._of_other_sex(form, person)]
                fitting = [(person, why) for person in alike if (why := _long_slip(form, person))]
            home = _only(fitting, forms[form])
            self._take(home[0] if home else Joined(), form, forms[form], home[1] if home else None)

    def _fits(self, form: str, person: Joined) -> Comparison | None:
        """Why a full name is a person's; in a family with a junior, every name says which of them it is."""
        if _base(form) in self.families and any(parts(form).generation != parts(other).generation for other in person.full):
            return None
        return _fits(form, person)

    # --- keeping

    def _near(self, keys: Iterable[str]) -> list[Joined]:
        """Persons with a word that sounds so, in order of their coming to the word."""
        return list({id: person for key in sorted(keys) for id, person in self.by_word[key].items()}.values())

    def _take(self, person: Joined, form: str, reports: Mapping[str, int], because: Comparison | None = None) -> None:
        self.found[id(person)] = person
        person.add(form, reports, because)
        self.by_letter[_letter(form)][id(person)] = person
        for key in _keys(form):
            self.by_word[key][id(person)] = person

    def _merge(self, person: Joined, lone: Joined, because: Comparison) -> None:
        del self.found[id(lone)]
        for form, reports in lone.forms.items():
            self.by_letter[_letter(form)].pop(id(lone), None)
            for key in _keys(form):
                self.by_word[key].pop(id(lone), None)
            self._take(person, form, reports, because)


def _base(form: str) -> tuple[str, str]:
    words = parts(form).words
    return (words[0], words[-1]) if words else ("", "")


def _families(forms: Forms) -> set[tuple[str, str]]:
    """First and last names that one report has with a "Jr" and without."""
    found: set[tuple[str, str]] = set()
    for names in forms.values():
        said: dict[tuple[str, str], set[str]] = defaultdict(set)
        for form in names:
            if is_full(parts(form)):
                said[_base(form)].add(parts(form).generation)
        found |= {base for base, generations in said.items() if len(generations) > 1}
    return found


def _letter(form: str) -> str:
    return parts(form).words[-1][:1] if parts(form).words else ""


def _last(form: str) -> set[str]:
    """How the last word of a name sounds, alone and written together with the one before."""
    words = [word for word in parts(form).words if len(word) > 1]
    return {sound(word) for word in (*words[-1:], *parts(form).joined[-1:], "".join(words[-2:]), "".join(words))}


def _first_keys(form: str) -> list[str]:
    """Under what a first name or a clipped name is looked up."""
    words, pieces = parts(form).words, _PIECES.findall(form)
    clipped = [f"={pieces[0][0]}{pieces[1][0]}".lower()] if len(pieces) == 2 else []
    return [*(sound(word) for word in words[:1]), *clipped]


def _keys(form: str) -> set[str]:
    """How the words of a name sound, alone and written together."""
    name = parts(form)
    written_apart = {sound(a + b) for a, b in zip(name.words, name.words[1:], strict=False)}
    return {sound(word) for word in (*name.words, *name.joined) if len(word) > 1} | written_apart


def _fits(form: str, person: Joined) -> Comparison | None:
    """Why a name is a person's: it is near one form and conflicts with none. None where it is not."""
    told = [compare_persons(form, other) for other in person.full or person.forms]
    if not told or any(comparison.nearness in ("different", "slip") for comparison in told):
        return None
    return min(told, key=lambda comparison: ("same", "variant").index(comparison.nearness))


def _only(fitting: Sequence[tuple[Joined, Comparison]], reports: Iterable[str]) -> tuple[Joined, Comparison] | None:
    """The one person a name fits; of several the only one that its reports name too."""
    if len(fitting) > 1:
        there = set(reports)
        fitting = [(person, why) for person, why in fitting if person.reports & there]
    return fitting[0] if len(fitting) == 1 else None


def _bears(form: str, person: Joined) -> Comparison | None:
    """Why a surname, with or without an initial, is a person's."""
    generation = parts(form).generation
    if generation and all(parts(other).generation != generation for other in person.full):
        return None
    told = [compare_persons(form, other) for other in person.full]
    told = [comparison for comparison in told if comparison.nearness in ("same", "variant")]
    return min(told, key=lambda comparison: ("same", "variant").index(comparison.nearness), default=None)


def _first_name(form: str, person: Joined, sex_of: Callable[[str], str]) -> Comparison | None:
    """Why one word is a person's first name or nickname. "Elizabeth II" is nobody's first name."""
    words, generation = parts(form).words, parts(form).generation
    if len(words) != 1 or len(words[0]) == 1 or (generation and all(parts(other).generation != generation for other in person.full)):
        return None
    if (sex := parts(form).sex or sex_of(words[0])) and person.sex(sex_of) not in (sex, ""):
        return None
    pieces = [piece.lower() for piece in _PIECES.findall(form)]
    for other in person.full:
        name = parts(other).words
        if len(pieces) == 2 and "".join(pieces) == words[0] and name[0].startswith(pieces[0]) and name[-1].startswith(pieces[1]):
            return Comparison("same", "clipped from both names", form, other)
        given = (parts(other).words[0], *sorted(parts(other).may_miss))
        for word in given:
            if nearness(words[0], word)[0] in ("same", "variant"):
                return Comparison("same", "the first name alone", form, word)
    return None


def _slipped(lone: Joined, other: Joined) -> Comparison | None:
    """Why a spelling of one report is a slip for another person's name. None where that report names both."""
    if lone.reports & other.reports or not _of_one_length(lone.name, other.name):
        return None
    told = [compare_persons(form, theirs) for form in lone.full for theirs in other.full]
    if not told or any(comparison.nearness == "different" for comparison in told):
        return None
    slips = [comparison for comparison in told if comparison.nearness == "slip"]
    return slips[0] if slips and all(_small(comparison) for comparison in slips) else None


def _of_one_length(a: str, b: str) -> bool:
    """Whether two names have as many words, and about as many letters."""
    return len(parts(a).words) == len(parts(b).words) and abs(sum(map(len, parts(a).words)) - sum(map(len, parts(b).words))) <= MOST_SLIPS


def _small(comparison: Comparison) -> bool:
    """Whether a slip is small for the word it stands in."""
    left, right = comparison.left.replace(" ", ""), comparison.right.replace(" ", "")
    short = min(len(left), len(right))
    return nearness(left, right)[1] <= (2 if short >= _LONGER else 1 if short >= _LONG else 0)


def _long_slip(form: str, person: Joined) -> Comparison | None:
    """Why one long word is a slip for a surname."""
    words = parts(form).words
    if len(words) != 1 or len(words[0]) < _LONGER:
        return None
    told = [compare_persons(form, other) for other in person.forms]
    return next((comparison for comparison in told if comparison.nearness == "slip" and _small(comparison)), None)
