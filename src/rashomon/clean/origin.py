"""Where a report comes from: its language, outlet, date and id, from the fields first and the text second."""

from __future__ import annotations

from collections import Counter
from hashlib import blake2b

from ..lang import languages
from ..text.addresses import host
from ..text.dates import parse_when
from ..text.tokens import word_list
from ..types import Raw, When

_SAMPLE_CHARS = 3_000
_FUNCTION_WORDS = 0.2  # share of a text's words from which they tell its language alone; loading the model takes a second
_MARGIN = 1.5  # times the runner-up
_LETTERS = 60  # below which the model guesses


def report_id(raw: Raw) -> str:
    """The given id, else a hash of where the document came from and what it says."""
    return raw.fields.get("id") or blake2b(f"{raw.origin}\0{raw.text}".encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def outlet(raw: Raw) -> str | None:
    """The outlet as given, else the host of the address."""
    given = raw.fields.get("outlet", "").strip()
    return given or host(raw.fields.get("url", "")) or None


def publication(raw: Raw, dated: str | None, otherwise: When | None) -> tuple[When | None, dict[str, object]]:
    """When it was published, by its date field, else the date line above it; and a note on a field that could not be read."""
    stated = raw.fields.get("date", "").strip()
    when = parse_when(stated or dated or "")
    return when or otherwise, {"unread_date": stated} if stated and when is None else {}


def language_of(text: str, stated: str | None) -> str:
    """ISO 639-1 code: as stated, by function words, by the model for the rest; English where the text is too short to tell."""
    if stated and stated[:2].isalpha():
        return stated[:2].lower()
    sample = text[:_SAMPLE_CHARS]
    return _by_function_words(sample) or _by_model(sample)


def _by_function_words(sample: str) -> str | None:
    tokens = word_list(sample)
    counts = Counter(tokens)
    hits = Counter({code: sum(counts[token] for token in counts.keys() & lang.stopwords) for code, lang in languages.items()})
    (first, most), (_, second) = (*hits.most_common(2), ("", 0), ("", 0))[:2]
    return first if len(tokens) >= 20 and most >= _FUNCTION_WORDS * len(tokens) and most >= _MARGIN * second else None


def _by_model(sample: str) -> str:
    if sum(map(str.isalpha, sample)) < _LETTERS:
        return "en"
    from py3langid import classify

    return str(classify(sample)[0])
