"""How an archive is looked at: bytes in order, of which only a stretch is held; what lies behind is let go."""

from __future__ import annotations

import re
from collections.abc import Iterator

BLANK = re.compile(rb"\r\n\r\n|\n\n")
BLANKS = 1 << 12  # bytes that are looked through at a time
SLACK = 1 << 20  # bytes behind that are let go together, and bytes ahead that are read together


class Window:
    """A stretch of a stream; places count from the beginning of the stream."""

    def __init__(self, pieces: Iterator[bytes], start: int = 0) -> None:
        self.pieces, self.start, self.held = pieces, start, b""

        self.blank = (0, 0, 0)  # between the first two places no blank line starts; one ends at the third, where one was found

    @property
    def end(self) -> int:
        """Where what is held ends."""
        return self.start + len(self.held)

    def reach(self, place: int) -> bool:
        """Hold the bytes up to a place; False where the stream ends before."""
        lacking = place - self.end
        if lacking <= 0:
            return True
        parts, ahead = [self.held], lacking + SLACK  # each time copies what is held
        while ahead > 0 and (piece := next(self.pieces, b"")):
            parts.append(piece)
            ahead -= len(piece)
        self.held = b"".join(parts)
        return self.end >= place

    def take(self, low: int, high: int) -> bytes:
        """The bytes from one place to another, as far as the stream goes."""
        self.reach(high)
        return self.held[max(low - self.start, 0) : max(high - self.start, 0)]

    def blank_line(self, place: int, most: int) -> tuple[int, int] | None:
        """Where the first blank line behind a place starts and ends, if that is within `most` bytes; looked for once only."""
        low, start, end = self.blank
        if not low <= place <= start:
            low, start, end = place, place, 0
        limit = place + most
        while not end and start < limit:
            self.reach(min(start + BLANKS, limit))
            found = BLANK.search(self.held, start - self.start, min(start + BLANKS, limit) - self.start)
            if found:
                start, end = self.start + found.start(), self.start + found.end()
            elif self.end < min(start + BLANKS, limit):
                break
            else:
                start = min(start + BLANKS, limit) - 3
                if start + 3 == limit:
                    break
        self.blank = (low, start, end)
        return (start, end) if end and end <= limit else None

    def let_go(self, before: int) -> None:
        """What lies before a place is not asked for again."""
        if (behind := min(before, self.end) - self.start) > SLACK:
            self.held, self.start = self.held[behind:], self.start + behind
