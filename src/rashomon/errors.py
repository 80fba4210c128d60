"""One tree of errors; each carries its object, and says where it happened and what to do.

    RashomonError
    ├── UsageError              exit 2
    │   ├── UnknownName
    │   ├── ConfigError
    │   ├── MissingPackage
    │   └── NoSuchId
    ├── InputError              exit 3 where the rest goes on, exit 4 where nothing is left
    │   ├── NothingUsable
    │   └── FetchFailed
    ├── StoreError              exit 5
    │   ├── ReadOnlyLibrary
    │   └── DamageFound         exit 7
    ├── MachineError            exit 6
    └── NetworkRefused          exit 8

An unexpected exception ends in exit 70. `CODES` explains every code an error line can carry.
"""

from __future__ import annotations

CODES: dict[str, str] = {
    "E-EMPTY": "the file or record holds no text; nothing to read",
    "E-BINARY": "the bytes are not text of any known encoding; convert the file to text or HTML first",
    "E-LINE-LONG": "a JSONL line is longer than read.line_bytes; split it or raise the limit",
    "E-FILE-BIG": "the file is larger than read.file_bytes; split it or raise the limit",
    "E-TEXT-LONG": "the text is longer than read.text_chars; split it or raise the limit",
    "E-NESTING": "the HTML nests too deeply to be laid out; its text was taken without layout, or not at all beyond 2,048 elements",
    "E-LAYOUT": "the HTML's layout was not understood; its text was read another way, which the line names: look at what was stored",
    "E-GZIP-TRUNC": "the gzip stream ends early; records before the break are kept",
    "E-GZIP-BAD": "the file is named .gz but is not gzip, or its data is damaged; compress the file anew",
    "E-GZIP-BOMB": "the gzip stream expands beyond read.expansion; it was not read further",
    "E-WARC-TRUNC": "a record of the web archive ends before its length says so; the intact records around it are kept",
    "E-WARC": "a record of the web archive is damaged: its head, its length or its bytes; the intact records around it are kept",
    "E-RECORD-BIG": "a record is larger than read.record_bytes or unpacks to more than read.payload_bytes; raise the limit",
    "E-BOMB": "something packed expands beyond read.expansion; it was not read further",
    "E-PASSED-OVER": "parts of a container that are no reports, such as pictures or redirects; counted by kind, not read",
    "E-XML": "the file is named or begins like XML, but nothing can be read from it; mend or remove it",
    "E-XML-ENTITY": "the XML declares entities, which can name files or grow without end; remove the declarations",
    "E-PDF": "not PDF, or damaged; save the file anew",
    "E-NO-TEXT": "the PDF holds no text, only pictures of it; recognise its text first",
    "E-LOCKED": "the file or member is encrypted; save it without a password",
    "E-ZIP": "not ZIP, or a member is damaged or packed in a way that is not read; the other members are kept",
    "E-MANY": "a container holds more parts than its limit; the rest was not read: split it or raise the limit",
    "E-WITHDRAWN": "its sender withdrew the item; nothing is stored",
    "E-JSON": "the line is not one JSON object; mend or remove it",
    "E-FIELD": "the JSON object lacks a `text` string; every document needs one",
    "E-DATE": "the date is not ISO 8601; the document is read without a date",
    "E-SIDECAR": "the sidecar NAME.json is not a JSON object; the file is read without it",
    "E-NOT-REGULAR": "not a regular file (FIFO, device, socket or symlink); it is never opened",
    "E-MISSING": "there is no file or folder of this name; check the path",
    "E-UNREADABLE": "the file cannot be opened; check its permissions",
    "E-FORMAT": "no reader knows this kind of file; see `rashomon doctor` for the formats",
    "E-NO-ARTICLE": "no article text was found in the HTML; nothing is stored",
    "E-DUPLICATE": "the same document came in before; it is counted once",
    "E-ID": "another text came in under this id before; give every document an id of its own, or none",
    "E-NETWORK": "addresses are fetched only with --allow-network; or save the page and name the file",
    "E-ADDRESS": "the address leads where this program never goes, such as a private network or another port; nothing was sent there",
    "E-ROBOTS": "the robots.txt of the site asks programs not to fetch this address, or could not be read; nothing was fetched",
    "E-HTTP": "the server could not be reached, answered with an error, or broke off; try again later",
    "E-SLOW": "the server took longer than fetch.connect_seconds, gap_seconds or total_seconds; try again later",
    "E-FETCH-BIG": "the answer is larger than fetch.wire_bytes, content_bytes, header_bytes or expansion allow; it was not read further",
    "E-NOTHING": "not one report came out of the input; see the lines above for each reason",
    "E-TIME": "reading this document took too long; it is set apart and the rest goes on",
    "E-MEMORY": "reading this document took too much memory; it is set apart and the rest goes on",
    "E-PACKAGE": "a package that is not part of every install is needed; the line says how to get it",
    "E-CRASH": "reading this document failed unexpectedly; it is set apart and the rest goes on",
}


