"""Who and what is named in a report, under which entity, and what is damaged."""

from __future__ import annotations

import pytest

from rashomon.annotate import annotate
from rashomon.annotate.names import names
from rashomon.annotate.tagger import NameSpan
from rashomon.config import AnnotateConfig
from rashomon.types import NameKind, Notes, Report, Span


def notes(text: str) -> tuple[Report, Notes]:
    report = Report("r", "r.txt", text)
    return report, annotate(report, AnnotateConfig())


def named(text: str) -> list[tuple[str, str, str]]:
    report, found = notes(text)
    return [(report.quote(name.span), name.kind, name.entity) for name in found.names]


def persons(text: str) -> list[str]:
    return [surface for surface, kind, _ in named(text) if kind == "person"]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("The fire was seen by spokeswoman Ilka Brennt.", "Ilka Brennt"),
        ("It was Foreign Minister Ilka Brennt who called.", "Ilka Brennt"),
        ("It was Secretary of State Ilka Brennt who called.", "Ilka Brennt"),
        ("It was the Secretary of Commerce Ilka Brennt who called.", "Ilka Brennt"),
        ("A letter reached Mr. Brennt.", "Brennt"),
        ("The roof fell, Brennt said.", "Brennt"),
        ("The roof fell on Ilka Brennt, 41, and a dog.", "Ilka Brennt"),
        ("The roof fell on Ilka Brennt, a teacher from Lowick.", "Ilka Brennt"),
        ("The roof fell on Maria van der Brennt on Monday.", "Maria van der Brennt"),
        ("The letter reached Maria J. Brennt on Monday.", "Maria J. Brennt"),
    ],
)
def test_a_person_is_known_by_the_company(text: str, person: str) -> None:
    assert persons(text) == [person]


@pytest.mark.parametrize(
    "text",
    [
        "The committee met on Monday in the Old Town Hall.",
        "The Harbour Ministry said the quay was safe.",
        "They visited Ukraine and Geneva in March.",
        "However, nothing burnt on Tuesday.",
        "The New Dawn treaty was signed.",
    ],
)
def test_not_every_capital_is_a_person(text: str) -> None:
    assert persons(text) == []


def test_kinds_are_told_apart() -> None:
    found = named("The Foreign Ministry in Kiev wrote to the University of Lowick and to President Ilka Brennt.")
    assert [(surface, kind) for surface, kind, _ in found] == [
        ("Foreign Ministry", "org"),
        ("Kiev", "place"),
        ("University of Lowick", "org"),
        ("Ilka Brennt", "person"),
    ]


def test_a_surname_joins_its_full_name() -> None:
    assert {entity for _, _, entity in named("Mayor Ilka Brennt spoke. Later Brennt left. The crowd cheered Brennt.")} == {"Ilka Brennt"}


def test_spellings_of_one_name_are_one_entity() -> None:
    found = named("The envoy Sergei Volin spoke. On Monday Sergey Volin left, and Volin did not return.")
    assert {entity for _, _, entity in found} == {"Sergei Volin"}


def test_a_name_with_a_title_is_no_fuller_name() -> None:
    text = "Developer Ray Colton bought the mill. Colton, who is 61, owns two more. Nobody else came, Ray Colton said."
    assert {entity for _, kind, entity in named(text) if kind == "person"} == {"Ray Colton"}


def test_a_name_with_a_first_name_more_is_fuller() -> None:
    text = "John Raymond Colton bought the mill. Nobody else came, Raymond Colton said."
    assert {entity for _, kind, entity in named(text) if kind == "person"} == {"John Raymond Colton"}


FAMILY = "Piet Haas and his sister Marta Haas own the mill. "


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (FAMILY + "Mr. Haas left. Mrs. Haas stayed.", ["Piet Haas", "Marta Haas"]),
        (FAMILY + "Piet Haas left. Ms. Haas stayed.", ["Piet Haas", "Marta Haas"]),
        (FAMILY + "Piet Haas left. Then Haas came back.", ["Piet Haas", "Piet Haas"]),
        (FAMILY + "Nobody else came, Haas said.", ["Haas"]),
        ("Piet Haas owns the mill. Mrs. Haas stayed.", ["Mrs. Haas"]),
        ("Piet Haas and Jan Haas own the mill. Mr. Haas stayed.", ["Mr. Haas"]),
        ("Mr. Haas owns the mill. Mrs. Haas does not.", ["Mr. Haas", "Mrs. Haas"]),
        ("Mrs. Haas owns the mill. Haas is 61.", ["Haas", "Haas"]),
    ],
)
def test_a_form_of_address_tells_who_bears_a_surname(text: str, people: list[str]) -> None:
    found = [entity for _, kind, entity in named(text) if kind == "person"]
    assert found[-len(people) :] == people


