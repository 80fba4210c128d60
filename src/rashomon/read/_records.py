"""Where the records of an archive start and end, also where it is damaged: one lost record costs no other.

What it decides
    For every stretch of the stream: an intact record, a record that cannot be relied on, or bytes that are no record.

Observations that forced the design
    - A length that is wrong, or a payload that is cut, makes readers that trust lengths lose everything behind it.
    - A length can be too great by exactly the records that follow: all looks well, and they are gone. But an archive
      may also hold an archive, and that one's records are not ours.
    - A head can break off where the next begins; the two then look like one.

How it works
    1. A record is believed where its digest says so, or where its block is followed by the blank lines and the next head
       that must follow, and nothing in the block speaks against it: no digest that fails, no record inside that ends
       where the block ends while the HTTP message around it ended before.
    2. Behind a record that is not believed, the next head that could be one is looked for from the end of its own head.
    3. Records too large to be held are passed over with their digest; where their length turns out wrong, or a record begins
       inside for which no digest speaks, the stream is read again from their head, as far as `REREAD` goes.

Known exceptions
    A cut record without a digest whose stated length ends by chance where another ends takes that one along (6 of 32,023 archives
    in the fuzz). A length wrong by line breaks only, or a payload changed without a digest, cannot be seen. Inside a container that is
    itself damaged, the records of an archive that it held are found as if they were ours.
    Hashing is bounded, too (`HASHED` times the bytes read): a file made of overlapping claims is believed by its framing.

What an error costs
    A report lost without a line, or the words of one page read under the address of another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ._heads import LONGEST_VERSION, VERSION, Head, head_at, next_head
from ._proofs import Message, named, verified
from ._streams import Stored
from ._window import SLACK, Window

BREAK = b"\r\n\r\n"  # what must follow every block
BREAKS = 64  # bytes of line breaks that are passed over between records
REREAD = 4 * 1024**3  # bytes of one stream that may be read again
HASHED = 8  # bytes hashed for each byte read


@dataclass(frozen=True, slots=True)
class Record:
    """A stretch of the stream that starts like a record, or bytes that do not."""

    at: int
    head: Head | None  # None: bytes that are no record
    block: bytes | None = None  # None where it cannot be relied on
    code: str = ""
    why: str = ""


class Records:
    """The records of one stream; `stored` gives it again from a place on, where it is `packed` by reading all that lies before.

    Without `trusted` only digests are believed.
    """

    def __init__(
        self, pieces: Iterator[bytes], stored: Stored | None, most: int, file_bytes: int, *, trusted: bool = True, packed: bool = False
    ) -> None:
        self.window, self.stored, self.most, self.file_bytes = Window(pieces), stored, most, file_bytes
        self.trusted, self.packed = trusted, packed
        self.reread = self.hashed = 0

    def __iter__(self) -> Iterator[Record]:
        place = 0
        while True:
            place = self._break_end(place)
            self.window.let_go(place)
            if not self.window.reach(place + 1):
                return
            head = head_at(self.window, place)
            if head is None or head.wrong:
                after = next_head(self.window, place if head is None else head.end)
                beyond = after.at if after else self.window.end
                why = head.wrong if head else f"{beyond - place:,} bytes here are no record"
                yield Record(place, head, None, "E-WARC", why)
                place = beyond
            else:
                record, place = self._large(head) if head.length > self.most else self._record(head)
                yield record

    def _break_end(self, place: int) -> int:
        """Where the line breaks at a place end."""
        while breaks := self.window.take(place, place + BREAKS):
            rest = breaks.lstrip(b"\r\n")
            place += len(breaks) - len(rest)
            if rest:
                break
        return place

    def _record(self, head: Head) -> tuple[Record, int]:
        end = head.end + head.length
        if not self.window.reach(end):
            return self._until_next(head, "")
        block = self.window.take(head.end, end)
        proof = self._proof(head, block)
        why = "its bytes are not those that its digest names" if proof is False else "" if proof else self._doubt(head, block)
        if not why and not (proof or self.trusted):
            why = "its gzip member is damaged, and no digest vouches for it"
        if not why:
            return Record(head.at, head, block), end
        if self._follows(end) and _holds_archive(head, block):
            return Record(head.at, head, None, "E-WARC", why), self._inner(head, block) or end
        return self._until_next(head, why)

    def _until_next(self, head: Head, why: str) -> tuple[Record, int]:
        """A record that is given up, and the next head: where that comes before the record could end, the record was cut."""
        after = next_head(self.window, head.end)
        beyond = after.at if after else self.window.end
        came = beyond - head.end
        if came >= head.length:
            return Record(head.at, head, None, "E-WARC", why), beyond
        came -= len(BREAK) * (after is not None and self.window.take(beyond - len(BREAK), beyond) == BREAK)
        return Record(head.at, head, None, "E-WARC-TRUNC", f"payload ends after {came:,} of {head.length:,} bytes"), beyond

    def _proof(self, head: Head, block: bytes) -> bool | None:
        """What digests say: a block's decides, a payload's can only confirm, since tools differ in what it covers."""
        if self.hashed > HASHED * (self.window.end + self.most):
            return None
        self.hashed += len(block)
        whole = verified(head.fields, "warc-block-digest", block)
        if whole is None and "warc-payload-digest" in head.fields:
            whole = verified(head.fields, "warc-payload-digest", block[Message(block).body :]) or None
        return whole

    def _doubt(self, head: Head, block: bytes) -> str:
        """What speaks against a block for which no digest speaks; "" where nothing does."""
        end = head.end + head.length
        inner = self._inner(head, block)
        follows = self._follows(end)
        if follows and inner is None:
            return self._overlong(end)
        message = Message(block)
        said = message.end(block)
        after = self.window.take(end, end + len(BREAK))
        if said == len(block) and (follows or (after == BREAK and inner is None)):  # of a cut record both lengths are wrong alike
            return ""
        chain = None if inner is None else self._chain(inner, end)
        behind = inner is not None and block[inner - head.end - len(BREAK) : inner - head.end] == BREAK
        if inner is not None and said is not None and said + len(BREAK) == inner - head.end:
            return "its length takes in records that follow"
        if follows and behind and (chain == "block" or (chain == "break" and not after)):
            return "its length takes in records that follow"
        if follows:
            return self._overlong(end)
        if after != BREAK:
            return f"its block of {head.length:,} bytes is not followed by the blank lines that must follow"
        cut = said is not None and said > len(block) and "warc-truncated" not in head.fields
        if cut or message.broken or (inner is not None and chain != "break"):
            return f"its length of {head.length:,} bytes is wrong"
        return ""

    def _follows(self, end: int) -> bool:
        """Whether what must follow a block follows: line breaks, and a head or the end."""
        tail = self.window.take(end, end + BREAKS + LONGEST_VERSION)
        rest = tail.lstrip(b"\r\n")
        return VERSION.match(rest) is not None or not rest

    def _overlong(self, end: int) -> str:
        """Whether some of the blank lines before the next head lie in the block."""
        tail = self.window.take(end, end + len(BREAK))
        short = len(tail) - len(tail.lstrip(b"\r\n"))
        if short < len(BREAK) and self.window.take(end - len(BREAK) + short, end + short) == BREAK:
            return f"its length is {len(BREAK) - short} too great"
        return ""

    def _inner(self, head: Head, block: bytes) -> int | None:
        """Where a record starts inside a block; where the payload is an archive, one that starts behind its end."""
        if b"WARC/" not in block:
            return None
        if _holds_archive(head, block):
            behind = block.find(BREAK + BREAK + b"WARC/")
            return head.end + behind + 2 * len(BREAK) if behind >= 0 else None
        found = next_head(self.window, head.end, head.end + len(block))
        return found.at if found else None

    def _chain(self, place: int, end: int) -> str | None:
        """What ends at `end`, where whole records follow each other from a place on: the last one's "block", or the "break" behind it."""
        while place < end:
            head = head_at(self.window, place)
            if head is None or head.wrong:
                return None
            place = head.end + head.length
            if place == end:
                return "block"
            if self.window.take(place, place + len(BREAK)) != BREAK:
                return None
            place += len(BREAK)
            if self.window.take(place, place + len(BREAK)) == BREAK and place + len(BREAK) < end:
                place += len(BREAK)  # an archive ended here, and so did the record that held it
        return "break" if place == end else None

    def _large(self, head: Head) -> tuple[Record, int]:
        """A record that is not held: passed over where its length holds, else looked into."""
        end = head.end + head.length
        if self.stored is None or head.length > self.file_bytes or self.reread > REREAD:
            return self._until_next(head, f"its length of {head.length:,} bytes is taken for wrong")
        digest = named(head.fields, "warc-block-digest")
        archive = _holds_archive(head, self.window.take(head.end, min(head.end + SLACK, end)))
        begins, seam = False, b""  # whether a record begins inside, looked for across the seams of parts
        for place in range(head.end, end, SLACK):
            part = self.window.take(place, min(place + SLACK, end))
            if digest:
                digest.hash.update(part)
            begins = begins or BREAK + b"WARC/" in seam + part
            seam = part[-len(BREAK) - 4 :]
            self.window.let_go(place)
            if not part:
                break
        came = self.window.end - head.end
        holds = digest.holds() if digest and came >= head.length else None
        framed = self._follows(end) and (archive or not begins)
        if came >= head.length and holds is not False and (holds or framed):
            why = f"{head.length:,} bytes, more than the {self.most:,} of read.record_bytes"
            return Record(head.at, head, None, "E-RECORD-BIG", why), end
        self.reread += came + (head.end if self.packed else 0)
        self.window = Window(self.stored(head.end), head.end)
        return self._until_next(head, f"its length of {head.length:,} bytes is wrong")


def _holds_archive(head: Head, block: bytes) -> bool:
    """Whether the payload of a record begins as an archive does."""
    body = Message(block).body
    return (body > 0 or "http" not in head.fields.get("content-type", "")) and VERSION.match(block, body) is not None
