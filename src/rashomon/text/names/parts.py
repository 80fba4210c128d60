"""What the words of a personal name are: the name itself, and what may be missing (titles, nicknames, particles)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_NICKNAME = re.compile(r"(?<!\w)[\"“”„«‘'(]\s*([^\s\"“”„«»‘’'()](?:[^\"“”„«»‘’'()]*[^\s\"“”„«»‘’'()])?)\s*[\"“”»’')](?!\w)")
_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’`ʼ])*\.?")
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_BARE = re.compile(r"[\u0590-\u08ff]")  # Hebrew and Arabic write no vowels
_TOGETHER = re.compile(r"\b(?:(?!NG\b)[B-DF-HJ-NP-TV-XZ]{2,3}|[AEIOU][JKVWXZ])\b(?=[.\s]+\w)")  # initials; "LI" is a surname
_KOREAN = re.compile(r"[\uac00-\ud7af]")
_GENITIVE = re.compile(r"(?<=\w)['’]s$")
_CAMEL = re.compile(r"(?<=[a-z'])(?=[A-Z])")
TITLES = frozenset(
    """
    mr mrs ms miss mx mister messrs dr doctor prof professor sir dame lord lady madam mme mlle monsieur madame herr frau senor senora
    signor signora don dona rev reverend pastor bishop capt captain col colonel gen general lt lieutenant sgt sergeant maj major adm admiral
    cpl pvt officer judge justice hon president presidente prasident presidenta prezident premier minister chancellor senator sen rep
    congressman congresswoman gov governor mayor king queen prince princess sheikh shaikh shaykh sheik haji hajji hadji hajj mullah
    mawlawi maulavi maulana imam ayatollah coach deputy detective attorney lawyer spokesman spokeswoman spokesperson ambassador
    director chairman chairwoman secretary commissioner sheriff inspector constable corporal cardinal archbishop father sister brother
    cllr councillor councilor councilman councilwoman ald alderman amb det brig cmdr insp supt baroness pope
    member former ex acting vice
    """.split()
)
_BEFORE_NAMES = frozenset("mr mrs ms dr prof sgt capt lt gov sen rev".split())  # abbreviations that a name follows
_OF_MEN = frozenset("mr mister sir lord monsieur herr senor signor don sheikh king prince pope congressman councilman".split())
_OF_WOMEN = frozenset(
    "mrs ms miss dame lady madam mme mlle madame frau senora signora dona queen princess congresswoman councilwoman baroness".split()
)
SUFFIXES = frozenset("jr sr junior senior ii iii iv md phd esq esquire dds cpa mba mp kc qc obe cbe mbe rn do".split())
_GENERATIONS = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}
ARTICLES = frozenset("al el ul ur ad an ar as ash at az".split())  # of Arabic, written with any letter they sound like
FATHERS = frozenset("bin ben ibn ibne bint binti".split())
PARTICLES = frozenset("de del della der den di da dos du das do la le lo las los van von vom zu zur ter ten te y e af av".split())
_SERVANT = re.compile(r"^abd[aeiou]l(?!l?ah)(?=.)")  # Abdulaziz, Abdelaziz: servant of


@dataclass(frozen=True, slots=True)
class Parts:
    """A personal name taken apart. Everything in small Latin letters, in order."""

    words: tuple[str, ...]  # what has to meet
    joined: tuple[str, ...] = ()  # the same with particles written together with the word behind: "vandermeer"; none without particles
    may_miss: frozenset[str] = frozenset()  # nicknames: they help where they meet and never forbid
    sons: frozenset[tuple[str, str]] = frozenset()  # who is given as whose child: (child, father)
    east_asian: str = ""  # the name as written, where it is in Chinese, Japanese or Korean characters
    bare: bool = False  # from a script without vowels
    turned: bool = False  # "Surname, First"
    sex: str = ""  # m or f, where a title says so
    generation: str = ""  # jr, sr, ii and so on


@lru_cache(maxsize=16384)
def parts(name: str) -> Parts:
    """Read a name. A name of nothing but titles keeps its last one."""
    name = _GENITIVE.sub("", name.strip())
    nicknames = [nickname for nickname in _NICKNAME.findall(name) if _NICKNAME.sub(" ", name).strip()]
    plain = _NICKNAME.sub(" ", name) if nicknames else name
    turned, plain = _turned(plain)
    plain = _behind_roles(plain)
    every = _latin(_initials_apart(plain))
    words = [word for n, word in enumerate(every) if n == 0 or word not in SUFFIXES]
    generation = next((_GENERATIONS[word] for word in every[1:] if word in _GENERATIONS), next(iter(_said_behind(name)), ""))
    titles = words[: _titles(words)]
    words = words[len(titles) :]
    sex = "m" if _OF_MEN.intersection(titles) else "f" if _OF_WOMEN.intersection(titles) else ""
    kept, sons = _without_particles(words)
    hints = frozenset(word for nickname in nicknames for word in _latin(nickname) if word not in ("the", "aka"))
    east = "".join(_EAST_ASIAN.findall(name))
    return Parts(tuple(kept), _joined(words), hints, sons, east, bool(_BARE.search(name)), turned, sex, generation)


def _said_behind(name: str) -> list[str]:
    """The generations that stand behind a comma: "Holm, Jr."."""
    return [_GENERATIONS[word] for piece in name.split(",")[1:] for word in _latin(piece) if word in _GENERATIONS]


def _initials_apart(name: str) -> str:
    """A name with initials written in one ("JR Holm") parted; a name in capitals throughout stays as it is."""
    return _TOGETHER.sub(lambda found: " ".join(found[0]), name) if any(map(str.islower, name)) else name


def _titles(words: list[str]) -> int:
    """How many words at the head of a name are titles; what stands before a "Dr" or "Mr" goes with it."""
    before = [n for n, word in enumerate(words[:-1]) if word in _BEFORE_NAMES]
    at = before[-1] + 1 if before else 0
    while at < len(words) - 1 and words[at] in TITLES:
        at += 1
    return at


def _turned(name: str) -> tuple[bool, str]:
    """A name with its surname first and a comma, turned round; degrees and ages behind a comma go."""
    first, *rest = (piece.strip() for piece in name.split(","))
    said = [piece for piece in rest if (words := _latin(piece)) and not all(word in SUFFIXES or len(word) == 1 for word in words)]
    if first and len(said) == 1 and len(rest) == 1:
        return True, f"{said[0]} {first}"
    return False, first or " ".join(rest)


def _behind_roles(name: str) -> str:
    """A name without the words in small letters before it: "harbour master Ilka Brennt"."""
    words = name.split()
    if not words or not any(word[:1].isupper() for word in words):
        return name
    roles = [n for n, word in enumerate(words[:-1]) if word.isalpha() and word.islower() and word not in PARTICLES | ARTICLES | FATHERS]
    last = max((n for n in roles if len(words[n]) > 2 and words[n + 1][:1].isupper()), default=-1)
    return " ".join(words[last + 1 :])


def _latin(text: str) -> list[str]:
    """The words of a name in small Latin letters, parted at spaces, hyphens and full stops."""
    from anyascii import anyascii

    out: list[str] = []
    for piece in re.split(r"[\s\-‐‑–—·・‧=/,]+", text):
        latin = anyascii(piece)
        if _EAST_ASIAN.search(piece):
            latin = _CAMEL.sub(" ", latin).replace("-", " ")
        if _KOREAN.search(piece):
            latin = latin.lower().replace("eo", "o").replace("eu", "u")  # as names are mostly written
        out += [word.lower() for word in re.findall(r"[^\W_]+", re.sub(r"['’`]", "", latin))]
    return out


def _joined(words: list[str]) -> tuple[str, ...]:
    """The words of a name with its particles written together with the word behind; at the head only those of a lone surname."""
    particles = [len(word) > 1 and word in ARTICLES | PARTICLES for word in words[:-1]]
    out: list[str] = []
    front = ""
    for n, word in enumerate(words):
        if n < len(particles) and particles[n] and (n > 0 or all(particles)):
            front += word
        else:
            out.append(front + word)
            front = ""
    return tuple(out) if len(out) < len(words) else ()


def _without_particles(words: list[str]) -> tuple[list[str], frozenset[tuple[str, str]]]:
    """The words that carry a name, and who is whose child. Words of one letter stay: they are initials."""
    kept: list[str] = []
    sons: set[tuple[str, str]] = set()
    child = ""
    for n, word in enumerate(words):
        last = n == len(words) - 1
        if word in FATHERS and not (last and not kept):
            child = kept[-1] if kept else ""
            continue
        if word in ARTICLES | PARTICLES and len(words) > 1 and not (last and len(kept) == 0) and len(word) > 1:
            continue
        word = _SERVANT.sub("abd", word)
        word = "abd" if word in ("abdul", "abdel", "abdal", "abdol") else word
        if child:
            sons.add((child, word))
            child = ""
        kept.append(word)
    return (kept or list(words)), frozenset(sons)
