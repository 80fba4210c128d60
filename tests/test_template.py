"""The summary in every language: all of it, in whole sentences, and nothing left in English; at every length."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from functools import cache
from io import StringIO
from typing import get_args

import pytest
from rich.console import Console

from casefiles import CASES, read_cases
from events import FIRE, REWRITE, SEPARATE, report
from rashomon.annotate import annotate
from rashomon.cli.screen import print_summary
from rashomon.config import Config, TellConfig
from rashomon.export import exporters
from rashomon.pipeline import analyse, load
from rashomon.sample import primary_path, sample_path
from rashomon.tell.length import BRIEF, FEW, shown
from rashomon.tell.template import Template, templates
from rashomon.types import Analysis, DerivationKind, Drift, Length, Relation, Severity
from rashomon.weigh.kinds import kinds

ENGLISH = templates["en"]
OTHERS = [code for code in templates if code != "en"]
BASES = ("calendar", "3 accounts", "2 reports of the same account", "primary source")
SLOT = re.compile(r"\{(\w*)\}")
each_language = pytest.mark.parametrize("code", list(templates))
each_other = pytest.mark.parametrize("code", OTHERS)


@cache
def sample(lang: str, length: Length = "normal") -> Analysis:
    """The shipped sample beside its transcript."""
    return analyse(load(sample_path()), told(lang, length), primary=load(primary_path(), whole=True))


def told(lang: str, length: Length = "normal") -> Config:
    return Config(tell=TellConfig(lang=lang, length=length))


def said(template: Template) -> Iterator[tuple[str, str]]:
    """Everything that a template says, by the name of the field and the key in it."""
    for one in fields(template):
        value = getattr(template, one.name)
        if one.name in ("code", "marks", "and_before", "ones"):
            continue
        entries = value.items() if isinstance(value, dict) else [("", value)]
        for key, words in entries:
            yield f"{one.name}.{key}", "\n".join(words) if isinstance(words, tuple) else words


def slots(template: Template) -> dict[str, set[str]]:
    return {name: set(SLOT.findall(words)) - {"n"} for name, words in said(template) if not name.startswith(("languages.", "stages."))}


def letters(text: str) -> set[str]:
    """The words of a text that are longer than a siglum."""
    return {word.casefold() for word in re.findall(r"[^\W\d_]{3,}", text)}


# --- what a template holds


@each_language
def test_everything_that_is_found_has_words(code: str) -> None:
    template = templates[code]
    assert set(template.kinds) == set(kinds)
    for table, values in ((template.severities, Severity), (template.relations, Relation), (template.drift, Drift)):
        assert set(table) == set(get_args(values))
    assert set(template.derivations) == set(get_args(DerivationKind))


@each_other
def test_a_sentence_has_the_same_slots_in_every_language(code: str) -> None:
    assert slots(templates[code]) == slots(ENGLISH)


@each_language
def test_a_sentence_for_one_and_for_more_have_the_same_slots(code: str) -> None:
    for name, words in said(templates[code]):
        if "\n" in words:
            one, more = (set(SLOT.findall(part)) - {"n"} for part in words.split("\n"))
            assert one == more, name


@each_other
def test_what_stages_say_keeps_its_slots(code: str) -> None:
    assert all(set(SLOT.findall(english)) == set(SLOT.findall(words)) for english, words in templates[code].stages.items())


@each_other
def test_no_sentence_is_left_in_english(code: str) -> None:
    english = dict(said(ENGLISH))
    same = {name for name, words in said(templates[code]) if len(letters(SLOT.sub(" ", words))) > 1 and words == english.get(name)}
    assert not same


def test_every_damage_and_every_basis_is_known() -> None:
    texts = [case.left.replace(" ¶ ", "\n\n") for case in read_cases(CASES / "kinds" / "garbled.md") if case.want]
    damage = {why.partition(":")[0] for text in texts for _, why in annotate(report("a", (text,)), Config().annotate).garbled}
    assert len(damage) >= len(templates["de"].stages) - len(BASES)
    for code in OTHERS:
        for english in (*damage, *BASES):
            assert templates[code].said(english) != english


# --- how it is counted and listed


@pytest.mark.parametrize(
    ("code", "none", "one", "two"),
    [
        ("en", "0 reports", "1 report", "2 reports"),
        ("de", "0 Berichte", "1 Bericht", "2 Berichte"),
        ("es", "0 noticias", "1 noticia", "2 noticias"),
        ("fr", "0 article", "1 article", "2 articles"),
    ],
)
def test_one_of_a_thing_is_singular(code: str, none: str, one: str, two: str) -> None:
    assert [templates[code].count(n, "report") for n in (0, 1, 2)] == [none, one, two]


def test_and_before_the_same_sound_is_written_otherwise() -> None:
    assert [ENGLISH.listed(some) for some in ([], ["A"], ["A", "B"], ["A", "B", "I"])] == ["", "A", "A and B", "A, B and I"]
    spanish = templates["es"]
    assert [spanish.listed(["H", last]) for last in ("I", "Ingrid Holm", "Hilda Holm", "Iago Ruiz", "Yusuf")] == [
        "H e I", "H e Ingrid Holm", "H e Hilda Holm", "H y Iago Ruiz", "H y Yusuf",
    ]  # fmt: skip


def test_a_section_without_a_heading_of_its_own_keeps_its_name() -> None:
    assert ENGLISH.heading("all", 1) == "In all reports"
    assert ENGLISH.heading("all", 4) == "In all 4 accounts"
    assert (ENGLISH.heading("ladder", 3), ENGLISH.heading("weather", 3)) == ("", "Weather")


# --- the sample in every language


@each_other
def test_every_line_holds_words_of_the_language_and_of_what_it_cites(code: str) -> None:
    found = sample(code)
    texts = {one.id: one for one in (*found.reports, *(source.report for source in found.primary.sources))} if found.primary else {}
    names = letters(" ".join([*(one.name for one in found.findings.named), *(lost.name or "" for lost in found.stemma.lost)]))
    words = letters(" ".join(words for _, words in said(templates[code]))) | names
    for line in found.summary.lines:
        quoted = letters(" ".join(texts[span.report].quote(span) for span in line.cites))
        credits = letters(" ".join(one.credit or "" for one in found.reports))
        assert not letters(line.text) - words - quoted - credits, line.text
    assert not letters(found.summary.statement) - words


@each_other
def test_the_same_is_told_in_every_language(code: str) -> None:
    lines = [[(line.section, line.cites) for line in sample(lang).summary.lines] for lang in ("en", code)]
    assert lines[0] == lines[1]
    assert sample(code).findings == sample("en").findings


@each_other
def test_screen_and_desk_note_hold_no_english_either(code: str) -> None:
    for shown_ in (screen(sample(code)), exporters["markdown"](sample(code))):
        for left in ("report", "account", "outlet unknown", "missing source", "word-for-word", "speaker", "Made by", "gives all", "Quotes"):
            assert left not in re.sub(r"[“„«\"].*?[”“»\"]|\[\^\d+\]: .*", "", shown_, flags=re.DOTALL).replace("reporter", "")


@each_language
def test_the_promises_are_kept(code: str) -> None:
    promises = {
        "en": ("at most 2", "separate newsgathering not shown", "agreement, not confirmation"),
        "de": ("höchstens 2", "getrennte Recherche nicht belegt", "Übereinstimmung, keine Bestätigung"),
        "es": ("como máximo 2", "no consta que la información se recabara por separado", "coincidencia, no confirmación"),
        "fr": ("au plus 2", "collecte séparée de l’information non établie", "concordance, et non confirmation"),
    }
    found = analyse([report("a", FIRE), report("b", REWRITE), report("c", SEPARATE)], told(code))
    most, not_shown, agreement = promises[code]
    assert most in found.summary.lines[0].text
    assert not_shown in found.summary.statement
    assert templates[code].section_notes["all"] == agreement
    assert agreement in screen(found)


def test_words_of_a_report_stand_in_the_marks_of_the_language() -> None:
    assert [templates[code].quoted("Ada sang.") for code in ("de", "en", "es", "fr")] == [
        "„Ada sang.“",
        "“Ada sang.”",
        "“Ada sang.”",
        "« Ada sang. »",
    ]
    assert templates["fr"].quoted("“Ada sang,” he said") == "“Ada sang,” he said"


# --- how much of it is shown


def screen(found: Analysis, width: int = 100) -> str:
    made = StringIO()
    print_summary(found, Console(file=made, width=width), Config().tell.per_section)
    return made.getvalue()


@each_language
def test_a_short_summary_fits_a_screen(code: str) -> None:
    found = analyse(load(sample_path()), told(code, "short"))
    assert len(screen(found).splitlines()) <= 50


def test_a_short_summary_says_what_it_leaves_out() -> None:
    short = sample("en", "short")
    sections = {one.section: one for one in shown(short.summary)}
    assert {name for name, one in sections.items() if one.lines} == set(BRIEF) & set(sections)
    assert all(len(one.lines) <= FEW for one in sections.values())
    assert "Not shown: In all 4 accounts (1), In one account only (4), Garbled (3), Set aside (10)" in " ".join(screen(short).split())


@pytest.mark.parametrize("length", get_args(Length))
def test_the_json_holds_every_line_at_every_length(length: Length) -> None:
    assert sample("en", length).summary.lines == sample("en").summary.lines


def test_a_full_summary_leaves_out_no_line() -> None:
    full = sample("en", "full")
    assert all(not one.more for one in shown(full.summary, per_section=1))
    assert any(one.more for one in shown(replace(full.summary, length="normal"), per_section=1))
    assert "more; `rashomon export`" not in screen(full)


def test_a_desk_note_follows_the_length() -> None:
    short, normal = (exporters["markdown"](sample("en", length)) for length in ("short", "normal"))
    assert "## Set aside" in normal
    assert "## Set aside" not in short
    assert "Set aside (10)" in short
