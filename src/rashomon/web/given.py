"""Decides how documents that come in as JSON are read: as lines of a file, in a process that is thrown away, as any upload is.

A document without an `id` gets one made from all its fields, so that sending it twice is counted once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory

from ..config import Config
from ..export._points import encode
from ..pipeline import take_in
from ..types import Report, Skipped, When

AT_ONCE = 100  # documents that one process reads, so that one which stalls it costs no more than these


def read_documents(
    documents: Sequence[Mapping[str, object]], config: Config, published: When | None = None, *, whole: bool = False
) -> list[Report | Skipped]:
    """A report or a ledger line for every document, in their order; two under one id are told apart."""
    found: list[Report | Skipped] = []
    with TemporaryDirectory(prefix="rashomon-") as folder:
        for start in range(0, len(documents), AT_ONCE):
            lines = "".join(f"{encode(identified(document))}\n" for document in documents[start : start + AT_ONCE]).encode()
            path = Path(folder) / f"given-{blake2b(lines, digest_size=4).hexdigest()}.jsonl"
            path.write_bytes(lines)
            found += take_in([path], config, published=published, workers=1, whole=whole)
    return found


def identified(document: Mapping[str, object]) -> Mapping[str, object]:
    """The document under an id: its own, or one made from what it says."""
    if document.get("id"):
        return document
    return {**document, "id": blake2b(encode(dict(sorted(document.items()))).encode(), digest_size=8).hexdigest()}
