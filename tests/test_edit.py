"""An edit is read word by word, and by what the words mean; senses survive their file."""

from __future__ import annotations

import pytest

from rashomon.text.senses import dump, parse, senses
from rashomon.weigh.edit import (
    AKIN,
    DEGREE,
    DENIAL,
    FIGURE,
    LEFT_OUT,
    MOST,
    NAME,
    OPPOSITE,
    OTHER,
    PUT_IN,
    SAID_MORE,
    SMALL,
    TIME,
    VERB,
    changed_bits,
    changes,
    counts,
    table,
)

BASE = "On Monday the council accepted the plan of Ada Lorne for seven cheap flats near the old harbour."


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("seven", "nine", FIGURE),
        ("seven", "7,000", FIGURE),
        ("Monday", "Friday", TIME),
        ("Lorne", "Haas", NAME),
        ("accepted", "didn't accept", DENIAL),
        ("accepted", "refused to accept", DENIAL),
        ("accepted", "rejected", OPPOSITE),
        ("cheap", "expensive", OPPOSITE),
        ("accepted", "approved", AKIN),
        ("plan", "project", AKIN),
        ("harbour", "chapel", OTHER),
        ("accepted", "printed", VERB),
        ("cheap flats", "cheap flats and a school for the blind", SAID_MORE),
        ("cheap flats", "cheap rented flats", PUT_IN),
        (" near the old harbour", "", LEFT_OUT),
        ("the council", "a council", SMALL),
        ("accepted", "may have accepted", DEGREE),
    ],
)
def test_a_change_is_of_one_kind(old: str, new: str, kind: str) -> None:
    assert kind in {change.kind for change in changes(BASE, BASE.replace(old, new))}


def test_a_number_in_letters_is_the_same_figure() -> None:
    assert FIGURE not in {change.kind for change in changes(BASE, BASE.replace("seven", "7"))}


def test_words_that_only_moved_tell_nothing() -> None:
    found = changes("It rained on Monday in Lowick.", "On Monday it rained in Lowick.")
    assert {change.kind for change in found} <= {SMALL}


def test_a_change_points_at_its_words() -> None:
    other = BASE.replace("accepted", "rejected")
    [change] = changes(BASE, other)
    assert [BASE[word.start : word.end] for word in change.gone] == ["accepted"]
    assert [other[word.start : word.end] for word in change.come] == ["rejected"]


def test_what_is_the_same_has_no_bits() -> None:
    assert changed_bits(changes(BASE, BASE)) == {}


def test_bits_add_up_and_stay_on_their_side() -> None:
    worse = sum(changed_bits(changes(BASE, BASE.replace("accepted", "rejected"))).values())
    same = sum(changed_bits(changes(BASE, BASE.replace("accepted", "approved"))).values())
    assert same < table().cut <= worse


def test_many_changes_of_one_kind_count_little_more() -> None:
    spun = "A big ship left the quay and began its short trip."
    found = changes(spun, "A large vessel departed the wharf and started its brief voyage.")
    assert counts(found)[AKIN] == MOST


def test_senses_survive_their_file() -> None:
    back = parse(dump(senses()))
    assert (back.words, back.senses) == (senses().words, senses().senses)


@pytest.mark.parametrize(("one", "other"), [("bought", "purchased"), ("road", "way"), ("arrested", "nabbed"), ("took over", "assumed")])
def test_words_akin(one: str, other: str) -> None:
    assert senses().akin(one, other)
    assert senses().akin(other, one)
    assert not senses().opposite(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("won", "lost"), ("crewed", "uncrewed"), ("rose", "fell"), ("decline", "increase"), ("most", "least")]
)
def test_opposite_words(one: str, other: str) -> None:
    assert senses().opposite(one, other)
    assert senses().opposite(other, one)


@pytest.mark.parametrize(("one", "other"), [("blue", "green"), ("monday", "tuesday"), ("zzz", "qqq")])
def test_words_neither_akin_nor_opposite(one: str, other: str) -> None:
    assert not senses().opposite(one, other)
    assert not senses().akin(one, other)


def test_words_may_be_akin_and_opposite_in_two_senses() -> None:
    assert senses().akin("came", "went")
    assert not senses().opposite("came", "went")