class RashomonError(Exception):
    """Base of every error this package raises on purpose."""

    exit_code = 70

    def __reduce__(self) -> tuple[object, ...]:
        """Cross a process boundary whole; the default would call the constructor with the finished message."""
        return _again, (type(self), self.args, vars(self))


def _again(kind: type[RashomonError], args: tuple[object, ...], state: dict[str, object]) -> RashomonError:
    error = kind.__new__(kind, *args)
    vars(error).update(state)
    return error


class UsageError(RashomonError):
    """The call itself is wrong."""

    exit_code = 2


class UnknownName(UsageError, KeyError):
    """A name that an open set does not hold."""

    def __init__(self, kind: str, name: str, known: tuple[str, ...]) -> None:
        self.kind, self.name, self.known = kind, name, known
        super().__init__(f"no {name!r} in {kind}; there is: {', '.join(known)}")

    def __str__(self) -> str:
        return str(self.args[0])


class ConfigError(UsageError):
    """A config file that cannot be used; `key` is the offending key."""

    def __init__(self, key: str, why: str, known: tuple[str, ...] = ()) -> None:
        self.key, self.why, self.known = key, why, known
        from difflib import get_close_matches

        near = get_close_matches(key.rpartition(".")[2], known, n=1)
        super().__init__(f"config: {key}: {why}" + (f"; did you mean {near[0]!r}?" if near else ""))


class MissingPackage(UsageError):
    """Something asked for needs a package that is not installed; `extra` is the part of an install that brings it."""

    def __init__(self, extra: str, package: str) -> None:
        self.extra, self.package = extra, package
        super().__init__(line("E-PACKAGE", package, f"not installed; get it by `pip install 'rashomon[{extra}]'`"))


class NoSuchId(UsageError):
    """An id that names nothing in this library."""

    def __init__(self, what: str, id: str) -> None:
        self.what, self.id = what, id
        super().__init__(f"no {what} {id!r}; `rashomon events` lists the events and `rashomon show EVENT` what they hold")


class InputError(RashomonError):
    """An input that cannot be read. `code` is a key of CODES."""

    exit_code = 3

    def __init__(self, code: str, origin: str, why: str, record: int | None = None, offset: int | None = None) -> None:
        self.code, self.origin, self.why, self.record, self.offset = code, origin, why, record, offset
        super().__init__(line(code, origin, why, record, offset))


class NothingUsable(InputError):
    """Not one report came out of the input."""

    exit_code = 4


class FetchFailed(InputError):
    """An address that was asked for in vain; `status` is what the server said, `again` the seconds after which it may be asked again."""

    def __init__(self, code: str, address: str, why: str, *, status: int | None = None, again: float | None = None) -> None:
        self.status, self.again = status, again
        super().__init__(code, address, why)


class StoreError(RashomonError):
    """The library file cannot be used; `path` names it."""

    exit_code = 5

    def __init__(self, path: str, why: str, todo: str) -> None:
        self.path, self.why, self.todo = path, why, todo
        super().__init__(f"{path}: {why}; {todo}")


class ReadOnlyLibrary(StoreError):
    """Something was to be kept in a library that was opened for reading only."""

    def __init__(self, path: str) -> None:
        super().__init__(path, "opened for reading only", "open it without --read-only to keep something in it")


class DamageFound(StoreError):
    """`verify` met rows whose hashes do not hold."""

    exit_code = 7


class MachineError(RashomonError):
    """Disk, permission or memory: the machine refuses."""

    exit_code = 6


class NetworkRefused(RashomonError):
    """A connection that policy does not allow; without a reason given, because nobody allowed the network at all.

    `told`: the line that says so has been shown, and is not said again.
    """

    exit_code = 8

    def __init__(self, origin: str, why: str | None = None, *, told: bool = False) -> None:
        self.origin = origin
        self.code = "E-ADDRESS" if why else "E-NETWORK"
        self.why = why or CODES["E-NETWORK"]
        super().__init__("nothing was fetched; see the lines above for each reason" if told else line(self.code, origin, self.why))


def line(code: str, origin: str, why: str, record: int | None = None, offset: int | None = None) -> str:
    """The error line people see: `error[CODE] file: record n at byte m: why`."""
    return f"error[{code}] {origin}: {placed(why, record, offset)}"


def placed(why: str, record: int | None, offset: int | None) -> str:
    """`record n at byte m: why`, as far as the place is known."""
    place = "".join(
        (
            f"record {record}" if record is not None else "",
            " at " if record is not None and offset is not None else "",
            f"byte {offset}" if offset is not None else "",
        )
    )
    return f"{place + ': ' if place else ''}{why}"
