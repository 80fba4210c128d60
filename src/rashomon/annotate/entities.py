"""Which mentions name the same: a surname joins its full name, an acronym its long form, a spelling its usual one.

The entity is the fullest form in the report. Conflicting first names are kept apart; a surname that two of
them bear goes to the one named in full more often.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ..lang._places import bodies, places
from ..press import agency
from ..text.names import same_name, surname_key, without_titles
from ..types import NameKind

_MOST_BEARERS = 50  # of one surname that a new name is compared with
Mention = tuple[str, NameKind, bool]  # text, kind, whether something but capitals speaks for the kind


def entities(mentions: Sequence[Mention]) -> list[tuple[NameKind, str]]:
    """Kind and entity of every mention, in order."""
    full = _full_names(mentions)
    longest = _long_forms(mentions)
    persons = {text for text, kind, firm in mentions if kind == "person" and firm and " " not in text}
    out: list[tuple[NameKind, str]] = []
    for text, kind, firm in mentions:
        surname = text.split()[-1].lower()
        if kind in ("person", "other") and " " in text and text in full:
            out.append(("person", full[text]))
        elif " " not in text and surname in full and not (kind in ("place", "org") and firm):
            out.append(("person", full[surname]))
        elif kind == "other" and text in persons:
            out.append(("person", text))
        else:
            out.append((kind, _usual(text, kind, longest)))
    return out


def _full_names(mentions: Sequence[Mention]) -> dict[str, str]:
    """Every full name and every surname -> the form that stands for them: the fullest, then the most frequent."""
    counts = Counter(text for text, kind, _ in mentions if kind == "person" and " " in text)
    order = {text: n for n, text in reversed([*enumerate(text for text, _, _ in mentions)])}
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
    full: dict[str, str] = {}
    for group in sorted(groups, key=lambda group: (-sum(counts[text] for text in group), order[group[0]])):
        fullest = without_titles(group)[0]
        for text in group:
            full[text] = fullest
            full.setdefault(text.split()[-1].lower(), fullest)
    return full


def _long_forms(mentions: Sequence[Mention]) -> dict[str, str]:
    """Acronyms and short forms of organisations -> the long form in the report."""
    long = sorted({text for text, kind, _ in mentions if kind == "org" and " " in text}, key=lambda text: (-len(text), text))
    short = {text for text, kind, _ in mentions if kind in ("org", "other")}
    forms: dict[str, str] = {}
    for text in sorted(short):
        for candidate in long:
            initials = "".join(word[0] for word in candidate.split() if word[0].isupper())
            if text != candidate and ((text == initials and len(text) > 2) or (" " in text and candidate.endswith(f" {text}"))):
                forms.setdefault(text, candidate)
    return forms


def _usual(text: str, kind: NameKind, longest: dict[str, str]) -> str:
    capital = text[:1].upper() + text[1:]
    listed = next((known for form in (text, capital) if (known := bodies().get(form) or places().get(form))), None)
    return listed or agency(text) or longest.get(text) or (capital if kind == "place" else text)
