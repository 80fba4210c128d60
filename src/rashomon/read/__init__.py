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
    - A parser can crash, hang or eat the memory, and takes its process along. So finding where one
      document ends and the next begins (`pieces`: our code, bounded) is apart from parsing one
      (`documents`: other people's code), which `isolation` does in processes that are thrown away.
    - Detection libraries call short Spanish or English pages Central European (`_decode` tells why).

How it works
    1. `_inputs` lists what there is, in order, with origins that tell files apart.
    2. `_streams` opens, unpacks and bounds the bytes; what stands at an address comes from `fetch`, where that was allowed (`_web`).
    3. A reader is chosen: by what the first bytes show, then by the suffix, else plain text.
    4. The reader splits its input into pieces: a file, a line, a record of an archive.
    5. The reader makes documents of each piece; `_fields` maps what publishers call things to our names.
    6. Here: empty and overlong texts are turned away, failures get their fate.

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
from contextlib import suppress
from dataclasses import dataclass, field, replace

from ..config import ReadConfig
from ..errors import FetchFailed, InputError, NetworkRefused
from ..fetch import Fetched, is_address
from ..registry import Registry
from ..types import Fate, Raw, Skipped
from ._inputs import Input, inputs, stem_of
from ._streams import Source, open_source
from ._web import fetched_source

# What may be mended and read again is set apart; what is no document of ours is turned away.
QUARANTINED = frozenset(
    "E-BOMB E-CRASH E-GZIP-BAD E-GZIP-BOMB E-GZIP-TRUNC E-HTTP E-JSON E-LINE-LONG E-LOCKED E-MEMORY E-PACKAGE E-PDF "
    "E-RECORD-BIG E-SIDECAR E-SLOW E-TIME E-UNREADABLE E-WARC E-WARC-TRUNC E-XML E-ZIP".split()
)


@dataclass(frozen=True, slots=True)
class Piece:
    """The bytes of one input, or of one record of a container, that are read as one."""

    reader: str  # a member of `readers`
    origin: str  # of the document in it: that of the file, with `#n` for its n-th record
    file: str  # origin of the file, which error lines name
    content: bytes
    name: str = ""  # of the file, for its suffix
    record: int | None = None  # from 1
    offset: int | None = None  # byte where the record starts in its file
    encoding: str = "utf-8"  # of a container that was in another
    fields: dict[str, object] = field(default_factory=dict)  # of the sidecar, or of what holds the record

    def skipped(self, code: str, why: str) -> Skipped:
        """The ledger line that turns this piece away."""
        return skipped(code, self.file, why, self.record, self.offset)


Fetch = Callable[[str], Iterator[Fetched | FetchFailed | NetworkRefused]]
Progress = Callable[[int, int], None]
Split = Callable[[Source, ReadConfig], Iterator[Piece | Skipped]]


@dataclass(frozen=True, slots=True)
class Reader:
    """A member of the set of formats."""

    suffixes: tuple[str, ...]  # lower case, with the dot, without .gz
    looks: Callable[[bytes], bool]  # whether the first bytes show this format beyond doubt
    split: Split  # bounded, in our own code: it runs where a crash would end the program
    read: Callable[[Piece, ReadConfig], Iterator[Raw | Skipped]]  # may be hostile to whoever calls it: see `isolation`


readers: Registry[Reader] = Registry(__name__)

OTHER_FORMATS = frozenset(  # text, but not prose: never guessed to be a report
    ".bib .bz2 .c .cfg .cpp .css .csv .geojson .graphml .h .ini .java .js .mbox .py .sh .sql .srt .svg .tex .toml "
    ".ts .tsv .vtt .xml .xz .yaml .yml .zst".split()
)


def read(paths: Sequence[str | os.PathLike[str]], config: ReadConfig) -> Iterator[Raw | Skipped]:
    """Every document under `paths` (files, folders, `-`), in the order of origins; nothing vanishes. No address is fetched."""
    for piece in pieces(paths, config):
        yield from (piece,) if isinstance(piece, Skipped) else documents(piece, config)


def pieces(
    paths: Sequence[str | os.PathLike[str]],
    config: ReadConfig,
    fetch: Fetch | None = None,
    progress: Progress = lambda done, total: None,
) -> Iterator[Piece | Skipped]:
    """Every stretch of input that is read as one, in the order of origins; nothing is parsed yet.

    `fetch` gets what addresses name. `progress` hears how many bytes of the files are behind us and how many there are; a stream and an
    address count as none.
    """
    listed = inputs([os.fspath(path) for path in paths])
    sizes = [_size(found) for found in listed]
    before, total = 0, sum(sizes)

    def at(place: int) -> None:
        progress(min(before + place, total), total)

    for found, size in zip(listed, sizes, strict=True):
        if isinstance(found, Skipped):
            yield found
        elif is_address(found.path):
            for came in fetch(found.path) if fetch else (NetworkRefused(found.origin),):
                yield from fetched_pieces(came, config)
        else:
            yield from pieces_of(found, config, at)
        before += size
        at(0)


def fetched_pieces(came: Fetched | FetchFailed | NetworkRefused, config: ReadConfig) -> Iterator[Piece | Skipped]:
    """The pieces of what stood at an address, or the line that says why it was not fetched."""
    if isinstance(came, Fetched):
        yield from safely(_fetched(came, config), came.address)
    else:
        yield skipped(came.code, came.origin, came.why)


def _fetched(came: Fetched, config: ReadConfig) -> Iterator[Piece | Skipped]:
    yield from split(fetched_source(came, config), config)


def _size(found: Input | Skipped) -> int:
    with suppress(OSError, ValueError):
        return os.lstat(found.path).st_size if isinstance(found, Input) and found.path != "-" else 0
    return 0


def documents(piece: Piece, config: ReadConfig) -> Iterator[Raw | Skipped]:
    """The documents in one piece; whatever its parser raises is a line of its own."""
    count = 0
    try:
        for item in readers[piece.reader].read(piece, config):
            count += 1
            yield _checked(item, config) if isinstance(item, Raw) else item
        if not count:
            yield piece.skipped("E-EMPTY", "holds no document")
    except InputError as error:
        offset = piece.offset if error.offset is None else error.offset
        yield skipped(error.code, piece.file, error.why, error.record or piece.record, offset)
    except MemoryError:
        raise  # nothing can be promised in this process any more
    except Exception as error:  # noqa: BLE001 - one hostile document must not stop the pile
        yield piece.skipped("E-CRASH", f"{type(error).__name__}: {error}"[:300])


def skipped(code: str, origin: str, why: str, record: int | None = None, offset: int | None = None) -> Skipped:
    """The ledger line for an input that did not become a report, with the fate its code has."""
    fate: Fate = "quarantined" if code in QUARANTINED else "rejected"
    return Skipped(origin, fate, code, why, record, offset)


def split(source: Source, config: ReadConfig) -> Iterator[Piece | Skipped]:
    """The pieces of one opened input, by the reader that its bytes or its name ask for."""
    count, name = 0, reader_of(source)
    for piece in readers[name].split(source, config):
        count += 1
        yield replace(piece, reader=piece.reader or name) if isinstance(piece, Piece) else piece
    if not count:
        yield skipped("E-EMPTY", source.origin, "holds no document")


def whole(source: Source, most: int, setting: str, code: str = "E-FILE-BIG") -> Iterator[Piece]:
    """A file as one piece; InputError where it has more bytes than `most`, which `setting` sets, or none."""
    content = source.whole(most)
    if content is None:
        raise InputError(code, source.origin, f"more than the {most:,} {setting}")
    if not content.strip():
        raise InputError("E-EMPTY", source.origin, "the file is empty")
    yield Piece("", source.origin, source.origin, content, source.name, fields=source.fields)


def pieces_of(found: Input, config: ReadConfig, at: Callable[[int], None] = lambda place: None) -> Iterator[Piece | Skipped]:
    """The pieces of one file; `at` hears how far in it we are."""
    return safely(_pieces(found, config, at), found.origin)


def _pieces(found: Input, config: ReadConfig, at: Callable[[int], None]) -> Iterator[Piece | Skipped]:
    with open_source(found, config) as source:
        if source.sidecar_error:
            yield skipped("E-SIDECAR", found.sidecar_origin, source.sidecar_error)
        for piece in split(source, config):
            yield piece
            at(source.position())


def safely(some: Iterator[Piece | Skipped], origin: str) -> Iterator[Piece | Skipped]:
    """The pieces of one input; whatever its reader raises is a line of its own."""
    try:
        yield from some
    except InputError as error:
        yield skipped(error.code, origin, error.why, error.record, error.offset)
    except Exception as error:  # noqa: BLE001 - one hostile input must not stop the pile
        yield skipped("E-CRASH", origin, f"{type(error).__name__}: {error}"[:300])


def reader_of(source: Source) -> str:
    """The reader that the bytes of an input ask for, else its name."""
    suffix = stem_of(source.name)[1]
    known = readers.items()
    for name in (*(name for name, one in known if one.looks(source.head)), *(name for name, one in known if suffix in one.suffixes)):
        return name
    if suffix in OTHER_FORMATS:
        raise InputError("E-FORMAT", source.origin, f"no reader for {suffix} files")
    return "text"


def _checked(raw: Raw, config: ReadConfig) -> Raw | Skipped:
    if not raw.text.strip():
        return skipped("E-EMPTY", raw.origin, "holds no text", offset=raw.offset or None)
    if len(raw.text) > config.text_chars:
        why = f"{len(raw.text):,} characters, more than the {config.text_chars:,} of read.text_chars"
        return skipped("E-TEXT-LONG", raw.origin, why, offset=raw.offset or None)
    return raw
