"""Where the gzip members of an archive start and end, and which of them can be relied on: a damaged one costs no other.

Most archives pack each record by itself, so that a member is a record; others are one member from end to end. A member that
is small is unpacked and checked before anything of it is used; a large one is run through once before, since its checksum
stands behind its data. Behind a member that breaks, the next is looked for from its second byte on: the next place where a
member could start and unpacks to the head of a record. Members that do not start with a record continue the one before.
"""

from __future__ import annotations

import zlib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice
from typing import Literal

from ._streams import ARCHIVE, BOMB_FLOOR, PIECE, Stored
from ._window import Window

MAGIC = b"\x1f\x8b\x08"
STEP = 64  # packed bytes at a time where a member breaks
PROBE = 1 << 12  # packed bytes within which a member must show a record
WASTE = 16  # packed bytes that may be tried in vain for each byte of the file
PROBES = 10_000  # places that look like the start of a member and are none, from which one stops looking; chance makes 128 in 2 GiB
ENOUGH = 1 << 26  # packed bytes that may be tried in vain in any file

End = Literal["whole", "cut", "bad", "bomb"]


class Member:
    """One gzip member, unpacked piece by piece."""

    def __init__(self, stored: Stored, at: int, expansion: int) -> None:
        self.stored, self.at, self.expansion = stored, at, expansion
        self.came = self.gave = 0  # packed bytes in, unpacked bytes out
        self.end: End = "cut"  # as long as nothing better is known
        self.why = "the file ends in it"

    def pieces(self) -> Iterator[bytes]:
        """What it unpacks to, as far as that goes; `end` and `after` are known then."""
        inflate = zlib.decompressobj(31)
        for arrived in self.stored(self.at):
            self.came, packed = self.came + len(arrived), arrived
            try:
                while piece := inflate.decompress(packed, PIECE):
                    packed, self.gave = b"" if inflate.eof else inflate.unconsumed_tail, self.gave + len(piece)  # at the end it is stale
                    if self.gave > max(BOMB_FLOOR, self.expansion * (self.came - len(packed))):
                        self.end, self.why = "bomb", f"it expands more than {self.expansion} times"
                        return
                    yield piece
            except zlib.error as error:
                self.end, self.why = "bad", str(error)
                yield self._salvaged()
                return
            if inflate.eof:
                self.came -= len(inflate.unused_data)
                self.end = "whole"
                return

    def _salvaged(self) -> bytes:
        """What the call that failed would have given before it failed: zlib keeps that to itself."""
        inflate, out = zlib.decompressobj(31), bytearray()
        skipped = 0
        for arrived in self.stored(self.at):
            for at in range(0, len(arrived), STEP):
                saved, packed = inflate.copy(), arrived[at : at + STEP]
                try:
                    piece = inflate.decompress(packed)
                except zlib.error:
                    return bytes(out + _by_bytes(saved, packed, self.gave - skipped))
                out += piece[max(self.gave - skipped, 0) :]
                skipped += len(piece)
        return bytes(out)

    @property
    def after(self) -> int:
        """Where what follows it starts in the file."""
        return self.at + self.came


def _by_bytes(inflate: zlib._Decompress, packed: bytes, behind: int) -> bytes:
    out = bytearray()
    try:
        while piece := inflate.decompress(packed, 1):
            packed = b"" if inflate.eof else inflate.unconsumed_tail
            out += piece
    except zlib.error:
        pass
    return bytes(out[max(behind, 0) :])


@dataclass(frozen=True, slots=True)
class Stretch:
    """Unpacked bytes that belong together: a member, or some of which the later continue the earlier."""

    at: int  # where they start in the file
    pieces: Iterator[bytes]
    end: End  # of what they come from; `whole` where they can be relied on
    why: str = ""
    stored: Stored | None = None  # the same bytes again, from a place on
    members: tuple[list[int], list[int]] = field(
        default_factory=lambda: ([], [])
    )  # where each member that continues starts: unpacked, and in the file

    def place(self, unpacked: int) -> int:
        """Where in the file the member starts that holds an unpacked place."""
        starts, places = self.members
        number = bisect_right(starts, unpacked)
        return places[number - 1] if number else self.at


