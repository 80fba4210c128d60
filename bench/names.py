"""How well names are joined across reports, and compared in pairs: figures against public gold beside the repository.

    python -m bench.names [FOLDER]     FOLDER holds data/names, by default ../shared; prints JSON

**Persons** (`persons`): cross-report coreference of persons on ECB+ (topics 1-35). The mentions are gold, their persons are asked.
  * Mentions: HUMAN_PART_PER that stand in a cross-document chain (CROSS_DOC_COREF). A mention without a chain is not linked in ECB+
    at all, which is not the same as being alone (one topic has the name of its main figure 41 times, 6 of them linked), so that nothing
    can be asked of it; `with unlinked` counts each as a person of its own all the same.
  * Names: of those, mentions whose last word, behind quotation marks, "'s", degrees and "Jr", is a proper name: written with a
    capital here, in the corpus within sentences at least as often with a capital as without, no pronoun, no demonym, no role or
    honorific of the English language file, and no acronym. Pronouns and nominal mentions ("the driver") cannot be resolved by names;
    `with nominals` keeps them in the gold, so that it shows what names alone leave unsaid.
  * Events: every topic holds two (`ecb`, `ecbplus`); names are joined within one, as the product does. `topic` joins the two together.
  * Figure: precision, recall and F1 of pairs of mentions of *different* reports of one event (topic), over all events. The joining
    sees the mentions as they are written and the reports they stand in, and nothing else: no text, no order, no nominals. `one surname`: of
    these only mentions of persons who share their last word with another person of the event.

**Pairs** (`pairs`): the 826 labelled pairs of name_bench; a pair counts as joined when it is the same, a variant or a slip (its labels take
two misspelt letters for one name, also where two people are known to bear the two names). Person: `compare_persons`; Company,
Organization, Vessel: `compare_bodies`; LegalEntity, which may be either: joined when one of the two says so. `strict` takes no slips.

Peers, in the same run: equal names (small letters, without accents); Jaro-Winkler of words paired best first, at the threshold best for
it on this very set; rigour (MIT), where it can be imported: its symbols, then its alignment of what is left, weighed by letters (the
matcher of its makers lies in nomenklatura), threshold as before. Peers join by single link.

The rules were written with the mistakes on both sets in view, so these are figures of development: expect less elsewhere.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import tarfile
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib import import_module
from itertools import combinations
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from rashomon.lang import language
from rashomon.lang._given import sex_of
from rashomon.lang._places import demonyms
from rashomon.text.names import compare_bodies, compare_persons
from rashomon.text.names.joining import join_persons

SHARED = Path(__file__).resolve().parents[2] / "shared"
ECB = "ecbplus_xml_topics_1_35.tar.gz"
PAIRS = "name_bench_cases.csv"
Figures = dict[str, float]
Joiner = Callable[[Mapping[str, Mapping[str, int]]], Mapping[tuple[str, str], int]]  # (report, name) -> person


# --- persons of ECB+


@dataclass(frozen=True, slots=True)
class Mention:
    """A gold mention of a person. `chain`: None where ECB+ links it to nothing."""

    report: str
    text: str
    chain: str | None
    is_name: bool

    @property
    def event(self) -> str:
        topic, _, rest = self.report.partition("_")
        return f"{topic}{'plus' if 'plus' in rest else ''}"

    @property
    def topic(self) -> str:
        return self.report.partition("_")[0]


def mentions(path: Path) -> list[Mention]:
    """Every mention of persons, in the order of reports."""
    with tarfile.open(path) as archive:
        names = sorted(name for name in archive.getnames() if name.endswith(".xml"))
        documents = [(Path(name).name, ET.fromstring(_read(archive, name))) for name in names]  # noqa: S314 - a file of our own
    proper = _proper(root for _, root in documents)
    return [mention for name, root in documents for mention in _of_document(name, root, proper)]


def _read(archive: tarfile.TarFile, name: str) -> bytes:
    member = archive.extractfile(name)
    return member.read() if member else b""


def _proper(documents: Iterator[ET.Element]) -> Callable[[str], bool]:
    """Whether a word is written with a capital within sentences at least as often as without."""
    capital, small = Counter[str](), Counter[str]()
    for root in documents:
        before = ""
        for token in root.iter("token"):
            word, sentence = token.text or "", token.get("sentence", "")
            if word.islower():
                small[word] += 1
            elif word[:1].isupper() and sentence == before:
                capital[word.lower()] += 1
            before = sentence
    return lambda word: small[word.lower()] <= capital[word.lower()]


def _of_document(name: str, root: ET.Element, proper: Callable[[str], bool]) -> Iterator[Mention]:
    tokens = {token.get("t_id"): token.text or "" for token in root.iter("token")}
    chains = {source.get("m_id"): relation.get("note") for relation in root.iter("CROSS_DOC_COREF") for source in relation.iter("source")}
    for markable in root.iter("HUMAN_PART_PER"):
        words = [tokens[anchor.get("t_id")] for anchor in markable.iter("token_anchor")]
        if words:
            text = _plain(" ".join(words))
            yield Mention(name, text, chains.get(markable.get("m_id")), _is_name(text, proper))


def _plain(text: str) -> str:
    """A mention as it would stand in a text: no marks around it, no "'s", no spaces that only tokens have."""
    text = re.sub(r"\s+([.,)])", r"\1", re.sub(r"([(])\s+", r"\1", text)).strip("“”\"‘’', ")
    return re.sub(r"['’](?:s|m|d|ll|re|ve)?$", "", text)


def _is_name(text: str, proper: Callable[[str], bool]) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", text) if word.lower() not in ("jr", "sr", "md", "phd", "m", "d")]
    english = language("en")
    if not words or not words[-1][:1].isupper() or len(words[-1]) < 2:
        return False
    low = words[-1].lower()
    listed = (
        low in english.pronouns or low in english.roles or low in english.honorifics or text in demonyms() or f"{text[:-1]}" in demonyms()
    )
    acronym = len(words) == 1 and words[0].isupper() and len(words[0]) < 5
    return proper(words[-1]) and not listed and not acronym and not re.match(r"I['’]", text)


def _scored(gold: Sequence[Mention], found: Mapping[tuple[str, str], int | None], within: Callable[[Mention], str]) -> Figures:
    """Pairs of mentions of different reports: found right, found, right."""
    places: dict[str, list[Mention]] = defaultdict(list)
    for mention in gold:
        places[within(mention)].append(mention)
    both = given = right = 0
    for place in sorted(places):
        for one, other in combinations(places[place], 2):
            if one.report == other.report:
                continue
            joined = (person := found.get((one.report, one.text))) is not None and person == found.get((other.report, other.text))
            true = one.chain is not None and one.chain == other.chain
            both, given, right = both + (joined and true), given + joined, right + true
    return prf(both, given, right)


def prf(both: int, given: int, right: int) -> Figures:
    """Precision, recall and F1."""
    return {"P": round(both / max(1, given), 3), "R": round(both / max(1, right), 3), "F": round(2 * both / max(1, given + right), 3)}


def _found(gold: Sequence[Mention], within: Callable[[Mention], str], joiner: Joiner) -> dict[tuple[str, str], int | None]:
    """The person of every (report, name), numbered through all events; None for what is no name."""
    forms: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for mention in gold:
        if mention.is_name:
            forms[within(mention)][mention.report][mention.text] += 1
    out: dict[tuple[str, str], int | None] = {}
    first = 0
    for place in sorted(forms):
        persons = joiner(forms[place])
        out.update({key: first + person for key, person in persons.items()})
        first += len(persons) + 1
    return out


def ours(forms: Mapping[str, Mapping[str, int]]) -> dict[tuple[str, str], int]:
    """Rashomon's joining."""
    return {
        (report, form): number
        for number, person in enumerate(join_persons(forms, sex_of))
        for form, reports in person.forms.items()
        for report in reports
    }


