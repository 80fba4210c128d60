"""Which text is the report (stub until its first version lands)."""

from __future__ import annotations

from hashlib import blake2b

from ..config import CleanConfig
from ..types import Raw, Report, Skipped, When


def clean(raw: Raw, config: CleanConfig, published: When | None = None) -> Report | Skipped:
    """Cut the furniture of a page, keep every cut."""
    id = raw.fields.get("id") or blake2b(f"{raw.origin}\0{raw.text}".encode(), digest_size=8).hexdigest()
    return Report(id, raw.origin, raw.text, published=published, format=raw.format, encoding=raw.encoding)