def stretches(stored: Stored, expansion: int, held: int) -> Iterator[Stretch]:
    """What an archive unpacks to, in order. Up to `held` unpacked bytes of a member are held before they are used."""
    place = wasted = 0
    while (place := _unpadded(stored, place)) >= 0:
        member = Member(stored, place, expansion)
        start, rest = _held(member, held)
        if rest is not None:  # too large to be held: run through once, so that its end is known
            ahead = Member(stored, place, expansion)
            for _ in ahead.pieces():
                pass
            member = ahead
        end, why, after = member.end, member.why, member.after
        own, following = stored, after if end == "whole" else None
        if end != "whole":
            wasted += after - place
            following = next_member(stored, place + 1) if wasted < WASTE * (place + ENOUGH) else None
            if following is not None:
                end, why = "bad" if end == "cut" else end, f"{why}; read on at byte {following}"
                own = partial(_before, stored, following)  # what lies behind is its neighbour's
                start, rest = _held(Member(own, place, expansion), held)
        more = Continued(stored, expansion, held, after) if end == "whole" else None
        if start or end != "whole":
            again = Again(own, place, expansion, held)
            pieces, members = chain(start, rest or ()), more.members if more else ([], [])
            yield Stretch(place, chain(pieces, more.pieces(member.gave)) if more else pieces, end, why, again, members)
        if following is None:
            return
        place = more.place if more else following


def _before(stored: Stored, end: int, place: int) -> Iterator[bytes]:
    for piece in stored(place):
        yield piece[: max(end - place, 0)]
        place += len(piece)
        if place >= end:
            return


class Continued:
    """The whole members from a place on that do not start with a record."""

    def __init__(self, stored: Stored, expansion: int, held: int, place: int) -> None:
        self.stored, self.expansion, self.held, self.place = stored, expansion, held, place
        self.members: tuple[list[int], list[int]] = ([], [])

    def pieces(self, gave: int = 0) -> Iterator[bytes]:
        """What they unpack to, behind so many bytes; `place` is then where the next member starts."""
        while (place := _unpadded(self.stored, self.place)) >= 0:
            if starts_with_record(b"".join(islice(self.stored(place), 1))):
                return
            member = Member(self.stored, place, self.expansion)
            start, rest = _held(member, self.held)
            if rest is not None or member.end != "whole":
                return
            self.members[0].append(gave)
            self.members[1].append(place)
            gave += member.gave
            yield from start
            self.place = member.after


class Again:
    """What the member at a place unpacks to, and those that continue it, once more."""

    def __init__(self, stored: Stored, at: int, expansion: int, held: int) -> None:
        self.stored, self.at, self.expansion, self.held = stored, at, expansion, held

    def __call__(self, offset: int) -> Iterator[bytes]:
        """The bytes from an unpacked place on."""
        member = Member(self.stored, self.at, self.expansion)
        for piece in self._all(member):
            if offset < len(piece):
                yield piece[offset:]
            offset = max(offset - len(piece), 0)

    def _all(self, member: Member) -> Iterator[bytes]:
        yield from member.pieces()
        if member.end == "whole":
            yield from Continued(self.stored, self.expansion, self.held, member.after).pieces()


def _held(member: Member, most: int) -> tuple[list[bytes], Iterator[bytes] | None]:
    """The first unpacked bytes, and the rest where there are more than `most`."""
    pieces, held, size = member.pieces(), [], 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size > most:
            return held, pieces
    return held, None


def _unpadded(stored: Stored, place: int) -> int:
    """The first place from here on that is no zero, which pad members; -1 where the file ends."""
    for piece in stored(place):
        rest = piece.lstrip(b"\0")
        if rest:
            return place + len(piece) - len(rest)
        place += len(piece)
    return -1


def starts_with_record(packed: bytes) -> bool:
    """Whether a gzip member starts here that unpacks to the head of a record."""
    try:
        return zlib.decompressobj(31).decompress(packed[:PROBE], len(ARCHIVE)).startswith(ARCHIVE)
    except zlib.error:
        return False


def next_member(stored: Stored, place: int) -> int | None:
    """The first place from here on where a member starts that unpacks to the head of a record."""
    window = Window(stored(place), place)
    probes = 0
    while probes < PROBES:
        found = window.held.find(MAGIC, place - window.start)
        if found >= 0:
            place = window.start + found
            if starts_with_record(window.take(place, place + PROBE)):
                return place
            place, probes = place + 1, probes + 1
        else:
            place = max(place, window.end - len(MAGIC) + 1)
            window.let_go(place)
            if not window.reach(window.end + 1):
                break
    return None
