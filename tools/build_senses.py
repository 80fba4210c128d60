"""Make src/rashomon/text/senses.gz from WordNet 3.0: which words mean much the same, and which the opposite.

    python tools/build_senses.py FOLDER     FOLDER holds WordNet's data.*, index.*, *.exc and cntlist.rev (Debian: wordnet-base)

Kept are the words of the shipped background, and verbs of two words made of them, with their MOST commonest senses; of what stands
between senses: what an adjective is similar to, what a noun or verb is a kind of, groups of verbs, what an adverb is made from, and
opposites, but for those of one way seen from its two ends (VIEW): who comes here goes there.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

from rashomon.text.background import background
from rashomon.text.senses import ENDINGS, PARTS, Part, Senses, dump

TARGET = ROOT / "src" / "rashomon" / "text" / "senses.gz"
MOST = 4
FILES: dict[Part, str] = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
BESIDE = {"n": "@", "v": "@$", "a": "&", "r": "\\"}
VIEW = {"come", "go", "bring", "take", "arrive", "depart"}
KEYS: dict[str, Part] = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}  # parts of speech in cntlist.rev

Place = tuple[Part, str]  # part of speech and offset
Pointer = tuple[str, Place]


def synsets(folder: Path) -> dict[Place, list[Pointer]]:
    """Every synset with its pointers."""
    found: dict[Place, list[Pointer]] = {}
    for part, name in FILES.items():
        for line in (folder / f"data.{name}").read_text(encoding="ascii").splitlines():
            if line[0] == " ":
                continue
            row = line.split("|")[0].split()
            at = 4 + 2 * int(row[3], 16)
            pointers = [row[at + 1 + 4 * n : at + 5 + 4 * n] for n in range(int(row[at]))]
            found[part, row[0]] = [(mark, (target.replace("s", "a"), offset)) for mark, offset, target, _ in pointers]  # type: ignore[misc]
    return found


def index(folder: Path) -> dict[tuple[str, Part], list[Place]]:
    """The senses of each word, commonest first."""
    found: dict[tuple[str, Part], list[Place]] = {}
    for part, name in FILES.items():
        for line in (folder / f"index.{name}").read_text(encoding="ascii").splitlines():
            if line[0] != " ":
                row = line.split()
                found[row[0].replace("_", " "), part] = [(part, offset) for offset in row[6 + int(row[3]) :]]
    return found


def irregular(folder: Path) -> dict[str, tuple[str, ...]]:
    """Forms that the endings do not make, with their words."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in FILES.values():
        for line in (folder / f"{name}.exc").read_text(encoding="ascii").splitlines():
            form, *words = line.replace("_", " ").split()
            found[form].update(words)
    return {form: tuple(sorted(words)) for form, words in sorted(found.items())}


def uses(folder: Path) -> dict[str, Counter[Part]]:
    """How often each word is used as what in the tagged texts."""
    found: dict[str, Counter[Part]] = defaultdict(Counter)
    for line in (folder / "cntlist.rev").read_text(encoding="ascii").splitlines():
        key, _, times = line.split()
        word, _, rest = key.partition("%")
        found[word.replace("_", " ")][KEYS[rest[0]]] += int(times)
    return found


def common(words: set[str]) -> set[str]:
    """The words of the background in every form they may be of."""
    bare = {word[: -len(end)] + instead for word in words for endings in ENDINGS.values() for end, instead in endings if word.endswith(end)}
    return words | bare | {word[:-1] for word in bare if word[-1:] == word[-2:-1]}


def build(folder: Path) -> Senses:
    """The senses of common words."""
    pointers, senses_of, forms, used = synsets(folder), index(folder), irregular(folder), uses(folder)
    known = common(set(background().rarities["en"]))
    known |= {word for form in known for word in forms.get(form, ())}
    words: dict[Place, list[str]] = defaultdict(list)
    for (word, part), places in sorted(senses_of.items()):
        verb = part == "v" and word.count(" ") == 1
        if all(piece in known for piece in re.split("[ -]", word)) and (verb or " " not in word) and "," not in word:
            for place in places[:MOST]:
                words[place].append(word)
    order = sorted(words, key=lambda place: (PARTS.index(place[0]), words[place], place[1]))
    number = {place: n for n, place in enumerate(order)}

    def linked(place: Place, marks: str) -> frozenset[int]:
        return frozenset(number[target] for mark, target in pointers[place] if mark in marks and target in number)

    def against(place: Place) -> frozenset[int]:
        seen = VIEW & set(words[place])
        return frozenset(n for n in linked(place, "!") if not (seen and VIEW & set(words[order[n]])))

    rows: dict[str, list[str]] = defaultdict(list)
    for (word, part), places in sorted(senses_of.items(), key=lambda row: (row[0][0], PARTS.index(row[0][1]))):
        numbers = sorted(number[place] for place in places if place in number and word in words[place])
        if numbers:
            rows[word].append(f"{part}{used[word][part].bit_length()}:{','.join(map(str, numbers))}")
    for form, bases in forms.items():
        if kept := [base for base in bases if base in rows]:
            rows[form].append(f"={','.join(kept)}")
    lines = [
        "|".join((place[0], *_links("&", linked(place, BESIDE[place[0]]), n), *_links("!", against(place), n)))
        for place, n in number.items()
    ]
    return Senses(tuple(sorted("|".join((word, *fields)) for word, fields in rows.items())), tuple(lines))


def _links(mark: str, some: frozenset[int], own: int) -> tuple[str, ...]:
    """Senses linked to a sense, counted from its own number."""
    return (f"{mark}{','.join(str(n - own) for n in sorted(some))}",) if some else ()


def main() -> None:
    content = dump(build(Path(sys.argv[1])))
    TARGET.write_bytes(content)
    print(f"{TARGET.relative_to(ROOT)}: {len(content)} bytes, sha256 {sha256(content).hexdigest()}")


if __name__ == "__main__":
    main()
