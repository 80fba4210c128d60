"""What a language needs: one file of data per language, no code paths.

A field left empty switches the rules that need it off for that language, never on with a guess.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ..registry import Registry


@dataclass(frozen=True, slots=True)
class Language:
    """The words and marks that the rules of `annotate`, `collate` and `weigh` look for. All lower case."""

    code: str
    english_name: str
    # time
    weekdays: tuple[str, ...] = ()  # Monday first
    months: tuple[tuple[str, ...], ...] = ()  # January first, each with its abbreviations
    named_days: frozenset[str] = frozenset()  # weekdays that are names: "black friday"
    relative_days: dict[str, int] = field(default_factory=dict)  # {"today": 0, "yesterday": -1}
    seasons: dict[str, str] = field(default_factory=dict)  # {"summer": "SU"}
    periods: dict[str, str] = field(default_factory=dict)  # unit words to TIMEX letters: {"week": "W", "weeks": "W"}
    last_words: frozenset[str] = frozenset()  # "last", "past", "previous"
    next_words: frozenset[str] = frozenset()
    echo_words: frozenset[str] = frozenset()  # of these two, those that count from the time told last: "following"
    same_words: frozenset[str] = frozenset()  # say that a period is that of another year: "same", "corresponding"
    echo_periods: dict[str, str] = field(default_factory=dict)  # phrases for a unit told before: {"that year": "Y"}
    this_words: frozenset[str] = frozenset()
    ago_words: frozenset[str] = frozenset()
    ago_prefixes: frozenset[str] = frozenset()  # where "ago" stands before the number: "vor", "hace", "il y a"
    plural_periods: frozenset[str] = frozenset()  # of `periods`, those in the plural: "years" alone is a vague length
    period_nouns: frozenset[str] = frozenset()  # stand for a unit told before: "period"
    period_adjectives: frozenset[str] = frozenset()  # between number and unit, or before a unit: "fiscal", "trading"
    whole_words: frozenset[str] = frozenset()  # make a length of a unit: "all", "another"
    part_words: dict[str, str] = field(default_factory=dict)  # {"early": "early", "the end of": "late", "earlier": "earlier"}
    time_bounds: dict[str, str] = field(default_factory=dict)  # in front of a time: {"since": "since", "by": "until"}; "to" only joins two
    ended_words: frozenset[str] = frozenset()  # behind a unit whose end is told: "ended"
    starting_words: frozenset[str] = frozenset()  # behind a week whose start is told: "starting"
    move_words: frozenset[str] = frozenset()  # make a change of two dates, not a range: "postponed"
    ahead_words: frozenset[str] = frozenset()  # of `event_words`, those that count forward: "later"
    decade_suffixes: frozenset[str] = frozenset()  # behind the first year of one: "s" in "1990s"
    decade_units: frozenset[str] = frozenset()  # of `periods`, those before it: "años" in "los años 90"
    decades: dict[str, int] = field(default_factory=dict)  # {"seventies": 70}
    event_words: frozenset[str] = frozenset()  # count from an event, behind the unit: "later", "after"
    age_words: frozenset[str] = frozenset()  # make a length an age: "old"
    every_words: frozenset[str] = frozenset()
    set_words: dict[str, str] = field(default_factory=dict)  # {"daily": "P1D"}
    length_words: dict[str, str] = field(default_factory=dict)  # {"weeklong": "P1W"}
    day_parts: dict[str, str] = field(default_factory=dict)  # {"morning": "MO"}
    clock_words: dict[str, str] = field(default_factory=dict)  # {"p.m.": "PM", "noon": "12:00", "uhr": "H"}
    references: dict[str, str] = field(default_factory=dict)  # {"now": "PRESENT_REF"}
    weekday_short: dict[str, int] = field(default_factory=dict)  # {"thu": 4}; Monday is 1
    date_prepositions: frozenset[str] = frozenset()  # before a bare year: "in", "since"
    day_prepositions: frozenset[str] = frozenset()  # of these, those before a day: "on"
    date_joiners: frozenset[str] = frozenset()  # between day, month and year: "of", "de"
    dates_capitalised: bool = False  # months and weekdays are told from other words by their capital
    dates_month_first: bool = False  # 3/2/2023 may be the second of March
    doubtful_dates: frozenset[str] = frozenset()  # dates only beside a number or a preposition: "may", "sun"
    future_words: frozenset[str] = frozenset()  # turn a bare weekday or month forward: "will"
    plan_words: frozenset[str] = frozenset()  # say that something is still to come: "will", "due"
    infinitive_words: frozenset[str] = frozenset()  # open a verb that has not happened yet: "to"
    past_words: frozenset[str] = frozenset()  # turn it back: "was"
    # number
    number_words: dict[str, float] = field(default_factory=dict)  # {"two": 2, "dozen": 12, "hundred": 100}
    multipliers: dict[str, float] = field(default_factory=dict)  # {"hundred": 1e2, "million": 1e6}
    one_words: frozenset[str] = frozenset()  # articles that count as one before a unit: "a"
    articles: frozenset[str] = frozenset()  # definite: "the"
    half_words: frozenset[str] = frozenset()
    vague_numbers: frozenset[str] = frozenset()  # "several", "few"
    ordinals: dict[str, int] = field(default_factory=dict)  # {"first": 1}
    ordinal_suffixes: frozenset[str] = frozenset()  # "st", "nd"
    bound_words: dict[str, str] = field(default_factory=dict)  # phrase to types.Bound: {"less than": "less"}
    comparisons: dict[str, str] = field(default_factory=dict)  # more of them, that never bound a time: {"higher than": "more"}
    bound_after: dict[str, str] = field(default_factory=dict)  # the same behind the number: {"or more": "at_least"}
    either_words: frozenset[str] = frozenset()  # "or": opens a bound behind its number
    range_words: frozenset[str] = frozenset()  # between the ends of a range: "to", "and"
    vague_multiples: dict[str, float] = field(default_factory=dict)  # the least they can be: {"dozens": 20}
    fractions: dict[str, float] = field(default_factory=dict)  # denominators: {"thirds": 1 / 3}
    joiners: frozenset[str] = frozenset()  # between hundreds and the rest, and before a share: "and"
    tens_joiners: frozenset[str] = frozenset()  # between tens and units: "y", "et"
    compound_joiners: frozenset[str] = frozenset()  # the same inside a word; where there are any, numbers are written as one word
    bare_multipliers: frozenset[str] = frozenset()  # of `multipliers`, those that need no number before them: "mil"
    minus_words: frozenset[str] = frozenset()
    point_words: frozenset[str] = frozenset()  # before decimals in words: "point"
    share_words: frozenset[str] = frozenset()  # between the numbers of a share: "out of"
    label_words: frozenset[str] = frozenset()  # a number behind them is a name: "article", "page"
    age_prefixes: frozenset[str] = frozenset()  # "aged"
    people: frozenset[str] = frozenset()  # singular nouns for people beside `roles`: "soldier"
    nouns_capitalised: bool = False
    change_words: frozenset[str] = frozenset()  # before two numbers that are not a range: "from"
    between_words: frozenset[str] = frozenset()  # before two ends joined by one of `both_words`: "between"
    both_words: frozenset[str] = frozenset()  # "and": a range only behind one of `between_words`
    casualties: frozenset[str] = frozenset()  # what people are counted as: "dead", "injured"
    casualty_verbs: dict[str, str] = field(default_factory=dict)  # before a bare number, to what it counts: {"killing": "dead"}
    plurals: dict[str, str] = field(default_factory=dict)  # irregular: {"people": "person"}
    plural_endings: tuple[tuple[str, str], ...] = ()  # plural to singular, first fit: ("ies", "y")
    units: dict[str, str] = field(default_factory=dict)  # {"minutes": "minute", "per cent": "percent"}
    decimal: str = "."  # the other of . , groups thousands
    # speech
    quote_pairs: tuple[tuple[str, str], ...] = ()  # opening and closing marks
    cues: dict[str, str] = field(default_factory=dict)  # inflected form to lemma: {"said": "say", "told": "tell"}
    cue_frames: dict[str, str] = field(default_factory=dict)  # lemma to what follows it, see annotate.quotes; else "that"
    stances: dict[str, str] = field(default_factory=dict)  # verbs beside `cues` that tell a belief, wish or judgement, to their frame
    cue_strength: dict[str, int] = field(default_factory=dict)  # lemma to how strongly it asks, 0 only says: {"urge": 2}
    participles: frozenset[str] = frozenset()  # cues that lean on another verb: "adding"
    noun_cues: frozenset[str] = frozenset()  # forms of `cues` that are as often nouns: "states"
    cue_particles: frozenset[str] = frozenset()  # belong to the cue before: "out"
    be_words: frozenset[str] = frozenset()  # make a cue passive: "was"
    according: tuple[str, ...] = ()  # "according to"
    that_words: frozenset[str] = frozenset()  # open reported speech: "that", "que", "dass"
    whether_words: frozenset[str] = frozenset()  # open a reported question: "whether"
    to_words: frozenset[str] = frozenset()  # open what somebody is told to do: "to"
    vow_words: frozenset[str] = frozenset()  # open what somebody promises or declines to do: "to"
    by_words: frozenset[str] = frozenset()  # name the speaker of a passive: "by"
    as_saying: frozenset[str] = frozenset()  # behind the person an agency quotes: "as saying"
    who_words: frozenset[str] = frozenset()  # relative pronouns for people: "who"
    auxiliaries: frozenset[str] = frozenset()  # may stand between speaker and cue: "has", "also"
    modals: frozenset[str] = frozenset()  # behind a noun they show that a clause has begun: "will"
    stance_prepositions: frozenset[str] = frozenset()  # belong to the cue before what it is about: "for" in "called for"
    determiners: frozenset[str] = frozenset()  # open a noun phrase: "the", "his"
    quantifiers: frozenset[str] = frozenset()  # open a noun phrase, or are one that names nobody: "others"
    prepositions: frozenset[str] = frozenset()
    place_senses: dict[str, str] = field(default_factory=dict)  # prepositions of place to one of their sense: {"near": "in"}
    attaching: frozenset[str] = frozenset()  # prepositions that hang one noun on another: "of"
    conjunctions: frozenset[str] = frozenset()
    clause_openers: frozenset[str] = frozenset()  # open a clause without which the rest is as true: "after", "while"; not "if", "since"
    credit_openings: tuple[str, ...] = ()  # expressions for how a credit line opens before its names
    occasions: dict[str, str] = field(default_factory=dict)  # phrases that say where somebody spoke, to one form: {"news conference": ...}
    first_hand: tuple[str, ...] = ()  # phrases by which a report says that it was told itself: "told this newspaper"
    told_lemmas: frozenset[str] = frozenset()  # an agency behind them was told: "tell"
    agency_lemmas: frozenset[str] = frozenset()  # an agency in front of them carries what follows: "report"
    agency_nouns: frozenset[str] = frozenset()  # may stand between: "news agency"
    carriers: tuple[str, ...] = ()  # phrases in front of an agency that carries: "first reported by"
    agency_words: frozenset[str] = frozenset()  # stand before the name of an agency: "news agency"
    pronouns: dict[str, str] = field(default_factory=dict)  # {"he": "m", "she": "f", "they": "p"}
    object_pronouns: frozenset[str] = frozenset()  # of `pronouns`, those that never speak: "him"
    other_pronouns: frozenset[str] = frozenset()  # speak, but name nobody: "it", "I", "we"
    speakers: frozenset[str] = frozenset()  # nouns that speak without being people: "police", "sources"
    hedges: frozenset[str] = frozenset()  # say that somebody else says so: "reportedly"
    speech_nouns: frozenset[str] = frozenset()  # somebody's words: "account", "statement"
    roles: dict[str, str] = field(default_factory=dict)  # nouns for people, to gender or "": {"spokeswoman": "f"}
    departments: dict[str, str] = field(default_factory=dict)  # what an office is over, to one form: {"defense": "defence"}
    rank_words: dict[str, str] = field(default_factory=dict)  # make another office of a title, to one form: {"vice": "deputy"}
    former_words: frozenset[str] = frozenset()  # say that an office is past or to come: "former"
    honorifics: dict[str, str] = field(default_factory=dict)  # {"mr": "m", "ms": "f"}
    # grammar
    stopwords: frozenset[str] = frozenset()
    weighty: frozenset[str] = frozenset()  # of `stopwords`, those whose exchange changes what is said: "may", "never", "all"
    negators: frozenset[str] = frozenset()
    degree_words: frozenset[str] = frozenset()  # behind a negator they undo it: "only", "fewer", "longer"
    refusals: frozenset[str] = frozenset()  # verbs that deny what follows: "declined", "failed"
    condition_words: frozenset[str] = frozenset()  # "if", "unless", "until"
    abbreviations: frozenset[str] = frozenset()  # without the final full stop
    confirm_words: frozenset[str] = frozenset()  # say that a thing was so: "confirmed"
    opposites: tuple[tuple[str, str], ...] = ()  # predicates that tell two things, not one: ("began", "ended")
    # transcripts
    question_labels: frozenset[str] = frozenset()  # open a label of whoever asks: "q", "reporter"
    answer_labels: frozenset[str] = frozenset()  # the whole label of whoever answers: "a", "answer"
    sounds: frozenset[str] = frozenset()  # that a report leaves out: "uh"
    in_full: dict[str, tuple[str, ...]] = field(default_factory=dict)  # contractions: {"can't": ("can", "not")}
    in_full_endings: dict[str, str] = field(default_factory=dict)  # the same behind any word: {"n't": "not"}
    in_full_behind: dict[str, tuple[str, frozenset[str]]] = field(default_factory=dict)  # behind some words only: {"'s": ("is", {"it", "that"})}
    sign_words: frozenset[str] = frozenset()  # written as a sign elsewhere: "percent", "per cent"
    # contact between people
    contacts: dict[str, str] = field(default_factory=dict)  # {"met": "person", "phone": "remote", "spoke": "any"}
    pair_words: frozenset[str] = frozenset()  # stand for two persons named before: "the two", "both"
    since_words: frozenset[str] = frozenset()
    occasion_words: frozenset[str] = frozenset()  # "time" in "the last time"
    # translation
    english_calques: dict[str, float] = field(default_factory=dict)  # expressions for what its idioms become in English, from a word or line break on; bits
    # furniture of a page, as regular expressions in which NAME stands for a person's name
    teasers: tuple[str, ...] = ()  # labels that start a line: "Keep reading", "Read more"
    forms: tuple[str, ...] = ()  # whole lines of comment, newsletter and sharing forms, copyright lines
    bylines: tuple[str, ...] = ()  # whole lines, the author as group `name`: "By NAME", "Author: NAME"
    biographies: tuple[str, ...] = ()  # whole lines: "NAME is the news editor of", "follow him on"
    credit_lines: tuple[str, ...] = ()  # whole lines, brackets aside: "With information from"
    captions: tuple[str, ...] = ()  # what marks a photo credit: "Photo:", "File photo"


languages: Registry[Language] = Registry(__name__)


def language(code: str) -> Language:
    """The language of `code`, or an empty one that switches every worded rule off."""
    return languages[code] if code in languages else Language(code=code, english_name=code)