def by_likeness(alike: Callable[[str, str], bool]) -> Joiner:
    """A peer's joining: single link over pairs of names that are alike, reports aside."""

    def join(forms: Mapping[str, Mapping[str, int]]) -> dict[tuple[str, str], int]:
        names = sorted({name for report in forms.values() for name in report})
        home = {name: {name} for name in names}
        for one, other in combinations(names, 2):
            if home[one] is not home[other] and alike(one, other):
                home[one] |= home[other]
                home.update(dict.fromkeys(home[other], home[one]))
        number = {id(group): n for n, group in enumerate(home.values())}
        return {(report, name): number[id(home[name])] for report in forms for name in forms[report]}

    return join


def persons(path: Path = SHARED / "data" / "names" / ECB) -> dict[str, Figures]:
    """Pairwise figures of persons joined across the reports of an event."""
    every = mentions(path)
    linked = [mention for mention in every if mention.chain is not None]
    gold = [mention for mention in linked if mention.is_name]
    named = [mention for mention in every if mention.is_name]
    relatives = _one_surname(gold)
    within = _found(gold, _event, ours)
    out = {
        "event": _scored(gold, within, _event),
        "topic": _scored(gold, _found(gold, _topic, ours), _topic),
        "one surname": _scored(relatives, within, _event),
        "with unlinked": _scored(named, _found(named, _event, ours), _event),
        "with nominals": _scored(linked, within, _event),
    }
    for name, alike in _likenesses(gold).items():
        found = _found(gold, _event, by_likeness(alike))
        out[f"peer {name}"] = _scored(gold, found, _event)
        out[f"peer {name}, one surname"] = _scored(relatives, found, _event)
    return out


