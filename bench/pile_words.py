"""What the invented news of bench/pile.py is told in: vocabulary, names, facts, sentences.

A story holds what every account of it can draw on: people, places, an organisation, words of its own, and facts, each of
which ties some of these to a number or a day. An account picks most facts, in its own order and with its own
filler, so that two accounts share what the event is about and hardly a phrase.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from math import log
from random import Random

from rashomon.lang import language
from rashomon.text.background import background

BEATS, KINDS = 40, 6  # fields of news, and kinds of events in each
BEAT_WORDS, KIND_WORDS, OWN_WORDS, FACTS = 250, 18, 26, 14
FROM_KIND, FROM_BEAT = 13, 6  # of a story's own words
RARE = 6.0  # bits from which a word says something
PROMINENT, PLACES, SURNAMES, OUTLETS, FORMS = 400, 3000, 20000, 300, 25
STARTS = (
    "Bel Cor Dun El Fen Gar Hol Is Kel Lor Mar Nor Ost Pel Ran Sel Tor Ul Ves Wen Zar Bran Cald Drem Fal Grev Hask Jor Lind Mov".split()
)
MIDDLES = "a e i o u am el in or us er ov ast end ill".split()
ENDS = "ard berg dale ford grave ham itz kov land mere nik ola port quist rath sen ton ule vik wick yan zen".split()
FORENAMES = (
    "Ada Alan Anna Boris Carla Carlos Dana David Elena Emma Felix Grace Hana Hugo Ida Ivan James Jana Joan Karl Lena Liam Lucas Maria Mark "
    "Mina Nadia Nina Omar Oscar Paul Petra Rosa Ruth Sam Sara Tom Vera Victor Yara"
).split()
CITIES = (
    "London Paris Berlin Madrid Rome Moscow Tokyo Beijing Delhi Cairo Sydney Boston Chicago Houston Washington Brussels Geneva Vienna"
).split()
BODIES = "Bank Group Union Party Council Institute Airlines Motors Energy Hospital University Police Court Club Agency".split()
MEDIA = "Post Times Herald Courier Gazette Echo Standard Tribune Wire News".split()
UNITS = {
    "en": "people dollars percent euros houses workers miles tonnes passengers years police patients votes students".split(),
    "es": "personas dolares euros casas trabajadores kilometros toneladas pasajeros policias votos".split(),
    "it": "persone dollari euro case lavoratori chilometri tonnellate passeggeri agenti voti".split(),
    "nl": "mensen dollar euro huizen werknemers kilometer ton passagiers agenten stemmen".split(),
}
SAID = {"en": "said", "es": "dijo", "it": "dichiarato", "nl": "zei"}


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to tell: words of the story, who and where, a number with the place of its unit in UNITS, a weekday."""

    words: tuple[int, ...]  # places in the story's vocabulary
    names: tuple[str, ...]
    number: int | None
    unit: int
    weekday: int | None
    quoted: bool


@dataclass(frozen=True, slots=True)
class Beat:
    """A field of news: the words its stories share by language, those of each kind of event, and who it is about."""

    words: dict[str, list[str]]
    kinds: list[dict[str, list[str]]]
    names: list[str]


@dataclass(frozen=True, slots=True)
class Story:
    """What the accounts of one event have in common."""

    beat: Beat
    kind: dict[str, list[str]]
    words: dict[str, list[str]]  # by language
    names: list[str]
    facts: list[Fact]


@dataclass(frozen=True, slots=True)
class Account:
    """One report: its paragraphs are lists of sentences."""

    title: str
    paragraphs: tuple[tuple[str, ...], ...]
    outlet: str
    lang: str


class Vocabulary:
    """The words of one language, drawn as often as the background has them."""

    def __init__(self, lang: str) -> None:
        rarities = {word: bits for word, bits in sorted(background().rarities[lang].items()) if word.isalpha() and len(word) > 1}
        often = {word: -log(1 - min(0.97, 2**-bits)) for word, bits in rarities.items()}
        calendar = {*language(lang).months, *language(lang).weekdays}  # capitalised in English; a fact names its day itself
        self.rare = [word for word, bits in rarities.items() if bits >= RARE and len(word) > 3 and word not in calendar]
        self._common = [word for word, bits in rarities.items() if bits < RARE and word not in calendar]
        self._weights = list(accumulate(often[word] for word in self._common))

    def common(self, random: Random, count: int) -> list[str]:
        """Words of every day."""
        return random.choices(self._common, cum_weights=self._weights, k=count)


