"""Every setting, one frozen dataclass a stage. A field says its unit, why this default, what it costs.

Settings come from one TOML file (`--config FILE`); an unknown key is an error that names the
nearest one. `digest` goes into every output, so that a result says what it was made with.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, TypeVar, get_args, get_type_hints

from .errors import ConfigError
from .types import Extraction, Length

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ReadConfig:
    """Limits of `read`; every one of them is reported when it is hit."""

    file_bytes: int = 2**40  # bytes of one file, streamed; larger ones are rejected. What is read whole has limits of its own
    line_bytes: int = 32 * 1024**2  # bytes of one JSONL line; longer ones are quarantined
    text_chars: int = 2_000_000  # code points of one document
    expansion: int = 200  # decompressed to compressed bytes of a gzip stream
    html_bytes: int = 20 * 1024**2  # bytes of one page; parsing takes some 10 times that in memory
    html_nesting: int = 200  # element depth; deeper pages are flattened and flagged
    html_elements: int = 10_000  # elements of a page, scripts and navigation aside; larger ones are read by the bulk extractor, and flagged
    extraction: Extraction = "precise"  # precise: trafilatura; bulk: resiliparse, twice as fast, and a date only where the page states one
    feed_bytes: int = 20 * 1024**2  # bytes of one feed or wire message; parsing takes some 10 times that in memory
    feed_entries: int = 10_000  # entries of one feed or message; the rest is not read
    pdf_pages: int = 2000  # pages of one PDF file; the rest is not read
    zip_members: int = 100_000  # members of one ZIP archive; the rest is not read
    record_bytes: int = 20 * 1024**2  # bytes of one record of a web archive; larger ones are passed over
    payload_bytes: int = 64 * 1024**2  # unpacked bytes of one record, attachment or member of an archive
    seconds: float = 10.0  # for one document, in the process that parses it; then it is set apart
    seconds_a_mb: float = 1.0  # more for every 2**20 bytes of it
    memory_bytes: int = 3 * 2**29  # that parsing one document may take, beyond what Python and its libraries map


@dataclass(frozen=True, slots=True)
class FetchConfig:
    """Limits and manners of `fetch`, which works only where the network is allowed."""

    wire_bytes: int = 20 * 1024**2  # bytes of one answer as they arrive, its head included
    content_bytes: int = 64 * 1024**2  # bytes of one answer unpacked; it is held in memory
    expansion: int = 200  # unpacked to packed bytes of one answer
    header_bytes: int = 64 * 1024  # bytes of the head of one answer; real ones have some 2,000
    connect_seconds: float = 10.0  # until the name is found, and until a connection stands
    gap_seconds: float = 20.0  # between two pieces of an answer
    total_seconds: float = 60.0  # for one address with all its redirects, however the server trickles; waiting our turn aside
    redirects: int = 5  # followed for one address, each checked like the first
    links: int = 1_000  # pages followed of one feed; the rest is counted in a line
    delay_seconds: float = 1.0  # between two requests to one host; a longer Crawl-delay of its robots.txt counts instead
    patience_seconds: float = 120.0  # waited for our turn at a host (Crawl-delay, Retry-After); what takes longer is given up for now
    retry_seconds: float = 86_400.0  # of a Retry-After; a longer one is taken as this
    robots_bytes: int = 512 * 1024  # of a robots.txt; a longer one counts as one that could not be read
    robots_seconds: float = 86_400.0  # a robots.txt is kept
    robots_failed_seconds: float = 600.0  # until a robots.txt that could not be read is asked for again; until then it forbids everything


@dataclass(frozen=True, slots=True)
class CleanConfig:
    """What `clean` takes for furniture. In doubt it keeps."""

    combining_run: int = 30  # combining marks in a row; more are cut (unbounded runs cost 50 s of NFC)
    headline_chars: int = 200  # a longer first line is body, not a headline
    min_chars: int = 20  # a report shorter than this after cleaning is rejected


@dataclass(frozen=True, slots=True)
class AnnotateConfig:
    """Rules of `annotate`."""

    tagger: int = 1  # 1: the embedded tagger reads English reports (whole stage: six a second a core); 0: rules alone (fifty-seven)
    sentences: int = 20_000  # sentences of one report; the rest stays unannotated, with a warning


@dataclass(frozen=True, slots=True)
class GroupConfig:
    """Cuts of `group`. A false merge is worse than a missed one."""

    neighbours: int = 20  # nearest reports that each is compared with; 10 loses pairs, more gains nothing
    window_days: float = 30.0  # days that such neighbours may lie apart
    terms: int = 100  # heaviest words of a report whose likeness is weighed; the first 60 find its neighbours
    event_bits: float = 0.0  # log-odds from which two clusters are one event
    saga_bits: float = -4.0  # the coarser cut of the same tree
    encoder: int = 0  # 1: the embedded encoder reads every report; a little surer, and thirty times slower


@dataclass(frozen=True, slots=True)
class CollateConfig:
    """When two sentences of one event say the same."""

    ngram: int = 4  # characters; within an event n-grams beat embeddings of 2023's small models
    passage: float = 0.30  # similarity from which two sentences stand beside each other
    chained: float = 0.20  # the same inside a rising chain, where the order speaks too
    translated: float = 0.15  # likeness of names and numbers from which sentences in two languages are linked in a chain
    claim: float = 0.55  # mean probability of telling the same from which sentences state one claim; .4 finds a quarter more, errs twice
    partly: float = 0.4  # probability of telling the same as a claim's gist from which a sentence of another tells a part of it
    near: float = 0.12  # similarity from which two sentences are worth comparing slot by slot
    verbatim: float = 0.95  # similarity from which they are word for word the same
    chain_gap: int = 3  # sentences a rising chain may skip on either side


@dataclass(frozen=True, slots=True)
class TraceConfig:
    """When shared text speaks for derivation."""

    derived_bits: float = 3.0  # evidence from which one text stands behind two reports
    doubtful_bits: float = -3.0  # evidence below which the lower end counts them apart
    copy_share: float = 0.90  # share of verbatim sentences that makes a word-for-word copy


@dataclass(frozen=True, slots=True)
class WeighConfig:
    """Below which evidence a discrepancy stays silent."""

    min_bits: float = 1.0  # bits a discrepancy needs; precision first
    elsewhere: float = 0.6  # share of a sentence's telling words that other accounts use anywhere, from which the same holds
    alone: float = 0.16  # similarity to a sentence elsewhere from which one is no longer said to stand in one account only


@dataclass(frozen=True, slots=True)
class TellConfig:
    """How much the summary says, and in which language."""

    length: Length = "normal"  # short: what fits a screen; normal: all sections; full: all lines of them too
    lang: str = "en"  # of the template: de, en, es or fr; what reports say is quoted as it stands
    per_section: int = 8  # lines of a section on screen, at normal length; the rest is counted, and in the JSON


@dataclass(frozen=True, slots=True)
class Config:
    """All settings, nested by stage."""

    read: ReadConfig = field(default_factory=ReadConfig)
    fetch: FetchConfig = field(default_factory=FetchConfig)
    clean: CleanConfig = field(default_factory=CleanConfig)
    annotate: AnnotateConfig = field(default_factory=AnnotateConfig)
    group: GroupConfig = field(default_factory=GroupConfig)
    collate: CollateConfig = field(default_factory=CollateConfig)
    trace: TraceConfig = field(default_factory=TraceConfig)
    weigh: WeighConfig = field(default_factory=WeighConfig)
    tell: TellConfig = field(default_factory=TellConfig)

    @property
    def digest(self) -> str:
        """16 hex digits over all values."""
        return hashlib.blake2b(json.dumps(asdict(self), sort_keys=True).encode(), digest_size=8).hexdigest()

    @classmethod
    def load(cls, path: str | Path) -> Config:
        """Read a TOML file over the defaults; ConfigError on a bad file, key or type."""
        import tomllib

        try:
            table = tomllib.loads(Path(path).read_text(encoding="utf-8"))
        except OSError as error:
            raise ConfigError(str(path), f"cannot be read: {error.strerror or error}") from error
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise ConfigError(str(path), str(error)) from error
        return _over(cls(), table, "")


def _over(base: T, table: dict[str, Any], prefix: str) -> T:
    known = {f.name: getattr(base, f.name) for f in fields(base)}  # type: ignore[arg-type]
    wanted = get_type_hints(type(base))
    changes: dict[str, Any] = {}
    for key, value in sorted(table.items()):
        name = f"{prefix}{key}"
        if key not in known:
            raise ConfigError(name, "there is no such key", tuple(known))
        default = known[key]
        if is_dataclass(default):
            if not isinstance(value, dict):
                raise ConfigError(name, "needs a table")
            changes[key] = _over(default, value, f"{name}.")
        else:
            changes[key] = _value(name, value, wanted[key])
    return replace(base, **changes)  # type: ignore[type-var]


def _value(name: str, value: object, wanted: object) -> object:
    """The value of a setting; ConfigError where it is not of the type wanted, or none of the values allowed."""
    if allowed := get_args(wanted):
        if value not in allowed:
            raise ConfigError(name, f"needs one of {', '.join(allowed)}, not {value!r}")
        return value
    if wanted is str:
        if not isinstance(value, str):
            raise ConfigError(name, f"needs a word in quotation marks, not {value!r}")
        return value
    if isinstance(value, bool) or not isinstance(value, int | float) or (wanted is int and not isinstance(value, int)):
        raise ConfigError(name, f"needs {'a whole number' if wanted is int else 'a number'}, not {value!r}")
    if wanted is int and value < 0:
        raise ConfigError(name, f"needs a whole number of at least 0, not {value!r}")
    return float(value) if wanted is float else value
