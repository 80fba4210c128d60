"""ZIP archives: every member is read as a file in a folder would be; one that is damaged, locked or a bomb costs itself only.

The list of members and their bytes are read here, bounded, and not by the standard library: that holds the whole list, and trusts
the sizes in it. A member is unpacked once to check its sum before anything of it is used. Nothing is ever written to disk, so a
name that leads out of the archive leads nowhere. Archives inside archives are named, not unpacked.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from ..config import ReadConfig
from ..errors import InputError
from ..types import Raw, Skipped
from . import Piece, Reader, readers, skipped, split
from ._inputs import CONTAINERS, Input, kinds_by_folder, shown, stem_of, unless_note
from ._streams import SIDECAR_BYTES, Source, Stored, fields_in, stored_source
from ._unpacked import Unpacked

END, END64, WHERE64, ENTRY, LOCAL = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07", b"PK\x01\x02", b"PK\x03\x04"
TAIL = 65_557  # bytes within which the end of the list stands
FULL = 0xFFFFFFFF
LOCKED, UTF8 = 0x1, 0x800
STORED, DEFLATED = 0, 8


@dataclass(frozen=True, slots=True)
class Member:
    """One member, as the list has it."""

    name: str
    flags: int
    method: int
    crc: int
    packed: int  # bytes
    size: int  # bytes, as stated
    at: int  # where its own head starts

    @property
    def passed_over(self) -> bool:
        """Whether it is a folder, hidden, or a Mac's note."""
        parts = self.name.split("/")
        return not parts[-1] or any(part.startswith(".") and part not in (".", "..") for part in parts) or parts[0] == "__MACOSX"


class Unpacking:
    """How much of an archive was unpacked: all members together have one limit."""

    def __init__(self, source: Source, config: ReadConfig) -> None:
        if source.stored is None or source.packed:
            raise InputError("E-FORMAT", source.origin, "an archive inside another is not unpacked; unpack it first")
        self.stored: Stored = source.stored
        self.source, self.config, self.left = source, config, config.file_bytes

    def checked(self, member: Member, origin: str) -> Stored:
        """The bytes of a member from any place on; InputError where it cannot be relied on."""
        if member.flags & LOCKED:
            raise InputError("E-LOCKED", origin, "the member is encrypted; pack it without a password")
        if member.method not in (STORED, DEFLATED):
            raise InputError("E-ZIP", origin, f"packed by method {member.method}, which is not read; pack it anew")
        unpacked = self._unpacked(member, origin)
        crc = size = 0
        for piece in unpacked(0):
            crc, size = zlib.crc32(piece, crc), size + len(piece)
            self.left -= len(piece)
            if self.left < 0:
                raise InputError(
                    "E-FILE-BIG", self.source.origin, f"unpacks to more than the {self.config.file_bytes:,} bytes of read.file_bytes"
                )
        if crc != member.crc or size != member.size:
            raise InputError("E-ZIP", origin, "the member is damaged: its sum is not the one stated")
        return unpacked

    def _unpacked(self, member: Member, origin: str) -> Stored:
        head = _bytes(self.stored, member.at, 30)
        if len(head) < 30 or not head.startswith(LOCAL):
            raise InputError("E-ZIP", origin, "the member is damaged: it does not begin where the list says")
        start = member.at + 30 + sum(struct.unpack("<HH", head[26:30]))
        packed = partial(_stretch, self.stored, start, start + member.packed)
        return packed if member.method == STORED else Unpacked(packed, origin, self.config.expansion)


def _stretch(stored: Stored, low: int, high: int, offset: int) -> Iterator[bytes]:
    """What lies between two places of a file, from an offset on."""
    place = low + offset
    for piece in stored(place) if place < high else ():
        yield piece[: high - place]
        place += len(piece)
        if place >= high:
            return


def split_zip(source: Source, config: ReadConfig) -> Iterator[Piece | Skipped]:
    """The pieces of every member, in the order of their names."""
    unpacking = Unpacking(source, config)
    members, more = _members(unpacking.stored, source, config)
    if more:
        yield skipped("E-MANY", source.origin, f"{more:,} members behind the {config.zip_members:,} of read.zip_members are not read")
    overlapping = _overlapping(members)
    by_name: dict[str, Member] = {}
    for member in sorted(members, key=lambda one: (one.name, one.at)):
        if member.passed_over:
            continue
        if member.name in by_name:
            yield Skipped(_origin(source, member), "duplicate", "E-DUPLICATE", "a member of this name came before")
        elif member in overlapping:
            yield skipped("E-BOMB", _origin(source, member), "its bytes are also those of another member; not read")
        else:
            by_name[member.name] = member
    sidecars = {name: beside for name in by_name if (beside := _sidecar_of(name, by_name))}
    notes = kinds_by_folder([Input(name, name, named=False) for name in by_name])
    for name in sorted(by_name.keys() - set(sidecars.values())):
        member = by_name[name]
        note = unless_note(Input(name, _origin(source, member), named=False), notes)
        if isinstance(note, Skipped):
            yield note
            continue
        try:
            yield from _of_member(unpacking, member, by_name.get(sidecars.get(name, "")))
        except InputError as error:
            yield skipped(error.code, error.origin, error.why, error.record, error.offset)
            if error.code == "E-FILE-BIG" and error.origin == source.origin:
                return


