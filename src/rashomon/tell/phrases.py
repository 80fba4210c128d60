"""How words stand in a line of the summary: in marks that pair, cut with an ellipsis, with a capital and one full stop."""

from __future__ import annotations

MARKS = '„“”"'
PAIRS = {"”": "“", "“": "”", "„": "“", '"': '"'}  # the mark that stands at the other end


def quoted(text: str, marks: tuple[str, str] = ("“", "”")) -> str:
    """Words of a report in quotation marks. Where they carry marks of their own these stand, with the one that a cut took put back."""
    text = text.strip()
    if not any(mark in text for mark in MARKS):
        return f"{marks[0]}{text}{marks[1]}"
    closes, opens = unpaired(text)
    return f"{'' if closes is None else PAIRS[text[closes]]}{text}{'' if opens is None else PAIRS[text[opens]]}"


def unpaired(text: str) -> tuple[int | None, int | None]:
    """Where the first mark stands that closes nothing, and the last that nothing closes."""
    closes: int | None = None
    opened: int | None = None
    for at, mark in enumerate(text):
        if mark not in MARKS or (opened is not None and mark == text[opened] == "“"):
            continue
        before, behind = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
        if opened is not None:
            opened = None
        elif mark in "„“" or (mark == '"' and not before.strip(" ([—–-") and behind.strip()):
            opened = at
        elif closes is None:
            closes = at
    return closes, opened


def capital(text: str) -> str:
    """A line with a capital letter first."""
    return text[:1].upper() + text[1:]


def ended(text: str) -> str:
    """A line with its full stop, unless it ends in one, be it inside a closing mark."""
    return text if text.rstrip("".join(MARKS) + "’»')] ").endswith((".", "!", "?", "…")) else f"{text}."


def short(text: str, limit: int, at: int = 0) -> str:
    """A stretch of a sentence that holds its `at`-th character, cut at words with an ellipsis: the citation holds the whole."""
    if len(text) <= limit:
        return text
    low = max(0, min(at - limit // 2, len(text) - limit))
    start = text.find(" ", low) + 1 if low else 0
    cut = text[start : start + limit]
    more = start + limit < len(text)
    return f"{'… ' if start else ''}{cut.rsplit(' ', 1)[0] if more else cut}{' …' if more else ''}"
