"""Where a record of an archive says what it is: the lines of its head, and whether they are whole."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ._window import Window

HEAD_BYTES = 1 << 16  # of one head
VERSION = re.compile(rb"WARC/\d\.\d{1,2}\r?\n")
LONGEST_VERSION = 11
FIELD = re.compile(rb"[!#-'*+.0-9A-Z^-z|~-]{1,100}[ \t]*:")
OWN = ("warc-type", "warc-record-id", "warc-date", "content-length")  # what every record must state
STRAY = re.compile(r"HTTP/\d(?:\.\d)? \d{3}(?: |$)")
LENGTH = re.compile(r"\d{1,18}")


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a record."""

    at: int  # where it starts
    end: int  # where its block starts
    fields: Mapping[str, str] = field(default_factory=dict)  # by lower-case name
    wrong: str = ""  # why it cannot be relied on

    @property
    def length(self) -> int:
        """The bytes of the block, as stated."""
        return int(self.fields["content-length"])

    @property
    def kind(self) -> str:
        """The type of the record, in lower case."""
        return self.fields.get("warc-type", "").lower()


def head_at(window: Window, at: int) -> Head | None:
    """The head that starts at a place; None where none does. One that is not whole says what is wrong."""
    if not (version := VERSION.match(window.take(at, at + LONGEST_VERSION))):
        return None
    blank = window.blank_line(at + version.end() - 2, HEAD_BYTES)
    if not blank:
        whole = window.reach(at + HEAD_BYTES)
        return Head(
            at, at + version.end(), wrong=f"its head does not end within {HEAD_BYTES:,} bytes" if whole else "the file ends in its head"
        )
    raw = window.take(at, blank[1])
    last = raw.rfind(b"WARC/", 1)
    if last > 0 and (again := VERSION.match(raw, last)):
        outer, inner = fields_of(raw[version.end() : last]), fields_of(raw[again.end() :])
        if inner is not None and all(name in inner for name in OWN) and (outer is None or set(outer) & set(inner)):
            return Head(at, at + last, wrong="its head breaks off where another begins")
    fields = fields_of(raw[version.end() :])
    if fields is None:
        return Head(at, at + version.end(), wrong="its head is damaged")
    stated = fields.get("content-length", "")
    wrong = ""
    if not LENGTH.fullmatch(stated):
        wrong = f"its length is {stated[:30]!r}, which is none" if stated else "its head states no length"
    elif "warc-type" not in fields:
        wrong = "its head states no type"
    elif any(" " in fields.get(name, "") for name in OWN) or any(STRAY.search(value) for value in fields.values()):
        wrong = "its head is damaged"  # it breaks off, and what looks like its end is the head of the answer
    return Head(at, blank[1], fields, wrong)


def fields_of(lines: bytes) -> dict[str, str] | None:
    """The fields of a head; None where a line is none. Of two of one name the first counts."""
    fields: dict[str, str] = {}
    name = ""
    for line in lines.split(b"\n"):
        line = line.rstrip(b"\r")
        if line[:1] in (b" ", b"\t") and name:
            fields[name] = f"{fields[name]} {line.strip().decode('utf-8', 'replace')}"
        elif line and (found := FIELD.match(line)):
            name = line[: found.end() - 1].strip().decode("ascii").lower()
            fields.setdefault(name, line[found.end() :].strip().decode("utf-8", "replace"))
        elif line:
            return None
    return fields


def next_head(window: Window, place: int, end: int | None = None) -> Head | None:
    """The first head from a place on that a record could have; what lies before is let go where no end is set."""
    while end is None or place < end:
        found = VERSION.search(window.held, max(place - window.start, 0), len(window.held) if end is None else max(end - window.start, 0))
        if found:
            head = head_at(window, window.start + found.start())
            if head and sum(name in head.fields for name in OWN) >= 2:
                return head
            place = head.end if head else window.start + found.end()
        elif end is not None:
            return None
        else:
            place = max(place, window.end - LONGEST_VERSION)
            window.let_go(place)
            if not window.reach(window.end + 1):
                return None
    return None
