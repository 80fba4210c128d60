"""Decides how the desk note looks as HTML: headings, lists and footnotes that keep their shape wherever they are pasted.

No script, no style, nothing that loads: the page forbids itself all of it. Words of a report stand in an element of their own
that keeps their language and their direction of writing to themselves.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..types import Analysis
from . import writes
from ._markup import escaped
from ._note import Note, Place, Said, Section, Source, note


@writes("note", "text/html", ".note.html", "The desk note with footnotes, to paste (HTML)")
def to_note(analysis: Analysis) -> str:
    """One page, readable as it is and as plain text."""
    made = note(analysis)
    return "\n".join((
        "<!doctype html>",
        f'<html lang="{escaped(made.lang)}">',
        "<head>",
        '<meta charset="utf-8">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">",
        '<meta name="referrer" content="no-referrer">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escaped(made.title)}</title>",
        "</head>",
        "<body>",
        "<article>",
        *_body(made),
        "</article>",
        "</body>",
        "</html>",
        "",
    ))  # fmt: skip


def _body(made: Note) -> Iterator[str]:
    yield f"<h1>{escaped(made.title)}</h1>"
    yield f"<p>{escaped(made.statement)}</p>"
    for section in made.sections:
        yield from _section(section)
    if made.left_out:
        yield f"<p><i>{escaped(made.left_out)}</i></p>"
    for heading, sources in made.sources:
        yield from (f"<h2>{escaped(heading)}</h2>", "<ul>", *map(_source, sources), "</ul>")
    yield from ("<hr>", '<section role="doc-endnotes">', "<ol>", *map(_footnote, made.lines), "</ol>", "</section>")
    yield f"<p><small>{escaped(made.machine_made)}</small></p>"


def _section(section: Section) -> Iterator[str]:
    if section.heading:
        yield f"<h2>{escaped(section.heading)}{f' ({escaped(section.remark)})' if section.remark else ''}</h2>"
    yield from ("<ul>", *map(_line, section.lines), "</ul>")
    if section.more:
        yield f"<p><i>{escaped(section.more)}</i></p>"


def _line(line: Said) -> str:
    mark = f'<sup><a id="r{line.number}" href="#n{line.number}" role="doc-noteref">{line.number}</a></sup>'
    return f"<li>{escaped(line.text)}{mark}</li>"


def _footnote(line: Said) -> str:
    places = "<br>".join(map(_place, line.places))
    return f'<li id="n{line.number}">{places} <a href="#r{line.number}" role="doc-backlink">↩</a></li>'


def _place(place: Place) -> str:
    return escaped(place.where) + (f" <bdi{_lang(place.lang)}>{escaped(place.excerpt)}</bdi>" if place.excerpt else "")


def _source(source: Source) -> str:
    title = f"<bdi{_lang(source.lang)}>{escaped(source.headline)}</bdi>" if source.headline else ""
    linked = f'<a href="{escaped(source.address)}">{title or escaped(source.address)}</a>' if source.address else title
    return f"<li><b>{escaped(source.siglum)}</b> {linked}{', ' if linked else ''}{escaped(source.about)}</li>"


def _lang(lang: str) -> str:
    return f' lang="{escaped(lang)}"' if lang else ""
