"""Two names of one person or body, and the persons behind the names of many reports."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon import analyse
from rashomon.annotate import annotate
from rashomon.config import AnnotateConfig
from rashomon.lang._given import sex_of
from rashomon.text.names import compare_bodies, compare_persons, same_name
from rashomon.text.names.joining import Forms, join_bodies, join_persons
from rashomon.types import Named, Report
from rashomon.weigh.named import named


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Brennt, Ilka", "Ilka Brennt"),
        ("Ilka M. Brennt", "Ilka Brennt"),
        ("I. Brennt", "Ilka Brennt"),
        ("Ilka I. Brennt", "Ilka Brennt"),
        ("Dr. Ilka Brennt, MD", "Ilka Brennt"),
        ("harbour master Ilka Brennt", "Ilka Brennt"),
        ("Former council member Mrs Ilka Brennt", "Ilka Brennt"),
        ("Piet Haas Jr.", "Piet Haas"),
        ("Piet Haas, 61", "Piet Haas"),
        ("Jean-Luc Tarnow", "Jean Luc Tarnow"),
        ("J.-L. Tarnow", "Jean-Luc Tarnow"),
        ("Oleg Viktorovich Balakin", "Oleg Balakin"),
        ("Maria Orlez Quintal", "Maria Orlez"),
        ("Orlez", "Maria Orlez Quintal"),
        ("PietHaas", "Piet Haas"),
        ("Rune 'Tiny' Holm", "Rune Holm"),
        ("Tiny Holm", 'Rune "Tiny" Holm'),
        ("Oh Tae Min", "Tae-min Oh"),
        ("JR Holm", "Jonas Rune Holm"),
        ("AJ Holm", "A.J. Holm"),
        ("Council Member Ilka Brennt", "Ilka M. Brennt"),
        ("Brennt's", "Ilka Brennt"),
    ],
)
def test_a_name_is_shortened_and_dressed_in_many_ways(one: str, other: str) -> None:
    assert compare_persons(one, other).nearness == "same"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Катерина Волина", "Kateryna Volina"),
        ("Tamar al-Rashidi", "Tamar el Rachidi"),
        ("Karim Abdul Nasir", "Karim Abd al-Nassir"),
        ("Mohammed bin Tariq", "Muhamad ibn Tarik"),
        ("Jürgen Mährle", "Juergen Maehrle"),
        ("Bob Arden", "Robert Arden"),
        ("Lena Haase", "Lena Haas"),
        ("كريم ناصر", "Karim Nasir"),
        ("Νίκος Βολίνος", "Nikos Volinos"),
        ("李明", "Li Ming"),
        ("김하은", "Kim Ha-un"),
    ],
)
def test_other_letters_for_the_same_sounds(one: str, other: str) -> None:
    assert compare_persons(one, other).nearness == "variant"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tore Brandvik", "Tore Brantvil"),
        ("Ilka Brennt", "Ilka Brenst"),
        ("Mika Kolding", "Mina Kolding"),
    ],
)
def test_a_letter_that_sounds_otherwise_is_a_slip(one: str, other: str) -> None:
    assert compare_persons(one, other).nearness == "slip"
    assert same_name(one, other) == "different"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jane Arden", "Joan Arden"),
        ("Sean Holm", "John Holm"),
        ("Piet Haas", "Piet Lorne"),
        ("Rune J. Holm", "Rune K. Holm"),
        ("Oleg Viktorovich Balakin", "Oleg Borisovich Balakin"),
        ("Karim bin Nasir al-Rashidi", "Nasir bin Karim al-Rashidi"),
        ("Hans Friedrich", "Friedrich Hans"),
        ("R. H.", "Rune Holm"),
        ("Rune", "Rune Holm"),
        ("李明", "李民"),
        ("Dr", "Ilka Brennt"),
        ("Mrs Brennt", "Mr Brennt"),
    ],
)
def test_names_that_conflict_stay_apart(one: str, other: str) -> None:
    assert compare_persons(one, other).nearness == "different"


def test_a_comparison_says_what_it_rests_on() -> None:
    found = compare_persons("Jane Arden", "Joan Arden")
    assert (found.because, found.left, found.right) == ("names that conflict", "jane", "joan")


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("Brandvik Shipping Ltd.", "Brandvik Shipping Limited", "same"),
        ("The Brandvik & Holm Company", "Brandvik and Holm Co.", "same"),
        ("Brandvik A.G.", "Brandvik Aktiengesellschaft", "same"),
        ("ELH", "Elverhaven Lifeboat Helpers", "same"),
        ("2nd Harbour Brigade", "Second Harbor Brigade", "same"),
        ("Brandvik Schipping", "Brandvik Shipping", "variant"),
        ("Brandvik Skipping", "Brandvik Shipping", "slip"),
        ("Brandvik AG", "Brandvik GmbH", "different"),
        ("Bank of Elverhaven", "Bank of Tarnow", "different"),
        ("Bank of Elverhaven", "Bank of Elverhaven (Tarnow)", "different"),
        ("Brigade 44", "Brigade 45", "different"),
        ("", "Brigade 45", "different"),
    ],
)
def test_bodies_are_compared(one: str, other: str, near: str) -> None:
    assert compare_bodies(one, other).nearness == near


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_two_names_are_compared_alike_from_both_sides(one: str, other: str) -> None:
    for compare in (compare_persons, compare_bodies):
        assert compare(one, other) == compare(other, one).turned() or one == other


def persons(forms: Forms) -> set[frozenset[tuple[str, str]]]:
    """Which (report, name) are one person."""
    return {frozenset((report, form) for form, reports in one.forms.items() for report in reports) for one in join_persons(forms, sex_of)}


def together(forms: Forms, *some: tuple[str, str]) -> bool:
    """Whether some (report, name) are one person, and nobody else is in it."""
    return frozenset(some) in persons(forms)


def test_a_surname_joins_the_only_bearer_of_the_event() -> None:
    assert together({"a": {"Ilka Brennt": 1}, "b": {"Brennt": 3}}, ("a", "Ilka Brennt"), ("b", "Brennt"))


def test_a_surname_of_two_is_decided_in_its_own_report_or_not_at_all() -> None:
    forms = {"a": {"Ilka Brennt": 1, "Brennt": 2}, "b": {"Tore Brennt": 1, "Brennt": 1}, "c": {"Brennt": 1}}
    assert persons(forms) == {
        frozenset({("a", "Ilka Brennt"), ("a", "Brennt")}),
        frozenset({("b", "Tore Brennt"), ("b", "Brennt")}),
        frozenset({("c", "Brennt")}),
    }


def test_a_form_of_address_tells_two_bearers_apart() -> None:
    forms = {"a": {"Maria Brennt": 1, "Thomas Brennt": 1}, "b": {"Mrs Brennt": 1}, "c": {"Mr. Brennt": 1}}
    assert together(forms, ("a", "Maria Brennt"), ("b", "Mrs Brennt"))
    assert together(forms, ("a", "Thomas Brennt"), ("c", "Mr. Brennt"))


def test_an_initial_that_fits_two_joins_neither() -> None:
    forms = {"a": {"Jane Arden": 1}, "b": {"John Arden": 1}, "c": {"J. Arden": 1}}
    assert len(persons(forms)) == 3


def test_a_first_name_alone_joins_its_bearer() -> None:
    forms = {"a": {"Zora Tannel": 2, "Zora": 1}, "b": {"Tannel": 1}, "c": {"Zora": 1}}
    assert len(persons(forms)) == 1


def test_a_clipped_name_joins_its_bearer() -> None:
    assert len(persons({"a": {"Zora Tannel": 1}, "b": {"ZoTa": 1}})) == 1
    assert len(persons({"a": {"Zora Tannel": 1}, "b": {"TaZo": 1}})) == 2


def test_a_slip_of_one_report_joins_the_person_of_the_others() -> None:
    forms = {"a": {"Tore Brandvik": 1}, "b": {"Tore Brandvik": 1}, "c": {"Tore Brandvil": 1}}
    assert len(persons(forms)) == 1


def test_a_slip_is_another_person_where_one_report_names_both() -> None:
    forms = {"a": {"Tore Brandvik": 1}, "b": {"Tore Brandvik": 1, "Tore Brandvil": 1}}
    assert len(persons(forms)) == 2


def test_a_junior_joins_the_name_of_other_reports() -> None:
    assert len(persons({"a": {"Piet Haas Jr.": 1}, "b": {"Piet Haas": 1}, "c": {"Piet M. Haas, Jr.": 1}})) == 1


def test_father_and_son_stay_apart_where_a_report_names_both() -> None:
    forms = {"a": {"Piet Haas": 1, "Piet Haas Jr.": 1}, "b": {"Piet Haas": 1}, "c": {"Piet M. Haas Jr.": 1}}
    assert persons(forms) == {
        frozenset({("a", "Piet Haas"), ("b", "Piet Haas")}),
        frozenset({("a", "Piet Haas Jr."), ("c", "Piet M. Haas Jr.")}),
    }


def test_a_queen_with_a_number_is_nobodys_first_name() -> None:
    assert len(persons({"a": {"Margarethe Holm": 1}, "b": {"Margarethe II": 1}})) == 2


def test_first_names_of_two_sexes_that_sound_alike_stay_apart() -> None:
    assert len(persons({"a": {"Michael Holm": 1}, "b": {"Michelle": 1}, "c": {"Michelle Holm": 1}})) == 2


def test_surnames_that_nobody_bears_in_full_join_each_other() -> None:
    assert len(persons({"a": {"Zelenkov": 1}, "b": {"Zelenkow": 1}, "c": {"Arden": 1}})) == 2


def test_bodies_join_by_acronym_and_legal_form() -> None:
    forms = {"a": {"Elverhaven Lifeboat Helpers Ltd": 1}, "b": {"ELH": 1}, "c": {"Elverhaven Lifeboat Helpers": 1}, "d": {"Elverhaven": 1}}
    assert [len(one.reports) for one in join_bodies(forms)] == [3, 1]


@given(st.randoms(use_true_random=False))
def test_the_order_of_reports_and_names_changes_nothing(shuffle: random.Random) -> None:
    names = ["Ilka Brennt", "Brennt", "I. Brennt", "Tore Brennt", "Ilka Brent", "Mr Brennt", "Ilka", "Arden", "Ardn", "Ilka Maria Brennt"]
    forms: dict[str, dict[str, int]] = {f"r{n}": dict.fromkeys(names[n % 3 :: 2], 1) for n in range(5)}
    mixed = list(forms)
    shuffle.shuffle(mixed)
    turned = {report: dict(shuffle.sample(sorted(forms[report].items()), len(forms[report]))) for report in mixed}
    assert persons(turned) == persons(forms)
    every = [place for person in persons(forms) for place in person]
    assert sorted(every) == sorted((report, name) for report, some in forms.items() for name in some)


# --- in the reports


def of(*texts: str) -> list[Named]:
    """Who and what some reports name."""
    reports = [Report(f"r{n}", f"r{n}.txt", text) for n, text in enumerate(texts)]
    return list(named(reports, [annotate(report, AnnotateConfig()) for report in reports]))


def test_the_spellings_say_which_reports_use_them() -> None:
    first, *_ = of(
        "Minister Sergei Volin spoke. Volin left.", "Foreign Minister Sergei Volin spoke.", "Minister Sergey Volin spoke in the evening."
    )
    assert (first.name, first.kind) == ("Sergei Volin", "person")
    assert first.spellings == {"Sergei Volin": ("r0", "r1"), "Sergey Volin": ("r2",), "Volin": ("r0",)}
    assert first.lone == ("Sergey Volin",)
    assert first.titles == ("Minister", "Foreign Minister")


def test_a_slip_of_one_report_is_shown_as_a_spelling() -> None:
    texts = (
        "The mayor, Tore Brandvik, opened the fair on Monday. Brandvik spoke for an hour about the mill.",
        "The mayor, Tore Brandvik, opened the fair on Monday. The harbour was full of boats, and Brandvik was glad.",
        "The mayor, Tore Brandvil, opened the fair on Monday. Rain fell all day.",
    )
    found = analyse([Report(f"r{n}", f"r{n}.txt", text) for n, text in enumerate(texts)]).findings
    (spelling,) = [found for found in found.discrepancies if found.kind == "spelling"]
    assert (spelling.severity, {spelling.left_value, spelling.right_value}) == ("variant", {"Brandvik", "Brandvil"})
    assert [one.lone for one in found.named if one.name == "Tore Brandvik"] == [("Tore Brandvil",)]


def test_a_slip_is_no_spelling_where_a_report_names_both() -> None:
    texts = ("The mayor, Tore Brandvik, met the miller, Tore Brandvil.", "The mayor, Tore Brandvik, opened the fair.")
    found = analyse([Report(f"r{n}", f"r{n}.txt", text) for n, text in enumerate(texts)]).findings
    assert not [found for found in found.discrepancies if found.kind == "spelling"]


def test_a_short_form_is_no_lone_spelling() -> None:
    first, *_ = of(*("Minister Samuel Volin spoke.",) * 3, "Minister Sam Volin spoke.")
    assert (sorted(first.spellings), first.lone) == (["Sam Volin", "Samuel Volin"], ())


def test_two_spellings_of_two_reports_are_not_lone() -> None:
    first, *_ = of("Minister Sergei Volin spoke.", "Minister Sergey Volin spoke.")
    assert first.lone == ()


def test_a_name_with_a_title_does_not_stand_for_a_person() -> None:
    first, *_ = of("The mill went to Developer Ray Colton, 61, on Monday.", "Ray Colton, a farmer, bought the mill.")
    assert (first.name, sorted(first.entities)) == ("Ray Colton", ["r0", "r1"])


def test_a_lone_surname_takes_its_form_of_address_along() -> None:
    found = of("Mayor Maria Brennt and her brother Thomas Brennt spoke.", "It was late when Mrs Brennt left.")
    assert {one.name: sorted(one.entities) for one in found if one.kind == "person"} == {
        "Maria Brennt": ["r0", "r1"],
        "Thomas Brennt": ["r0"],
    }


def test_why_forms_are_one_is_shown_with_a_place() -> None:
    first, *_ = of("Minister Sergei Volin spoke.", "Minister Sergey Volin spoke.")
    (reason,) = first.because
    assert (reason.rule, reason.detail) == ("spellings of one name", "sergey / sergei")
    assert reason.at


def test_whom_a_report_presents_by_a_first_name_is_no_other_bearer_of_it() -> None:
    found = of("Sergei Volin spoke in the hall.", "“Nobody slept,” said Sergei, a driver of the night bus, on Monday.")
    assert [(one.name, sorted(one.entities)) for one in found if one.kind == "person"] == [("Sergei Volin", ["r0"])]
