"""Arabic: what its idioms become in English."""

from . import Language, languages

ARABIC = languages.add("ar", Language(
    code="ar",
    english_name="Arabic",
    english_calques={
        r"\b[Ww]ithin the framework of\b": 1.5,
        r"\b(?:was|is|were|are) keen (?:to|on)\b": 1.0,
        r"\b[Ii]t is (?:worth|noteworthy)(?: (?:noting|mentioning|to mention))? that\b": 1.5,
        r"\bindicated that(?= [“\"])": 1.0,
        r"\b[Aa]s [A-Z]\w+ (?:said|put it)(?=, [“\"])": 1.0,
        r"\bnews agency(?=,? [“\"])": 1.5,
        r"\b(?:stressed|stressing|affirmed|affirming) (?:the need|the importance|the necessity|that)\b": 1.0,
        r"\b[Hh]e (?:added|continued|explained|stressed)(?=, [“\"])": 0.5,
        r"\badding(?=, [“\"])": 0.5,
        r"\bbrotherly (?:country|people|countries)\b": 2.0,
        r"\b(?:martyr|martyrs|martyred|martyrdom)\b": 1.0,
    },
))
