"""Which of a document's fields we know, whatever its publisher calls them; the rest is kept as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

from .. import press
from ._decode import whole_characters

NAMES: dict[str, tuple[str, ...]] = {  # ours, then what else it is called; the first that holds something wins
    "id": ("id",),
    "title": ("title", "headline"),
    "date": ("date", "published", "publishedAt", "published_at"),
    "outlet": ("outlet", "source", "publisher", "sitename"),
    "byline": ("byline", "author", "authors"),
    "url": ("url", "link"),
    "lang": ("lang", "language"),
    "credit": ("credit",),
}
HALF_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]")
NESTING = 100  # levels of one JSON value: some databases and interpreters stop at 1,000
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*\Z")


def sort_out(record: Mapping[str, object]) -> tuple[dict[str, str], dict[str, object]]:
    """Our fields as text, and everything that is not among them (`text` aside)."""
    fields: dict[str, str] = {}
    used = {"text"}
    for ours, names in NAMES.items():
        for name in names:
            value = as_text(record.get(name))
            if value and (ours != "lang" or LANGUAGE.match(value)):
                fields[ours] = value
                used.add(name)
                break
    credit = stated({name: record.get(name) for name in (*press.WORK_FIELDS, *press.TEXT_FIELDS)})
    if credit:
        fields["credit"] = "\n".join(part for part in (fields.get("credit", ""), credit) if part)
    return fields, {key: value for key, value in record.items() if key not in used}


def stated(values: Mapping[str, object]) -> str:
    """What fields say of where a text comes from, a line each: `isBasedOn` of schema.org, `infoSources` of ninjs, `syndication-source`."""
    lines = []
    for name, value in values.items():
        for item in value if isinstance(value, list | tuple) else (value,):
            text = whose(item)
            lines += [f"{name}: {text}"] if text else []
    return "\n".join(dict.fromkeys(lines))


def whose(value: object) -> str:
    """Who published the work that a value of such a field names: the publisher, else the address, else its name."""
    if isinstance(value, Mapping):
        return next((text for key in ("publisher", "url", "@id", "uri", "name") if (text := as_text(value.get(key)))), "")
    return as_text(value)


def as_text(value: object) -> str:
    """A value as one line: numbers as written, names of nested objects, lists joined; "" for nothing."""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, str | int | float):
        return " ".join(str(value).split())
    if isinstance(value, Mapping):
        return next((text for key in ("name", "title", "id") if (text := as_text(value.get(key)))), "")
    if isinstance(value, list | tuple):
        return ", ".join(text for item in value if (text := as_text(item)))
    return ""


def mail_date(stated: str) -> str:
    """A date of e-mail as ISO 8601, no more precise than it was; every other as it stands."""
    stated = stated.strip()
    if not stated or stated[:4].isdigit() or not stated.isascii():  # the standard library takes "¹" for a digit, and then not
        return stated
    timed = ":" in stated
    try:
        found = parsedate_to_datetime(stated[:100] if timed else f"{stated[:100]} 00:00:00")
    except (ValueError, TypeError, IndexError, OverflowError):
        return stated
    if not timed:
        return found.date().isoformat()
    return found.isoformat() if stated.count(":") > 1 else found.isoformat(timespec="minutes")


def parse(text: str) -> object:
    """JSON as publishers write it: bare tabs pass, NaN becomes null, numbers no one can hold stay text. ValueError otherwise."""
    try:
        value: object = json.loads(text, strict=False, parse_constant=lambda _: None, parse_int=_whole, parse_float=_real)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"it breaks at character {error.pos + 1:,}") from error
    if _nesting(value) > NESTING:
        raise ValueError(f"nested more than {NESTING} deep")
    return json.loads(whole_characters(json.dumps(value, ensure_ascii=False))) if HALF_CHARACTER.search(text) else value


def _nesting(value: object) -> int:
    depth, level = 0, [value]
    while level:
        depth += 1
        level = [child for item in level for child in (item.values() if isinstance(item, dict) else item if isinstance(item, list) else ())]
    return depth


def _whole(digits: str) -> int | str:
    return int(digits) if len(digits) < 19 else digits


def _real(digits: str) -> float | str:
    number = float(digits)
    return digits if number in (float("inf"), float("-inf")) else number
