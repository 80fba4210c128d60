"""What newsrooms do to a text: one function an operator, each from the drafts of its parents to the draft of the child.

Two sets. FIT is for fitting; HELD_OUT holds other mechanisms, the other half of the synonym table and other stock phrases, and is
for measuring. Both may make an error, turn numerals and leave sentences out. A draft keeps, for every sentence, which sentences of which
account it renders; a quotation that was taken over from somebody else's account is nobody's text, and so is a new fact. What an
operator gets wrong stays wrong in the drafts that are made from its draft.

Synonyms come from a table without regard to sense, as article spinners work: "the party's heart" may become "the faction's core".
A new fact is given to one text of an event only, since two that hit on the same stock phrase would seem to have copied.

| set | copies | shortens | rewrites | combines | moves on |
|---|---|---|---|---|---|
| FIT | verbatim, boilerplate | truncation | light edit, spin, heavy spin | merge | update |
| HELD_OUT | house style | middle cut | back-translation, reordered spin (heavy, too), fusion | embedding | live update |
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from .wording import NEWSROOM, Half, number_of, number_words, reword, segments

NOBODY: frozenset[tuple[int, int]] = frozenset()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = frozenset(
    "January February March April May June July August September October November December Jan Feb Aug Sept Oct Nov Dec".split()
)
_OPENERS = frozenset(
    "the a an he she it they we in on at after before when while as this that these those his her their its there if but and for under"
    "".split()
)
_DAY = re.compile(r"\b(?:" + "|".join(WEEKDAYS) + r"|yesterday|today)\b")

_BEHIND = re.compile(
    r"([A-Z].{25,}?),? (after|when|while|because|although|before|as) "
    r"((?:the|a|an|he|she|it|they|his|her|their|police|officials)\b[^,;]{12,})\."
)
_AHEAD = re.compile(r"(After|When|While|Because|Although|Before|As|If) ([^,;]{12,}), ([^,;]{20,})\.")
_SAID_LAST = re.compile(r"([A-Z].{20,}), ((?:[A-Z]|the |a |police|officials)[^,;]{2,50}?) (said|says|announced|stated)( on \w+)?\.")
_SAID_FIRST = re.compile(
    r"((?:[A-Z]|The |A )[^,;]{2,50}?) (said|says|stated|announced)( on \w+)? (?:that )?"
    r"((?:the|a|an|he|she|it|they|his|her|there)\b.{20,})\."
)
_PASSIVE = re.compile(
    r"((?:The|A|An|Two|Three|Four) [a-z ]{3,40}|[A-Z][a-z]+ [A-Z][a-z]+) (?:was|were) ([a-z]+ed) "
    r"by ((?:the |a |an )?[\w ]{3,40}?)((?: on| in| at| after)\b.*)?\."
)
_GENITIVE = re.compile(r"(?<![\w.] )\b((?:[A-Z][a-z]+ )?[A-Z][a-z]+)['’]s ([a-z]+)\b")
_ADVERB = re.compile(r" (?!only|family|early|daily|likely)(?:[a-z]{3,}ly|very|also|already|just|now|even)(?= [a-z])")


@dataclass(frozen=True)
class Sentence:
    """A sentence and the sentences of accounts that it renders: account and place in it."""

    text: str
    bases: frozenset[tuple[int, int]]


Paragraph = tuple[Sentence, ...]


@dataclass(frozen=True)
class Draft:
    """A headline and paragraphs."""

    title: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        return "\n".join(" ".join(sentence.text for sentence in paragraph) for paragraph in self.paragraphs)

    @property
    def sentences(self) -> list[Sentence]:
        return [sentence for paragraph in self.paragraphs for sentence in paragraph]


@dataclass(frozen=True)
class Hand:
    """Who rewrites: chance, the half of the synonyms at hand, and which stock phrases of new facts the event has had."""

    random: Random
    half: Half
    told: set[str] = field(default_factory=set)

    def often(self, p: float) -> bool:
        return self.random.random() < p


Operator = Callable[[Sequence[Draft], Hand], Draft]
Change = Callable[[str, Hand], str]  # of one sentence without quotation marks, or of a piece of one


# --- plumbing ------------------------------------------------------------------------------


def pieces(paragraph: Paragraph) -> list[list[tuple[str, bool]]]:
    """The sentences of a paragraph in pieces outside and inside quotation marks."""
    return list(segments(sentence.text for sentence in paragraph))


def change_unquoted(draft: Draft, hand: Hand, change: Callable[[str, bool], str]) -> Draft:
    """Apply `change(piece, opens a sentence)` to whatever stands outside quotation marks."""
    made = []
    for paragraph in draft.paragraphs:
        rows = zip(paragraph, pieces(paragraph), strict=True)
        made.append(tuple(replace(s, text="".join(t if q else change(t, n == 0) for n, (t, q) in enumerate(row))) for s, row in rows))
    return replace(draft, paragraphs=tuple(made))


def change_sentences(draft: Draft, hand: Hand, change: Change, share: float) -> Draft:
    """Apply `change` to a share of the sentences that hold no quotation mark and lie outside quotations."""
    made = []
    for paragraph in draft.paragraphs:
        whole = [len(row) == 1 and not row[0][1] for row in pieces(paragraph)]
        rows = zip(paragraph, whole, strict=True)
        made.append(tuple(replace(s, text=change(s.text, hand)) if free and hand.often(share) else s for s, free in rows))
    return replace(draft, paragraphs=tuple(made))


def draft_of(title: str, sentences: Iterable[Sentence], hand: Hand) -> Draft:
    """Sentences in paragraphs of one to three."""
    left, paragraphs = list(sentences), []
    while left:
        n = hand.random.randint(1, 3)
        paragraphs.append(tuple(left[:n]))
        left = left[n:]
    return Draft(title, tuple(paragraphs))


def lower_first(text: str) -> str | None:
    """The text as it goes on behind a comma; None where its first word may be a name."""
    first = re.match(r"[A-Za-z]+", text)
    return text[0].lower() + text[1:] if first and first.group().lower() in _OPENERS else None


def upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def synonyms(draft: Draft, hand: Hand, share: float, *, deep: bool = False) -> Draft:
    """Synonyms outside quotation marks, in the headline too."""
    done = change_unquoted(draft, hand, lambda piece, opens: reword(piece, hand.half, share, hand.random, opens=opens, deep=deep))
    return replace(done, title=reword(draft.title, hand.half, share, hand.random, deep=deep))


def cut_to(draft: Draft, keep: Sequence[bool]) -> Draft:
    """The sentences to keep; paragraphs that lose all of theirs go."""
    flags = iter(keep)
    paragraphs = (tuple(sentence for sentence in paragraph if next(flags)) for paragraph in draft.paragraphs)
    return replace(draft, paragraphs=tuple(paragraph for paragraph in paragraphs if paragraph))


def trimmed(draft: Draft, hand: Hand, share: float) -> Draft:
    """Up to a share of the sentences goes, the first two never, and never so many that fewer than five are left."""
    n = len(draft.sentences)
    gone = set(hand.random.sample(range(2, n), min(max(0, n - 5), round(share * n)))) if n > 5 else set()
    return cut_to(draft, [k not in gone for k in range(n)])


# --- small changes -------------------------------------------------------------------------


def _mapped(table: Mapping[str, Sequence[str]], p: float) -> Callable[[str, Hand], str]:
    """Replaces each phrase of a table with probability p; phrases are patterns without case at a sentence start."""
    pattern = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, table), key=len, reverse=True)) + r")(?!\w)")
    return lambda text, hand: pattern.sub(lambda m: hand.random.choice(table[m.group()]) if hand.often(p) else m.group(), text)


change_cues = _mapped(NEWSROOM["fit"]["cues"], 0.6)
change_cues_b = _mapped(NEWSROOM["held_out"]["cues"], 0.5)


def change_numerals(text: str, hand: Hand) -> str:
    """Numerals below one hundred into words and back; dates, times, sums and decimals stay."""

    def turn(match: re.Match[str]) -> str:
        before = text[: match.start()].rsplit(maxsplit=1)[-1:]
        named = bool(before) and (before[0].strip(".,") in _MONTHS or before[0][:1].isupper())
        if named or not hand.often(0.6):
            return match.group()
        if match.group().isdigit():
            return number_words(int(match.group())) if int(match.group()) < 100 else match.group()
        value = number_of(match.group())
        return match.group() if value is None or value < 2 else str(value)

    return re.sub(r"(?<![\w$£€.,:/-])(?:[1-9]\d?|[a-z]{3,9}(?:-[a-z]{3,5})?)(?![\w%:/-]|[.,]\d|’| million| billion)", turn, text)


def add_weekday(text: str, hand: Hand) -> str:
    """A day of the week behind a cue that has none."""
    if _DAY.search(text) or not hand.often(0.3):
        return text
    return re.sub(r"\b(said|announced|told reporters|stated|confirmed)\b(?! on)", rf"\1 on {hand.random.choice(WEEKDAYS)}", text, count=1)


def change_figure(text: str, hand: Hand) -> str:
    """Another count where one stands: what a later report knows, or a slip."""

    def turn(match: re.Match[str]) -> str:
        n = int(match.group())
        return match.group() if 1900 <= n <= 2030 else str(n + max(1, round(n * hand.random.uniform(0.05, 0.4))))

    return re.sub(r"(?<![\w$£€.,:/-])[1-9]\d{0,3}(?![\w%:/-]|[.,]\d|(?:st|nd|rd|th)\b)", turn, text, count=1)


def slips(draft: Draft, hand: Hand) -> Draft:
    """Errors that go on to whoever copies: a name misspelt throughout, a first name lost, a figure wrong."""
    kind = hand.random.choice(("spelling", "first name", "figure", "none"))
    if kind == "figure":
        wrong = hand.random.randrange(max(1, len(draft.sentences)))
        count = iter(range(len(draft.sentences)))
        return change_sentences(draft, hand, lambda text, h: change_figure(text, h) if next(count) >= wrong else text, 0.3)
    if kind == "first name":
        full = re.findall(r"\b[A-Z][a-z]+ (?=[A-Z][a-z]{3,}\b)", draft.text)
        gone = hand.random.choice(sorted(set(full))) if full else None
        return change_unquoted(draft, hand, lambda text, opens: text.replace(gone, "") if gone and not opens else text)
    names = sorted(set(re.findall(r"(?<=[a-z,] )[A-Z][a-z]{5,}\b", draft.text)) - set(WEEKDAYS) - _MONTHS)
    if kind != "spelling" or not names:
        return draft
    name = hand.random.choice(names)
    at = hand.random.randrange(2, len(name) - 1)
    wrong_name = name[:at] + name[at + 1 :] if hand.often(0.5) else name[:at] + name[at] + name[at:]
    return change_unquoted(draft, hand, lambda text, opens: re.sub(rf"\b{name}\b", wrong_name, text))


def front_clause(text: str, hand: Hand) -> str:
    """Turn "A after B." into "After B, a.", and the other way round."""
    behind = _BEHIND.fullmatch(text)
    if behind:
        main, word, clause = behind.groups()
        return f"{upper_first(word)} {clause}, {lower_first(main) or main}."
    ahead = _AHEAD.fullmatch(text)
    if ahead:
        word, clause, main = ahead.groups()
        return f"{upper_first(main)} {word.lower()} {clause}."
    return text


def turn_attribution(text: str, hand: Hand) -> str:
    """Turn "A, B said." into "B said that a." or "According to B, a.", and the other way round."""
    last = _SAID_LAST.fullmatch(text)
    if last:
        what, who, cue, day = last.groups()
        what = lower_first(what) or what
        return f"{upper_first(who)} {cue}{day or ''} that {what}." if hand.often(0.5) else f"According to {who}, {what}."
    first = _SAID_FIRST.fullmatch(text)
    if first:
        who, cue, day, what = first.groups()
        return f"{upper_first(what)}, {lower_first(who) or who} {cue}{day or ''}."
    according = re.fullmatch(r"(.{20,}), according to ([^,;]{3,60})\.", text)
    return f"According to {according.group(2)}, {lower_first(according.group(1)) or according.group(1)}." if according else text


def turn_voice(text: str, hand: Hand) -> str:
    """Turn "X was arrested by Y" into "Y arrested X", for regular verbs and short parties."""
    passive = _PASSIVE.fullmatch(text)
    if not passive:
        return text
    what, verb, who, rest = passive.groups()
    return f"{upper_first(who)} {verb} {lower_first(what) or what}{rest or ''}."


def split_sentence(sentence: Sentence) -> list[Sentence]:
    """Two sentences where a comma and a conjunction, or a semicolon, let them."""
    parts = re.fullmatch(r"(.{30,}?)(?:, (and|but) |; )((?:he|she|it|they|the|a|there|his|her|its|their)\b .{25,})", sentence.text)
    if not parts or '"' in sentence.text or "“" in sentence.text or "”" in sentence.text:
        return [sentence]
    left, word, right = parts.groups()
    right = upper_first(right) if word != "but" else f"However, {right}"
    return [replace(sentence, text=left + "."), replace(sentence, text=right)]


def join_sentences(left: Sentence, right: Sentence, links: Sequence[str], hand: Hand) -> list[Sentence]:
    """One sentence of two short ones, where the second starts with an ordinary word and neither quotes."""
    behind = lower_first(right.text)
    marks = any(mark in left.text + right.text for mark in '"“”')
    if marks or behind is None or not left.text.endswith(".") or len(left.text) + len(right.text) > 330:
        return [left, right]
    return [Sentence(left.text[:-1] + hand.random.choice(list(links)) + behind, left.bases | right.bases)]


def regroup(draft: Draft, hand: Hand, links: Sequence[str], join: float, split: float) -> Draft:
    """Sentences joined and split inside paragraphs."""
    paragraphs = []
    for paragraph in draft.paragraphs:
        made: list[Sentence] = []
        for sentence in paragraph:
            if made and hand.often(join):
                made[-1:] = join_sentences(made[-1], sentence, links, hand)
            else:
                made += split_sentence(sentence) if hand.often(split) else [sentence]
        paragraphs.append(tuple(made))
    return replace(draft, paragraphs=tuple(paragraphs))


# --- sentences that nobody else has --------------------------------------------------------


def news(hand: Hand, count: int, stock: Mapping[str, Sequence[str]]) -> list[Sentence]:
    """New facts, invented; none where the event has had every stock phrase."""
    made, left = [], [line for line in stock["news"] if line not in hand.told]
    for line in hand.random.sample(left, min(count, len(left))):
        hand.told.add(line)
        someone = hand.random.choice(list(stock["who"]))
        fields = {"day": hand.random.choice(WEEKDAYS), "n": hand.random.randint(11, 480), "m": hand.random.randint(2, 9)}
        made.append(Sentence(line.format(who=someone, who_l=someone[0].lower() + someone[1:], **fields), NOBODY))
    return made


# --- the operators for fitting -----------------------------------------------------------------


def verbatim(parents: Sequence[Draft], hand: Hand) -> Draft:
    """Word for word; every third time under a headline of its own."""
    title = reword(parents[0].title, hand.half, 0.8, hand.random)
    return replace(parents[0], title=title) if hand.often(0.33) else parents[0]


def boilerplate(parents: Sequence[Draft], hand: Hand) -> Draft:
    """Word for word in other paragraphs; the furniture of the outlet goes on when the page is made."""
    return draft_of(verbatim(parents, hand).title, parents[0].sentences, hand)


def truncation(parents: Sequence[Draft], hand: Hand) -> Draft:
    """The tail is cut; sometimes single sentences as well."""
    draft = parents[0]
    n = len(draft.sentences)
    keep = max(min(n, 4), round(n * hand.random.uniform(0.3, 0.8)))
    draft = cut_to(draft, [k < keep for k in range(n)])
    return trimmed(draft, hand, 0.12) if hand.often(0.5) else draft


def light_edit(parents: Sequence[Draft], hand: Hand) -> Draft:
    """A few words a sentence: synonyms, numerals, weekdays, cues; now and then a cut, an addition, an error."""
    draft = synonyms(parents[0], hand, hand.random.uniform(0.08, 0.25))
    draft = change_unquoted(draft, hand, lambda text, opens: change_cues(change_numerals(text, hand), hand))
    draft = change_sentences(draft, hand, add_weekday, 0.3)
    draft = slips(draft, hand) if hand.often(0.5) else draft
    draft = trimmed(draft, hand, hand.random.uniform(0.05, 0.2)) if hand.often(0.6) else draft
    return _with_news(draft, hand, 1, NEWSROOM["fit"]) if hand.often(0.25) else draft


def heavy_spin(parents: Sequence[Draft], hand: Hand) -> Draft:
    """Spun with all of WordNet at hand."""
    return spin(parents, hand, deep=True)


def spin(parents: Sequence[Draft], hand: Hand, *, deep: bool = False) -> Draft:
    """Most words that have a synonym get one; clauses change places, sentences are joined and split, cues and voices turn."""
    draft = parents[0]
    for change, share in ((turn_attribution, 0.6), (turn_voice, 0.7), (front_clause, 0.6)):
        draft = change_sentences(draft, hand, change, share)
    draft = regroup(draft, hand, (", and ", ", while ", "; "), 0.25, 0.4)
    draft = synonyms(draft, hand, hand.random.uniform(0.6, 0.95), deep=deep)
    draft = change_unquoted(draft, hand, lambda text, opens: change_cues(change_numerals(text, hand), hand))
    draft = slips(draft, hand) if hand.often(0.4) else draft
    return trimmed(draft, hand, hand.random.uniform(0.05, 0.25)) if hand.often(0.6) else draft


def merge(parents: Sequence[Draft], hand: Hand) -> Draft:
    """Passages of two parents, one behind the other or in turns, lightly edited."""
    left, right = (_passage(draft, hand, hand.random.uniform(0.35, 0.75)) for draft in parents)
    if hand.often(0.5):
        cut = hand.random.randrange(1, len(left)) if len(left) > 1 else 1
        left, right = left[:cut], [*right, *left[cut:]]
    draft = draft_of(reword(parents[0].title, hand.half, 0.6, hand.random), [*left, *right], hand)
    return synonyms(draft, hand, hand.random.uniform(0.0, 0.2))


def update(parents: Sequence[Draft], hand: Hand) -> Draft:
    """Changed figures, new facts at the end and behind the lead, some old ones gone."""
    draft = change_sentences(parents[0], hand, change_figure, 0.5)
    draft = trimmed(draft, hand, hand.random.uniform(0.1, 0.3))
    draft = synonyms(draft, hand, hand.random.uniform(0.0, 0.1))
    draft = replace(draft, title=reword(parents[0].title, hand.half, 0.8, hand.random))
    return _with_news(draft, hand, hand.random.randint(2, 4), NEWSROOM["fit"])


# --- the operators held out --------------------------------------------------------------------

house_words = _mapped(NEWSROOM["held_out"]["house"], 1.0)
calque = _mapped(NEWSROOM["held_out"]["calques"], 0.6)
_LINKS_B = (", while ", "; at the same time, ", ", and ", ", as ", " - ")


def house_style(parents: Sequence[Draft], hand: Hand) -> Draft:
    """Word for word in another house style: spelling, titles of persons, quotation marks, paragraphs, a headline of its own."""
    draft = draft_of(reword(parents[0].title, hand.half, 0.8, hand.random), parents[0].sentences, hand)
    marks = _straight if "“" in draft.text else _curly
    made = [tuple(replace(s, text=marks(house_words(s.text, hand))) for s in paragraph) for paragraph in draft.paragraphs]
    return replace(draft, paragraphs=tuple(made))


def middle_cut(parents: Sequence[Draft], hand: Hand) -> Draft:
    """Whole paragraphs out of the middle go; the first and the last stay."""
    draft = parents[0]
    n = len(draft.paragraphs)
    count = hand.random.randint(1, max(1, n // 2)) if n > 4 else max(0, n - 4)
    gone = set(hand.random.sample(range(1, n - 1), min(count, n - 2))) if n > 2 else set()
    kept = replace(draft, paragraphs=tuple(p for k, p in enumerate(draft.paragraphs) if k not in gone))
    kept = kept if len(kept.sentences) >= 4 else draft
    return trimmed(kept, hand, 0.1) if len(kept.paragraphs) == n else kept


def embedding(parents: Sequence[Draft], hand: Hand) -> Draft:
    """A passage of the first parent inside the second, which stays as it is around it."""
    guest, host = parents
    passage = _passage(guest, hand, hand.random.uniform(0.25, 0.5))
    if hand.often(0.4):
        passage = synonyms(Draft("", (tuple(passage),)), hand, 0.15).sentences
    at = hand.random.randint(1, max(1, len(host.paragraphs) - 1))
    return replace(host, paragraphs=(*host.paragraphs[:at], *draft_of("", passage, hand).paragraphs, *host.paragraphs[at:]))


def back_translation(parents: Sequence[Draft], hand: Hand) -> Draft:
    """As if through another language: function words, tenses, calques, other synonyms, quotations included."""
    draft = change_sentences(parents[0], hand, front_day, 0.4)

    def through(text: str) -> str:
        return calque(of_genitive(reword(text, hand.half, 0.75, hand.random), hand), hand)

    made = [tuple(replace(s, text=through(s.text)) for s in paragraph) for paragraph in draft.paragraphs]
    draft = Draft(through(draft.title), tuple(made))
    draft = change_unquoted(draft, hand, lambda text, opens: change_numerals(text, hand))
    draft = slips(draft, hand) if hand.often(0.4) else draft
    return trimmed(draft, hand, hand.random.uniform(0.05, 0.2)) if hand.often(0.4) else draft


def heavy_reordered_spin(parents: Sequence[Draft], hand: Hand) -> Draft:
    """Spun and reordered with all of WordNet at hand."""
    return reordered_spin(parents, hand, deep=True)


def reordered_spin(parents: Sequence[Draft], hand: Hand, *, deep: bool = False) -> Draft:
    """The other synonyms, with parts of sentences and neighbouring sentences changing places, and asides moved out."""
    draft = parents[0]
    for change, share in ((front_day, 0.7), (front_place, 0.6)):
        draft = change_sentences(draft, hand, change, share)
    draft = replace(
        draft, paragraphs=tuple(part for p in draft.paragraphs for part in (tuple(s for one in p for s in move_aside(one, hand)),))
    )
    draft = _swap_neighbours(draft, hand, 0.2)
    draft = synonyms(draft, hand, hand.random.uniform(0.6, 0.95), deep=deep)
    draft = change_unquoted(draft, hand, lambda text, opens: change_cues_b(text, hand))
    draft = slips(draft, hand) if hand.often(0.4) else draft
    return trimmed(draft, hand, hand.random.uniform(0.05, 0.25)) if hand.often(0.6) else draft


def fusion(parents: Sequence[Draft], hand: Hand) -> Draft:
    """Told shorter: asides, adverbs and brackets go, pairs of sentences become one, some synonyms."""
    draft = change_unquoted(parents[0], hand, lambda text, opens: drop_asides(text, hand))
    draft = trimmed(draft, hand, hand.random.uniform(0.1, 0.35))
    draft = draft_of(draft.title, draft.sentences, hand)
    draft = regroup(draft, hand, _LINKS_B, 0.7, 0.0)
    draft = synonyms(draft, hand, hand.random.uniform(0.15, 0.4))
    draft = change_unquoted(draft, hand, lambda text, opens: change_cues_b(text, hand))
    return slips(draft, hand) if hand.often(0.4) else draft


def live_update(parents: Sequence[Draft], hand: Hand) -> Draft:
    """A new lead on top of the old text, other counts in it, old background gone."""
    draft = change_unquoted(parents[0], hand, lambda text, opens: change_figure(text, hand) if hand.often(0.5) else text)
    n = len(draft.sentences)
    keep = max(min(n, 5), round(n * hand.random.uniform(0.5, 0.95)))
    draft = synonyms(cut_to(draft, [k < keep for k in range(n)]), hand, hand.random.uniform(0.0, 0.15))
    lead = tuple(news(hand, hand.random.randint(2, 3), NEWSROOM["held_out"]))
    if not lead:
        return draft
    return Draft(lead[0].text.rstrip(".") if draft.title else "", (lead, *draft.paragraphs))


def front_day(text: str, hand: Hand) -> str:
    """The day to the head of the sentence."""
    found = re.fullmatch(r"([A-Z][^,;]{8,}?) on (Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b(.*\.)", text)
    return f"On {found.group(2)}, {lower_first(found.group(1)) or found.group(1)}{found.group(3)}" if found else text


def front_place(text: str, hand: Hand) -> str:
    """A place at the end of the sentence to its head."""
    found = re.fullmatch(r"([A-Z][^,;]{30,}) (in|at|near) ((?:the )?[A-Z][a-z]+(?: [A-Z][a-z]+)*)\.", text)
    return f"{upper_first(found.group(2))} {found.group(3)}, {lower_first(found.group(1)) or found.group(1)}." if found else text


def move_aside(sentence: Sentence, hand: Hand) -> list[Sentence]:
    """Turn "X, the Y, did Z." into "X did Z." and "X is the Y."."""
    found = re.fullmatch(r"([A-Z][\w.]+(?: [A-Z][\w.]+)*), ((?:the|a|an|who is|who was) [^,;“”\"]{6,80}), ([^“”\"]{20,}\.)", sentence.text)
    if not found or not hand.often(0.7):
        return [sentence]
    who, what, rest = found.groups()
    what = what.removeprefix("who is ").removeprefix("who was ")
    return [replace(sentence, text=f"{who} {rest}"), replace(sentence, text=f"{who} is {what}.")]


def drop_asides(text: str, hand: Hand) -> str:
    """Brackets, relative clauses between commas and adverbs of a piece go."""
    text = re.sub(r" \([^()]{3,60}\)", lambda m: "" if hand.often(0.8) else m.group(), text)
    text = re.sub(r", (?:who|which|whose|a|an|the) [^,;]{8,90},(?= [a-z])", lambda m: "" if hand.often(0.5) else m.group(), text)
    return _ADVERB.sub(lambda m: "" if hand.often(0.5) else m.group(), text)


def of_genitive(text: str, hand: Hand) -> str:
    """Turn "Lima's harbour" into "the harbour of Lima"."""
    return _GENITIVE.sub(lambda m: f"the {m.group(2)} of {m.group(1)}" if hand.often(0.6) else m.group(), text)


# --- for both --------------------------------------------------------------------------------


def quotations_only(parents: Sequence[Draft], hand: Hand) -> Draft:
    """An account of its own, the second, that takes over nothing but quotations of the first, each under its own words."""
    donor, own = parents
    quoted = [piece for p in donor.paragraphs for row in pieces(p) for piece, inside in row if inside and len(piece.split()) >= 6]
    taken = hand.random.sample(quoted, min(len(quoted), hand.random.randint(1, 3)))
    fresh = [(Sentence(_cued(quote, hand), NOBODY),) for quote in taken if quote.startswith(("“", '"')) and quote.endswith(("”", '"'))]
    at = hand.random.randint(1, max(1, len(own.paragraphs)))
    return replace(own, paragraphs=(*own.paragraphs[:at], *fresh, *own.paragraphs[at:]))


def _cued(quote: str, hand: Hand) -> str:
    """A quotation under a neutral cue, in either order."""
    body = quote.strip('“”"').rstrip(",.")
    cue = hand.random.choice(("was the comment", "it was said", "came the reply", "was how it was put"))
    return f"“{upper_first(body)},” {cue}." if hand.often(0.5) else f"The words used were: “{upper_first(body)}.”"


def _passage(draft: Draft, hand: Hand, share: float) -> list[Sentence]:
    """Sentences in a row, at least three; the lead more often than not."""
    found = draft.sentences
    n = min(len(found), max(3, round(share * len(found))))
    at = 0 if hand.often(0.6) else hand.random.randint(0, len(found) - n)
    return found[at : at + n]


def _with_news(draft: Draft, hand: Hand, count: int, stock: Mapping[str, Sequence[str]]) -> Draft:
    """New facts in paragraphs of their own behind the lead and at the end."""
    paragraphs = list(draft.paragraphs)
    for sentence in news(hand, count, stock):
        paragraphs.insert(hand.random.choice((1, len(paragraphs))), (sentence,))
    return replace(draft, paragraphs=tuple(paragraphs))


def _straight(text: str) -> str:
    return text.replace("“", '"').replace("”", '"').replace("’", "'").replace("‘", "'")


def _curly(text: str) -> str:
    """Curly marks by what stands before them; a wrong one now and then, as in print."""
    text = re.sub(r'(?<![\w.,!?…)])"(?=\S)', "“", text).replace('"', "”")
    return re.sub(r"(?<![\w.,!?…)])'(?=\w)", "‘", text).replace("'", "’")


def _swap_neighbours(draft: Draft, hand: Hand, p: float) -> Draft:
    """Neighbouring paragraphs behind the lead change places."""
    paragraphs = list(draft.paragraphs)
    for n in range(1, len(paragraphs) - 1):
        if hand.often(p):
            paragraphs[n], paragraphs[n + 1] = paragraphs[n + 1], paragraphs[n]
    return replace(draft, paragraphs=tuple(paragraphs))


@dataclass(frozen=True)
class Kind:
    """An operator, how often it is drawn, how many parents it takes, and what it leaves to see."""

    make: Operator
    weight: float
    parents: int = 1
    copies: bool = False  # changes no reading: which came first cannot be told from the text
    cuts: bool = False  # only leaves out


FIT: dict[str, Kind] = {
    "verbatim": Kind(verbatim, 1.0, copies=True),
    "boilerplate": Kind(boilerplate, 1.0, copies=True),
    "truncation": Kind(truncation, 1.5, cuts=True),
    "light edit": Kind(light_edit, 2.5),
    "spin": Kind(spin, 1.5),
    "heavy spin": Kind(heavy_spin, 1.2),
    "merge": Kind(merge, 1.2, parents=2),
    "update": Kind(update, 1.3),
}
HELD_OUT: dict[str, Kind] = {
    "house style": Kind(house_style, 1.2, copies=True),
    "middle cut": Kind(middle_cut, 1.5, cuts=True),
    "back-translation": Kind(back_translation, 2.5),
    "reordered spin": Kind(reordered_spin, 1.5),
    "heavy reordered spin": Kind(heavy_reordered_spin, 1.2),
    "fusion": Kind(fusion, 2.0),
    "embedding": Kind(embedding, 1.2, parents=2),
    "live update": Kind(live_update, 1.3),
}
