"""Russian: what its idioms become in English."""

from . import Language, languages

RUSSIAN = languages.add("ru", Language(
    code="ru",
    english_name="Russian",
    english_calques={
        r"\b[Aa]ccording to (?:him|her),": 1.0,
        r"\b(?:reports|informs|writes|transmits) (?:TASS|RIA|Interfax)\b": 2.0,
        r"\b[Aa]s (?:TASS|RIA|Interfax) (?:reports|was told|learned)": 1.5,
        r"\b[Tt]he (?:message|release|statement) (?:says|notes|reads)\b": 0.5,
        r"\b[Tt]he (?:politician|diplomat|parliamentarian|interlocutor|head of state) (?:noted|added|stressed|emphasized|emphasised|recalled)": 1.5,
        r"\b(?:[Hh]e|[Ss]he|[A-Z]\w+),? in turn,": 1.0,
        r"\b[Ee]arlier,? it (?:was reported|became known)\b": 1.5,
        r"\b(?:specified|clarified) that\b": 0.5,
        r"\b[Tt]he interlocutor of the agency\b": 2.0,
        r"\b[Ww]e (?:will )?remind(?: you)?,? that\b": 1.5,
        r"(?:^|\n)Recall(?:,| that)\b": 2.0,
    },
))
