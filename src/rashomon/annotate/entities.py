"""Which mentions name the same: a surname joins its full name, an acronym its long form, a spelling its usual one.

The entity is the fullest form in the report. Conflicting first names are kept apart. A surname that two of them bear goes to the one
whom its "Mr" or "Mrs" fits, else to the one named in full more often; where that tells nothing it stands for itself, as "Mrs Example".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..lang._given import sex_of
from ..lang._places import bodies, places
from ..press import agency
from ..text.names import same_name, surname_key, without_titles
from ..types import NameKind

_MOST_BEARERS = 50  # of one surname that a new name is compared with


class Mention(NamedTuple):
    """A name as it stands in a report."""

    text: str
    kind: NameKind
    firm: bool  # whether something but capitals speaks for the kind
    address: str = ""  # the "Mr" or "Mrs" before it
    sex: str = ""  # m or f, which that tells


class Bearer(NamedTuple):
    """Somebody named in full, and how often."""

    name: str
    times: int
    sex: str


def entities(mentions: Sequence[Mention]) -> list[tuple[NameKind, str]]:
    """Kind and entity of every mention, in order."""
    full = _full_names(mentions)
    bearers = _bearers(mentions, full)
    longest = _long_forms(mentions)
    persons = {one.text for one in mentions if one.kind == "person" and one.firm and " " not in one.text}
    couples = _couples(mentions)
    out: list[tuple[NameKind, str]] = []
    for mention in mentions:
        text, kind, firm, *_ = mention
        surname = text.split()[-1].lower()
        if kind in ("person", "other") and " " in text and text in full:
            out.append(("person", full[text]))
        elif " " not in text and surname in bearers and not (kind in ("place", "org") and firm and not agency(text)):
            out.append(("person", _bearer(mention, bearers[surname])))
        elif kind == "other" and text in persons:
            out.append(("person", text))
        elif text in couples and mention.sex:
            out.append(("person", f"{mention.address} {text}"))
        else:
            out.append((kind, _usual(text, kind, longest)))
    return out


def _full_names(mentions: Sequence[Mention]) -> dict[str, str]:
    """Every full name -> the form that stands for it: the fullest, then the most frequent."""
    counts = Counter(one.text for one in mentions if one.kind == "person" and " " in one.text)
    order = {text: n for n, text in reversed([*enumerate(one.text for one in mentions)])}
    groups: list[list[str]] = []
    by_sound: dict[str, list[list[str]]] = {}
    for text in sorted(counts, key=lambda text: (-len(text.split()), -counts[text], order[text])):
        near = by_sound.setdefault(surname_key(text), [])
        group = next((group for group in near[:_MOST_BEARERS] if same_name(group[0], text) != "different"), None)
        if group is None:
            near.append([text])
            groups.append(near[-1])
        else:
            group.append(text)
    return {text: without_titles(group)[0] for group in groups for text in group}


def _bearers(mentions: Sequence[Mention], full: Mapping[str, str]) -> dict[str, list[Bearer]]:
    """Surnames in small letters -> who bears them, those named in full most often first, then those named first."""
    times = Counter(full[one.text] for one in mentions if one.text in full)
    sexes: dict[str, set[str]] = {name: {sex_of(name.split()[0].casefold())} for name in times}
    surnames: dict[str, dict[str, None]] = {}
    for one in mentions:
        if one.text in full:
            sexes[full[one.text]].add(one.sex)
            surnames.setdefault(one.text.split()[-1].lower(), {})[full[one.text]] = None
    told = {name: said.pop() if len(said := some - {""}) == 1 else "" for name, some in sexes.items()}
    return {
        surname: sorted((Bearer(name, times[name], told[name]) for name in names), key=lambda one: -one.times)
        for surname, names in surnames.items()
    }


def _bearer(mention: Mention, bearers: Sequence[Bearer]) -> str:
    """Who is meant by a surname; itself, with its form of address, where nothing tells."""
    fitting = [one for one in bearers if not mention.sex or one.sex in (mention.sex, "")]
    fitting = [one for one in fitting if one.sex == mention.sex] or fitting if mention.sex else fitting
    if fitting and (len(fitting) == 1 or fitting[0].times > fitting[1].times):
        return fitting[0].name
    return f"{mention.address} {bearers[0].name.split()[-1]}".strip()


def _couples(mentions: Sequence[Mention]) -> set[str]:
    """Names of one word that stand behind a "Mr" and behind a "Mrs"."""
    sexes: dict[str, set[str]] = {}
    for one in mentions:
        if " " not in one.text and one.sex:
            sexes.setdefault(one.text, set()).add(one.sex)
    return {text for text, said in sexes.items() if len(said) > 1}


def _long_forms(mentions: Sequence[Mention]) -> dict[str, str]:
    """Acronyms and short forms of organisations -> the long form in the report."""
    long = sorted({one.text for one in mentions if one.kind == "org" and " " in one.text}, key=lambda text: (-len(text), text))
    forms: dict[str, str] = {}
    for text in long:
        initials = "".join(word[0] for word in text.split() if word[0].isupper())
        if len(initials) > 2:
            forms.setdefault(initials, text)
        tail = text.partition(" ")[2]
        while " " in tail:
            forms.setdefault(tail, text)
            tail = tail.partition(" ")[2]
    short = {one.text for one in mentions if one.kind in ("org", "other")}
    return {text: forms[text] for text in sorted(short & forms.keys())}


def _usual(text: str, kind: NameKind, longest: dict[str, str]) -> str:
    capital = text[:1].upper() + text[1:]
    listed = bodies().get(text) or places().get(text) or bodies().get(capital) or places().get(capital)
    return listed or agency(text) or longest.get(text) or (capital if kind == "place" else text)
