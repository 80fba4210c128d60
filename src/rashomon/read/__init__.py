"""What is a document: every input ends as a `Raw` or as a `Skipped` with a coded reason; nothing vanishes.

What it decides
    Which files under the given paths are documents, where one document ends and the next begins
    (records of a container), in which encoding its bytes speak, and which of its fields we know.

Observations that forced the design
    - A FIFO in a folder blocks `open` for ever; a symlink loop never ends. So inputs are looked at
      (`lstat`) before they are opened, and only regular files are opened.
    - One bad line must not cost its file, one bad file not its folder: every reader is a generator
      of documents AND failures, and whatever a reader raises becomes a line of its own.
    - 10 KB of gzip can hold 10 MB and a JSONL line 50 MB: all bytes come through `_streams`, which
      holds one line or one limit in memory, never a file.
    - Detection libraries call short Spanish or English pages Central European (`_decode` tells why).

How it works
    1. `_inputs` lists what there is, in order, with origins that tell files apart.
    2. `_streams` opens, unpacks and bounds the bytes.
    3. A reader is chosen: by what the first bytes show, then by the suffix, else plain text.
    4. The reader yields documents; `_fields` maps what publishers call things to our names.
    5. Here: empty and overlong texts are turned away, failures get their fate.

Known exceptions
    A symlink to a folder is followed when a person names it as an argument, never below it; a
    symlink to a file is never followed. Hidden files are no documents. In a folder, README files, and
    Markdown beside documents of other kinds, are notes about the folder: named in the ledger, not read.
    Byte offsets of records in gzip or UTF-16 files count the unpacked UTF-8 stream.

What an error costs
    A document lost here is a silent gap in "9 reports"; a binary taken for text is a witness that
    says nothing. So doubtful bytes are read where they show words, and named where they do not.

Adding a format is one module here that adds a `Reader` to `readers`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ..config import ReadConfig
from ..errors import InputError
from ..registry import Registry
from ..types import Fate, Raw, Skipped
from ._inputs import Input, inputs, stem_of
from ._streams import Source, open_source

# What may be mended and read again is set apart; what is no document of ours is turned away.
QUARANTINED = frozenset({"E-CRASH", "E-GZIP-BAD", "E-GZIP-BOMB", "E-GZIP-TRUNC", "E-JSON", "E-LINE-LONG", "E-SIDECAR", "E-UNREADABLE"})


@dataclass(frozen=True, slots=True)
class Reader:
    """A member of the set of formats."""

    suffixes: tuple[str, ...]  # lower case, with the dot, without .gz
    looks: Callable[[bytes], bool]  # whether the first bytes show this format beyond doubt
    read: Callable[[Source, ReadConfig], Iterator[Raw | Skipped]]


readers: Registry[Reader] = Registry(__name__)

OTHER_FORMATS = frozenset(  # text, but not prose: never guessed to be a report
    ".atom .bib .bz2 .c .cfg .cpp .css .csv .eml .geojson .graphml .h .ini .java .js .mbox .py .rss .sh .sql .srt .svg .tex .toml "
    ".ts .tsv .vtt .warc .xml .xz .yaml .yml .zip .zst".split()
)


def read(paths: Sequence[str | os.PathLike[str]], config: ReadConfig) -> Iterator[Raw | Skipped]:
    """Every document under `paths` (files, folders, `-`), in the order of origins; nothing vanishes."""
    for found in inputs([os.fspath(path) for path in paths]):
        yield from (found,) if isinstance(found, Skipped) else _documents(found, config)


def skipped(code: str, origin: str, why: str, record: int | None = None, offset: int | None = None) -> Skipped:
    """The ledger line for an input that did not become a report, with the fate its code has."""
    fate: Fate = "quarantined" if code in QUARANTINED else "rejected"
    return Skipped(origin, fate, code, why, record, offset)


def _documents(found: Input, config: ReadConfig) -> Iterator[Raw | Skipped]:
    count = 0
    try:
        with open_source(found, config) as source:
            if source.sidecar_error:
                yield skipped("E-SIDECAR", found.sidecar_origin, source.sidecar_error)
            for item in _reader_of(source).read(source, config):
                count += 1
                yield _checked(item, config) if isinstance(item, Raw) else item
        if not count:
            yield skipped("E-EMPTY", found.origin, "holds no document")
    except InputError as error:
        yield skipped(error.code, found.origin, error.why, error.record, error.offset)
    except Exception as error:  # noqa: BLE001 - one hostile document must not stop the pile
        yield skipped("E-CRASH", found.origin, f"{type(error).__name__}: {error}"[:300])


def _reader_of(source: Source) -> Reader:
    known = [readers[name] for name in readers]
    suffix = stem_of(source.name)[1]
    for reader in (*(one for one in known if one.looks(source.head)), *(one for one in known if suffix in one.suffixes)):
        return reader
    if suffix in OTHER_FORMATS:
        raise InputError("E-FORMAT", source.origin, f"no reader for {suffix} files")
    return readers["text"]


def _checked(raw: Raw, config: ReadConfig) -> Raw | Skipped:
    if not raw.text.strip():
        return skipped("E-EMPTY", raw.origin, "holds no text", offset=raw.offset or None)
    if len(raw.text) > config.text_chars:
        why = f"{len(raw.text):,} characters, more than the {config.text_chars:,} of read.text_chars"
        return skipped("E-TEXT-LONG", raw.origin, why, offset=raw.offset or None)
    return raw