class World:
    """Everything that outlasts a story: vocabularies, beats, people everybody knows, outlets and their furniture."""

    def __init__(self, seed: int) -> None:
        random = Random(f"world {seed}")  # noqa: S311
        known = [lang for lang in UNITS if background().knows(lang)]
        self._words = {lang: Vocabulary(lang) for lang in known}
        self._surnames = sorted({_name(random) for _ in range(SURNAMES)})
        self._places = [*CITIES, *sorted({_name(random) + random.choice(("", "", " Bay", " Hills")) for _ in range(PLACES)})]
        self._prominent = [self._person(random) for _ in range(PROMINENT)]
        self._beats = [self._beat(random) for _ in range(BEATS)]
        self._outlets = [f"{random.choice(self._places)} {random.choice(MEDIA)}" for _ in range(OUTLETS)]
        self._furniture = {outlet: [self._sentence(random, "en", [outlet], 14) for _ in range(2)] for outlet in self._outlets}
        self._forms = [[self._form_line(random) for _ in range(5)] for _ in range(FORMS)]

    def languages(self, random: Random) -> tuple[str, ...]:
        """The languages of an event that is told in more than English."""
        other = random.choice([lang for lang in self._words if lang != "en"] or ["en"])
        return (other,) if random.random() < 0.4 else ("en", "en", other)

    def story(self, random: Random) -> Story:
        """A new event."""
        beat = random.choice(self._beats)
        kind = random.choice(beat.kinds)
        words = {lang: self._own_words(random, beat, kind, lang) for lang in self._words}
        names = [self._person(random) for _ in range(random.randint(2, 5))] + [self._place(random) for _ in range(random.randint(1, 3))]
        names += [f"{_name(random)} {random.choice(BODIES)}", *random.sample(beat.names, random.randint(1, 3))]
        return Story(beat, kind, words, names, [self._fact(random, names) for _ in range(FACTS)])

    def sequel(self, random: Random, story: Story) -> Story:
        """What happened a month later to the same people: most names and half of the words return, no fact does."""
        kept = random.sample(story.names, max(1, round(len(story.names) * 0.6)))
        names = kept + [self._person(random) for _ in range(2)] + [self._place(random)]
        words = {}
        for lang, old in story.words.items():
            new = self._own_words(random, story.beat, story.kind, lang)
            words[lang] = [random.choice(pair) for pair in zip(old, new, strict=True)]
        return Story(story.beat, story.kind, words, names, [self._fact(random, names) for _ in range(FACTS)])

    def account(self, random: Random, story: Story, lang: str) -> Account:
        """One telling, of 150 to 600 words: the facts it picks, each in a sentence or two, with filler between."""
        length = int(min(600, max(150, random.lognormvariate(5.75, 0.4))))
        facts = random.sample(story.facts, round(len(story.facts) * random.uniform(0.2, 0.9)))
        facts.sort(key=story.facts.index)
        sentences = [self._tell(random, story, fact, lang) for fact in facts]
        words = sum(sentence.count(" ") + 1 for sentence in sentences)
        mood = random.sample(self._words[lang].rare, 30)  # what this writer dwells on
        while words < length:
            extra = [random.choice(story.words[lang]), random.choice(story.beat.words[lang]), *random.choices(mood, k=1)]
            if random.random() < 0.4:
                extra.append(_short(random.choice(story.names)))
            sentence = self._sentence(random, lang, extra, random.randint(10, 26))
            sentences.insert(random.randint(1, len(sentences)), sentence)
            words += sentence.count(" ") + 1
        head = [*random.choices(story.words[lang][:10], k=4), _short(random.choice(story.names[:3]))]
        title = self._sentence(random, lang, head, random.randint(7, 10)).rstrip(".")
        return Account(title, tuple(_paragraphs(random, sentences)), random.choice(self._outlets), lang)

    def copied(self, random: Random, original: Account) -> Account:
        """A copy by another outlet: verbatim, cut short, or under a headline of its own."""
        outlet, kind = random.choice(self._outlets), random.random()
        if kind < 0.4:
            return replace(original, outlet=outlet)
        if kind < 0.75:
            kept = max(1, round(len(original.paragraphs) * random.uniform(0.3, 0.8)))
            return replace(original, outlet=outlet, paragraphs=original.paragraphs[:kept])
        words = original.title.split()
        return replace(original, outlet=outlet, title=" ".join(words[: max(3, len(words) - 3)]))

    def furnished(self, account: Account) -> Account:
        """The account with what its outlet prints around every report."""
        above, below = self._furniture[account.outlet]
        return replace(account, paragraphs=((above,), *account.paragraphs, (below,)))

    def form(self, random: Random) -> Account:
        """A telegram: fixed sentences with names and figures put in."""
        body = f"{_name(random)} {random.choice(BODIES)}"
        lines = [
            _capitalised([*words[:6], body, *words[6:10], f"{random.uniform(1, 900):.1f}", random.choice(UNITS["en"]), *words[10:]])
            for words in random.choice(self._forms)
        ]
        return Account(f"{body}: {random.choice(self._places)}", tuple((line,) for line in lines), random.choice(self._outlets), "en")

    # --- parts --------------------------------------------------------------------------------

    def _form_line(self, random: Random) -> list[str]:
        known = self._words["en"]
        return known.common(random, 9) + random.sample(known.rare, 4)

    def _beat(self, random: Random) -> Beat:
        words = {lang: random.sample(known.rare, BEAT_WORDS) for lang, known in self._words.items()}
        kinds = [{lang: random.sample(known.rare, KIND_WORDS) for lang, known in self._words.items()} for _ in range(KINDS)]
        return Beat(words, kinds, [*random.sample(self._prominent, 25), *random.sample(self._places, 15)])

    def _own_words(self, random: Random, beat: Beat, kind: dict[str, list[str]], lang: str) -> list[str]:
        """What the event is told in; a good part of it is that of its kind."""
        words = random.sample(kind[lang], FROM_KIND) + random.sample(beat.words[lang], FROM_BEAT)
        words += random.sample(self._words[lang].rare, OWN_WORDS - len(words))
        random.shuffle(words)
        return words

    def _person(self, random: Random) -> str:
        return f"{random.choice(FORENAMES)} {random.choice(self._surnames)}"

    def _place(self, random: Random) -> str:
        """Known cities are named far more often than villages."""
        return self._places[int(len(self._places) * random.random() ** 3)]

    def _fact(self, random: Random, names: Sequence[str]) -> Fact:
        number = random.choice((random.randint(2, 99), random.randint(100, 9000), random.randint(2, 40))) if random.random() < 0.5 else None
        weekday = random.randrange(7) if random.random() < 0.4 else None
        own = tuple(random.sample(range(OWN_WORDS), 5))
        return Fact(own, tuple(random.sample(names, random.randint(0, 2))), number, random.randrange(10), weekday, random.random() < 0.25)

    def _tell(self, random: Random, story: Story, fact: Fact, lang: str) -> str:
        keys = [story.words[lang][n] for n in fact.words if random.random() < 0.7]
        keys += [name if random.random() < 0.6 else _short(name) for name in fact.names]
        if fact.number is not None:
            keys.append(f"{fact.number:,} {UNITS[lang][fact.unit]}")
        if fact.weekday is not None:
            day = language(lang).weekdays[fact.weekday]
            keys.append(day.title() if lang == "en" else day)
        sentence = self._sentence(random, lang, keys, random.randint(12, 28))
        if fact.quoted and fact.names:
            return f"“{sentence.rstrip('.')},” {fact.names[0]} {SAID[lang]}."
        return sentence

    def _sentence(self, random: Random, lang: str, keys: Sequence[str], length: int) -> str:
        """Keys in any order among common words."""
        words = self._words[lang].common(random, max(3, length - len(keys)))
        for key in keys:
            words.insert(random.randint(1, len(words)), key)
        return _capitalised(words)


def _capitalised(words: Sequence[str]) -> str:
    text = " ".join(words)
    return f"{text[0].upper()}{text[1:]}."


def _short(name: str) -> str:
    """How a name returns: by its invented part, the longest."""
    return max(name.split(), key=len)


def _name(random: Random) -> str:
    return random.choice(STARTS) + random.choice(MIDDLES) + random.choice(ENDS)


def _paragraphs(random: Random, sentences: Sequence[str]) -> list[tuple[str, ...]]:
    found, start = [], 0
    while start < len(sentences):
        end = start + random.randint(1, 3)
        found.append(tuple(sentences[start:end]))
        start = end
    return found