def _of_member(unpacking: Unpacking, member: Member, sidecar: Member | None) -> Iterator[Piece | Skipped]:
    source = unpacking.source
    origin = _origin(source, member)
    if stem_of(member.name)[1] == ".zip":
        raise InputError("E-FORMAT", origin, "an archive inside another is not unpacked; unpack it first")
    fields, wrong = ({}, "") if sidecar is None else _fields(unpacking, sidecar)
    if sidecar is not None and wrong:
        yield skipped("E-SIDECAR", _origin(source, sidecar), wrong)
    stored = unpacking.checked(member, origin)
    name = member.name.rpartition("/")[2]
    yield from split(stored_source(name, origin, stored, unpacking.config, fields, size=member.size), unpacking.config)


def _fields(unpacking: Unpacking, sidecar: Member) -> tuple[dict[str, object], str]:
    """The fields in a sidecar, and what is wrong with it."""
    try:
        content = _bytes(unpacking.checked(sidecar, _origin(unpacking.source, sidecar)), 0, SIDECAR_BYTES)
    except InputError as error:
        return {}, f"{error.why}; the file beside it is read without it"
    return fields_in(content)


def _origin(source: Source, member: Member) -> str:
    return f"{source.origin}/{shown(member.name)}"


def _sidecar_of(name: str, there: dict[str, Member]) -> str:
    if stem_of(name)[1] in CONTAINERS:
        return ""
    return next((beside for beside in (f"{name}.json", f"{stem_of(name)[0]}.json") if beside in there), "")


def _bytes(stored: Stored, at: int, count: int) -> bytes:
    held = bytearray()
    for piece in stored(at):
        held += piece
        if len(held) >= count:
            break
    return bytes(held[:count])


def _members(stored: Stored, source: Source, config: ReadConfig) -> tuple[list[Member], int]:
    """The list of members, and how many stand behind the limit."""
    low = max(source.size - TAIL, 0)
    tail = _bytes(stored, low, TAIL)
    end = tail.rfind(END)
    if end < 0 or len(tail) < end + 22:
        raise InputError("E-ZIP", source.origin, "not ZIP, or cut: the list of its members is missing")
    count, _, at = struct.unpack("<HII", tail[end + 10 : end + 20])
    where = tail.rfind(WHERE64, 0, end)
    if (count == 0xFFFF or at == FULL) and where >= 0:
        (place,) = struct.unpack("<Q", tail[where + 8 : where + 16])
        record = _bytes(stored, place, 56)
        if record.startswith(END64) and len(record) == 56:
            count, _, at = struct.unpack("<QQQ", record[32:56])
    members: list[Member] = []
    held, place = bytearray(), 0
    pieces = stored(at)
    while len(members) < min(count, config.zip_members):
        while len(held) - place < 3 * 65_536 + 46 and (piece := next(pieces, b"")):
            del held[:place]
            place = 0
            held += piece
        member, place = _member(bytes(held[place : place + 3 * 65_536 + 46]), place)
        if member is None:
            raise InputError("E-ZIP", source.origin, f"the list of its members is damaged behind the first {len(members):,}")
        members.append(member)
    return members, count - len(members)


def _member(raw: bytes, place: int) -> tuple[Member | None, int]:
    if len(raw) < 46 or not raw.startswith(ENTRY):
        return None, place
    flags, method, _, crc, packed, size, named, extra, comment = struct.unpack("<HHIIIIHHH", raw[8:34])
    (at,) = struct.unpack("<I", raw[42:46])
    name = raw[46 : 46 + named]
    wide = _wide(raw[46 + named : 46 + named + extra])
    size, packed, at = (next(wide, value) if value == FULL else value for value in (size, packed, at))
    text = name.decode("utf-8", "replace") if flags & UTF8 else _named(name)
    return Member(text.replace("\\", "/").lstrip("/"), flags, method, crc, packed, size, at), place + 46 + named + extra + comment


def _named(name: bytes) -> str:
    try:
        return name.decode()
    except UnicodeDecodeError:
        return name.decode("cp437")


def _wide(extra: bytes) -> Iterator[int]:
    """The numbers that need eight bytes, in the order of the list."""
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack("<HH", extra[at : at + 4])
        if kind == 1:
            block = extra[at + 4 : at + 4 + size]
            yield from (number for (number,) in struct.iter_unpack("<Q", block[: len(block) // 8 * 8]))
            return
        at += 4 + size


def _overlapping(members: list[Member]) -> set[Member]:
    """The members that begin before the one before them ends."""
    ends, found = 0, set()
    for member in sorted(members, key=lambda one: (one.at, one.name)):
        if member.at < ends:
            found.add(member)
        ends = max(ends, member.at + 30 + member.packed)
    return found


def read_nothing(piece: Piece, config: ReadConfig) -> Iterator[Raw | Skipped]:
    """Never asked: the pieces of an archive are those of its members."""
    return iter(())


readers.add("zip", Reader((".zip",), lambda _: False, split_zip, read_nothing))