def test_an_agency_s_name_may_be_a_person_s() -> None:
    people = ("Michael Bloomberg opened the mill. “It will run,” Bloomberg said.", "“It will run,” said Mr. Bloomberg.")
    assert [persons(text)[-1] for text in people] == ["Bloomberg", "Bloomberg"]
    assert persons("“It will run,” the miller told Bloomberg.") == []


def test_two_first_names_are_two_people() -> None:
    found = named("Mayor John Arden met his sister, the lawyer Jane Arden.")
    assert [entity for _, _, entity in found] == ["John Arden", "Jane Arden"]


@pytest.mark.parametrize(
    ("one", "other"), [("Kyiv", "Kiev"), ("New Delhi", "Delhi"), ("United States", "U.S."), ("G20", "Group of Twenty")]
)
def test_spellings_of_a_place_or_body_are_one_entity(one: str, other: str) -> None:
    first, second = (named(f"They flew to the city and met {name} officials there.")[0][2] for name in (one, other))
    assert first == second


def test_a_known_name_is_found_in_lower_case() -> None:
    found = named("Minister Ilka Brennt spoke. Nobody asked Brennt. Everybody likes Brennt. In the evening brennt left.")
    assert ("brennt", "person", "Ilka Brennt") in found


def test_a_known_name_is_found_in_a_glued_word() -> None:
    found = named("Minister Ilka Brenntand the mayor met. Nobody asked Brennt. Everybody likes Brennt.")
    assert ("Ilka Brennt", "person", "Ilka Brennt") in found


def test_names_do_not_overlap() -> None:
    _, found = notes(
        "Russian Foreign Minister Sergei Volin told the New York City Council that U.S. President Ilka Brennt was in New York."
    )
    spans = [name.span for name in found.names]
    assert not any(a.overlaps(b) for n, a in enumerate(spans) for b in spans[n + 1 :])


def test_a_title_in_capitals_names_only_who_is_known() -> None:
    assert persons("Fire Destroys Paper Mill As Mayor Watches From Distant Hill\n\nThe mill burnt down.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Minister Ilka Brennt told reporters that she was glad. “We won,” she said.",
        "The envoy spoke to Maria Volin. He said that talks would go on.",
        "“We lost it.\n\n“We will rebuild it,” she said.",
        "Piet Haas met Maria Volin on Monday. She said that talks would go on.",
        "The Richards family met Robert Richardson at the mill.",
    ],
)
def test_sound_text_is_not_called_garbled(text: str) -> None:
    assert notes(text)[1].garbled == ()


def test_a_wrong_pronoun_is_shown() -> None:
    report, found = notes("Minister Piet Haas mocked the plan. “It will never work.” she said.")
    [(span, why)] = found.garbled
    assert report.quote(span) == "she said"
    assert "Piet Haas" in why


# --- with what the tagger heard

TEXT = "Deputy Ilka Brennt, of Lowick, met Example Agency aidesBrennt and Example Guards Ilka Brennt."


def heard(*spans: tuple[str, NameKind]) -> list[tuple[str, str]]:
    """The names of TEXT where the tagger heard some, each by its words."""
    report = Report("r", "r.txt", TEXT)
    told = [NameSpan(TEXT.index(words), TEXT.index(words) + len(words), kind, 0.9) for words, kind in spans]
    return [(report.quote(name.span), name.kind) for name in names(report, [Span("r", 0, len(TEXT))], told)]


def test_a_title_is_no_part_of_a_name_that_was_heard() -> None:
    assert ("Ilka Brennt", "person") in heard(("Deputy Ilka Brennt", "person"))


def test_what_ran_into_a_name_is_no_part_of_it() -> None:
    assert ("Brennt", "person") in heard(("Deputy Ilka Brennt", "person"), ("aidesBrennt", "person"))


def test_a_listed_agency_is_a_body_whatever_was_heard() -> None:
    report = Report("r", "r.txt", "He told TASS so.")
    found = names(report, [Span("r", 0, 16)], [NameSpan(8, 12, "other", 0.9)])
    assert [(name.entity, name.kind) for name in found] == [("TASS", "org")]


def test_what_was_heard_counts_against_capitals_alone() -> None:
    assert not any(words == "Example" for words, _ in heard(("Example Agency", "org")))
    assert ("Example Agency", "org") in heard(("Example Agency", "org"))


def test_a_person_that_something_speaks_for_is_no_end_of_a_body() -> None:
    assert ("Example Guards Ilka Brennt", "org") not in heard(("Deputy Ilka Brennt", "person"), ("Example Guards Ilka Brennt", "org"))