def found_by_ours(path: Path) -> Figures:
    """The figure that the gate keeps: names joined within an event."""
    gold = [mention for mention in mentions(path) if mention.chain is not None and mention.is_name]
    return _scored(gold, _found(gold, _event, ours), _event)


def _event(mention: Mention) -> str:
    return mention.event


def _topic(mention: Mention) -> str:
    return mention.topic


def _one_surname(gold: Sequence[Mention]) -> list[Mention]:
    """The mentions of persons who share their last word with another person of the event."""
    bearers: dict[tuple[str, str], set[str | None]] = defaultdict(set)
    for mention in gold:
        bearers[mention.event, _words(mention.text)[-1]].add(mention.chain)
    shared = {chain for chains in bearers.values() if len(chains) > 1 for chain in chains}
    return [mention for mention in gold if mention.chain in shared]


def _likenesses(gold: Sequence[Mention]) -> dict[str, Callable[[str, str], bool]]:
    """The peers' likeness of two names; a peer with a threshold gets the one best for it here."""
    out: dict[str, Callable[[str, str], bool]] = {"equal names": lambda a, b: _words(a) == _words(b)}
    for name, similarity in _similarities("Person").items():
        tried = {
            least / 100: _scored(gold, _found(gold, _event, by_likeness(_at_least(similarity, least / 100))), _event)
            for least in range(70, 100, 4)
        }
        best = max(tried, key=lambda least: (tried[least]["F"], least))
        out[f"{name} at {best:g}"] = _at_least(similarity, best)
    return out


def _at_least(similarity: Callable[[str, str], float], least: float) -> Callable[[str, str], bool]:
    return lambda a, b: similarity(a, b) >= least


# --- pairs of name_bench


@dataclass(frozen=True, slots=True)
class Case:
    """Two names and whether they name one."""

    schema: str
    one: str
    other: str
    match: bool


def cases(path: Path) -> list[Case]:
    """The labelled pairs."""
    with path.open(encoding="utf-8", newline="") as file:
        return [Case(row["schema"], row["name1"], row["name2"], row["is_match"] == "true") for row in csv.DictReader(file)]


def pairs(path: Path = SHARED / "data" / "names" / PAIRS) -> dict[str, Figures]:
    """Figures of pairs: all, by schema, without slips, and the peers'."""
    found = cases(path)
    out = {"all": _told(found, _joined)}
    for schema in sorted({case.schema for case in found}):
        out[schema] = _told([case for case in found if case.schema == schema], _joined)
    out["strict"] = _told(found, lambda case: _joined(case, ("same", "variant")))
    out["peer equal names"] = _told(found, lambda case: _words(case.one) == _words(case.other))
    for name in _similarities("Person"):
        tried = {least / 100: _told(found, partial(_similar, name, least / 100)) for least in range(50, 100, 2)}
        best = max(tried, key=lambda least: (tried[least]["F"], least))
        out[f"peer {name} at {best:g}"] = tried[best]
    return out


def told_by_ours(path: Path) -> Figures:
    """The figure that the gate keeps: all pairs."""
    return _told(cases(path), _joined)


def _similar(name: str, least: float, case: Case) -> bool:
    return _similarities(case.schema)[name](case.one, case.other) >= least


def _told(found: Sequence[Case], joined: Callable[[Case], bool]) -> Figures:
    told = [(joined(case), case.match) for case in found]
    return prf(sum(a and b for a, b in told), sum(a for a, _ in told), sum(b for _, b in told))


def _joined(case: Case, near: Sequence[str] = ("same", "variant", "slip")) -> bool:
    person, body = compare_persons(case.one, case.other).nearness in near, compare_bodies(case.one, case.other).nearness in near
    return {"Person": person, "LegalEntity": person or body}.get(case.schema, body)


# --- peers


@lru_cache(maxsize=65536)
def _words(name: str) -> tuple[str, ...]:
    from anyascii import anyascii

    return tuple(re.findall(r"[^\W_]+", anyascii(name).lower()))


@lru_cache(maxsize=8)
def _similarities(schema: str) -> dict[str, Callable[[str, str], float]]:
    out: dict[str, Callable[[str, str], float]] = {"Jaro-Winkler of words": jaro_winkler}
    try:
        rigour = import_module("rigour.names")
    except ImportError:
        return out
    tag = getattr(rigour.NameTypeTag, {"Person": "PER", "LegalEntity": "ENT", "Vessel": "OBJ"}.get(schema, "ORG"))
    out["rigour"] = lru_cache(maxsize=200_000)(lambda a, b: rigour_similarity(a, b, tag))
    return out


@lru_cache(maxsize=200_000)
def jaro_winkler(a: str, b: str) -> float:
    """Words paired best first, weighed by their letters; words of the shorter name only."""
    from rapidfuzz.distance import JaroWinkler

    short, long = sorted((list(_words(a)), list(_words(b))), key=len)
    total, weight = 0.0, sum(map(len, short))
    while short:
        best, x, y = max((JaroWinkler.similarity(x, y), x, y) for x in short for y in long)
        total += best * len(x)
        short.remove(x)
        long.remove(y)
    return total / weight if weight else 0.0


def rigour_similarity(a: str, b: str, tag: object) -> float:
    """Letters that rigour explains by a symbol or by its alignment, of all letters; extra words of the longer name weigh a third."""
    rigour = import_module("rigour.names")
    ours, theirs = (next(iter(rigour.analyze_names(tag, [name], infer_initials=True)), None) for name in (a, b))
    if ours is None or theirs is None:
        return 0.0
    return max(_rigour_paired(ours, theirs, paired, rigour.compare_parts) for paired in (rigour.pair_symbols(ours, theirs) or [()]))


def _rigour_paired(ours: Any, theirs: Any, paired: Sequence[Any], compare_parts: Callable[..., Sequence[Any]]) -> float:
    taken = [{part for edge in paired for part in getattr(edge, side)} for side in ("qps", "rps")]
    rest = [[part for part in name.parts if part not in some] for name, some in zip((ours, theirs), taken, strict=True)]
    gained = weight = 0.0
    for edge in (*paired, *compare_parts(*rest)):
        letters = max(sum(len(part.comparable) for part in getattr(edge, side)) for side in ("qps", "rps"))
        share = 1.0 if edge.qps and edge.rps else 1 / 3
        gained, weight = gained + edge.score * letters * share, weight + letters * share
    return gained / weight if weight else 0.0


def main(shared: Path = SHARED) -> dict[str, dict[str, Figures]]:
    """Every figure that the material at hand allows."""
    folder = shared / "data" / "names"
    if not (folder / ECB).is_file() or not (folder / PAIRS).is_file():
        print(f"SKIPPED: no {ECB} and {PAIRS} in {folder}, which is not part of the repository", file=sys.stderr)
        return {}
    if "rigour" not in _similarities("Person"):
        print("SKIPPED: the peer rigour, which cannot be imported here (pip install rigour; it builds PyICU)", file=sys.stderr)
    figures = {"persons": persons(folder / ECB), "pairs": pairs(folder / PAIRS)}
    print(json.dumps(figures, indent=1))
    return figures


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
