"""Copies: what shares text is found whatever its disguise, and how much of each lies in the other."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.group.copies import TWINS, Copy, CopyIndex, copies
from rashomon.group.postings import REACH

STORM = (
    "The storm tore the roof off the fish market in Hallavik shortly after four in the morning, the town engineer said. "
    "Nobody was inside, but two boats that were moored beside the hall sank with their nets on board. "
    "Repairs will take until spring, and the stalls will stand in the school yard until then, according to the council. "
)
OTHER = (
    "Teachers at the music school voted to end their strike on Friday evening after the ministry promised three new posts. "
    "Lessons begin again on Monday, the union said, though the choir has to wait for its conductor to return from leave. "
)


def found(*texts: str) -> list[Copy]:
    return list(copies([(f"n{number}", text) for number, text in enumerate(texts)]).pairs)


def test_a_copy_in_other_dress_is_exact() -> None:
    dressed = STORM.replace("o", "о", 3).replace(" ", "  ").replace("market", "mar\u200bket").upper()
    assert found(STORM, dressed) == [Copy("n0", "n1", 1.0, 1.0, "exact")]


def test_strangers_share_nothing() -> None:
    assert found(STORM, OTHER) == []


def test_a_text_inside_a_longer_one_is_contained() -> None:
    (pair,) = found(STORM[:230], STORM + OTHER + OTHER.replace("music", "art"))
    assert pair.kind == "contained"
    assert pair.a_in_b > 0.9
    assert pair.b_in_a < 0.5


def test_a_lightly_edited_copy_is_near() -> None:
    (pair,) = found(STORM, STORM.replace("shortly after four", "at about four").replace("Repairs", "The works"))
    assert pair.kind == "near"


def test_one_shared_paragraph_is_partial() -> None:
    (pair,) = found(STORM, OTHER + STORM[:115] + OTHER.replace("Friday", "Thursday").replace("choir", "band"))
    assert pair.kind == "partial"


def test_order_of_input_changes_nothing() -> None:
    documents = [("x", STORM), ("y", OTHER + STORM), ("z", OTHER), ("w", STORM + " Updated.")]
    assert copies(documents) == copies(documents[::-1])


def test_a_phrase_of_many_documents_is_capped_and_counted() -> None:
    many = copies([(f"n{number:04}", f"{STORM} Edition number {number}.") for number in range(200)])
    assert many.capped > 0
    assert len(many.pairs) >= 199


def test_empty_and_tiny_texts_do_no_harm() -> None:
    assert found("", "Ferry aground", "?!", STORM) == []


SAID = "nobody in this town has ever seen such a wind and we will need all winter to put up the roof again, whatever it costs us"
QUOTED = [
    f'The mayor of Hallavik spoke on Tuesday. "{SAID}," he told the council, which had met to count the damage before the snow comes.',
    f'Fishermen gathered at the ruined hall while insurers took photographs of every stall. "{SAID}," said the mayor when they asked him.',
]


def test_a_pair_that_shares_only_a_quotation_is_told_apart() -> None:
    (pair,) = found(*QUOTED)
    assert pair.kind == "quotation"


def test_words_that_one_text_passes_off_as_its_own_are_no_quotation() -> None:
    (pair,) = found(QUOTED[0], QUOTED[1].replace('"', ""))
    assert pair.kind != "quotation"


def test_common_quotations_stay_out_of_the_containments() -> None:
    (pair,) = found(f'{STORM} "{SAID}."', f'{STORM} "{SAID}." {OTHER} {invented(1, 40)}')
    assert pair.kind == "contained"
    assert pair.a_in_b > 0.9


def test_reversed_text_is_found_and_flagged() -> None:
    (pair,) = found(STORM, STORM[::-1])
    assert pair.backwards
    assert pair.kind == "exact"


def test_equal_texts_are_linked_to_the_first() -> None:
    many = copies([(f"n{number:04}", STORM) for number in range(1000)])
    assert {pair.a for pair in many.pairs} == {"n0000"}
    assert len(many.pairs) == 999
    assert many.twins == 1000 - TWINS


def test_every_twin_of_a_small_family_has_its_pairs() -> None:
    linked = {(pair.a, pair.b) for pair in found(STORM, STORM, STORM + OTHER)}
    assert linked == {("n0", "n1"), ("n0", "n2"), ("n1", "n2")}


REPORT = (
    "A goods train left the rails near Osterby on Sunday night and blocked the only line to the harbour, the railway said. "
    "Eleven wagons carrying timber toppled into a field, where a farmer named Lindqvist heard the crash and called for help. "
    "The driver, who had worked through the weekend, was taken to hospital with a broken wrist. Engineers blame a switch that "
    "froze although its heater had been replaced in spring. Passengers must travel by coach until Thursday, and fish from the "
    "harbour is being moved by lorry over the mountain road, which the county had meant to close for blasting this week."
)
SPUN = (
    "A freight train left the tracks near Osterby late Sunday and blocked the only line to the port, the operator said. "
    "Eleven cars carrying logs toppled into a meadow, where a farmer named Lindqvist noticed the noise and called for assistance. "
    "The driver, who had been on duty through the weekend, was brought to hospital with a fractured wrist. Experts blame a switch that "
    "iced up although its heater had been renewed in spring. Travellers must go by coach until Thursday, and catches from the "
    "port are being moved by truck over the mountain pass, which the county had planned to shut for blasting these days."
)
SAME_STORY = (
    "Lindqvist was in his kitchen when eleven wagons came down the bank. The harbour at Osterby is cut off until Thursday, as there "
    "is no other line, and a coach replaces the trains. Whether the heater of a frozen switch failed is what engineers want to know; "
    "one was put in last spring. Timber lies all over the field. Fish goes out by lorry, and blasting on the mountain road, which the "
    "county planned for this week, is put off. The railway said its driver broke a wrist on Sunday night and is in hospital."
)


def test_a_report_with_every_third_word_replaced_is_reworded() -> None:
    (pair,) = found(REPORT, SPUN)
    assert pair.kind == "reworded"
    assert 0.3 < pair.a_in_b < 0.9


def test_a_reworded_report_inside_a_longer_one_is_found() -> None:
    (pair,) = found(f"{invented(1, 60)} {SPUN} {invented(2, 60)}", REPORT)
    assert pair.kind == "reworded"
    assert pair.b_in_a > pair.a_in_b


def test_the_same_names_in_another_order_are_another_account() -> None:
    assert found(REPORT, SAME_STORY) == []


def test_a_long_footer_does_not_make_strangers_reworded() -> None:
    footer, phrase = invented(10**6, 40), "which nobody on the island would have thought possible"
    texts = [f"{invented(number, 60)} {phrase if number < 2 else ''} {invented(number + 500, 20)} {footer}" for number in range(300)]
    assert [pair for pair in found(*texts) if pair.kind == "reworded"] == []


def loan(name: str, sum_: int, rate: int, price: int, day: int) -> str:
    return (
        f"{name} is borrowing {sum_} million crowns for ten years at {rate} percent, priced at {price}, the lead bank said. The bonds, "
        f"which cannot be called early, will be listed in Hallavik from May {day} and are sold in pieces of no less than five thousand."
    )


def test_a_form_filled_in_anew_is_no_copy() -> None:
    (pair,) = found(loan("Osterby Timber", 40, 7, 101, 12), loan("The Skerry Ferry Company", 65, 6, 99, 23))
    assert pair.kind == "form"


def test_a_copy_that_brings_a_number_up_to_date_is_a_copy() -> None:
    told = "At 14 minutes past 3 the 26 people on board felt a jolt, and 9 of them were hurt."
    (pair,) = found(f"{REPORT} {told}", f"{REPORT} {told.replace('9', '11')}")
    assert pair.kind == "near"


@pytest.mark.parametrize("seed", range(20))
def test_a_text_with_up_to_45_percent_replaced_is_found(seed: int) -> None:
    own, letters = random.Random(seed), str.maketrans("0123456789", "abcdefghij")  # noqa: S311 -- the same edits every time
    words = invented(seed, 300, 50_000).translate(letters).split()
    spun = [word if own.random() > 0.3 + 0.0075 * seed else f"x{own.randrange(10**6)}".translate(letters) for word in words]
    (pair,) = found(" ".join(words), " ".join(spun))
    assert pair.kind in ("reworded", "partial")


def invented(number: int, words: int, vocabulary: int = 5000) -> str:
    own = random.Random(number)  # noqa: S311 -- the same text every time
    return " ".join(f"w{own.randrange(vocabulary)}" for _ in range(words))


def test_a_footer_of_many_texts_makes_no_copies() -> None:
    footer = invented(10**6, 40)
    many = copies([(f"n{number:04}", f"{invented(number, 150)} {footer}") for number in range(300)])
    assert many.pairs == ()
    assert many.common > 0


def test_near_identical_texts_in_great_number_are_linked_within_reach() -> None:
    body = invented(1, 100)
    many = copies([(f"n{number:05}", f"{body} w{number} {body} x{number}") for number in range(1000)])
    assert {pair.a for pair in many.pairs} | {many.pairs[-1].b} == {f"n{number:05}" for number in range(1000)}
    assert len(many.pairs) <= 1000 * REACH
    assert many.capped > 0


def test_a_thousand_copies_with_edits_of_their_own_stay_together() -> None:
    body, own = invented(1, 150).split(), random.Random(2)  # noqa: S311 -- the same edits every time
    edited = [" ".join(word if own.random() > 0.05 else f"q{number}" for word in body) for number in range(1000)]
    pairs = [pair for pair in found(*edited) if pair.a_in_b > 0.3]
    linked = {pair.a for pair in pairs} | {pair.b for pair in pairs}
    assert len(linked) >= 990  # an edit may fall on every common run of a text
    assert len(pairs) > 20_000


def test_extremes_do_no_harm() -> None:
    odd = [
        "",
        "?",
        invented(1, 10),
        invented(2, 300_000),
        invented(2, 300_000) + " end",
        *(invented(n, 50, vocabulary=2) for n in range(3, 300)),
    ]
    pairs = found(*odd)
    assert any((pair.a, pair.b, pair.kind) == ("n3", "n4", "near") for pair in pairs)


PILE = [
    STORM,
    OTHER,
    STORM + OTHER,
    STORM.upper(),
    OTHER[::-1],
    *QUOTED,
    "",
    "Ferry aground",
    STORM + " Updated.",
    REPORT,
    SPUN,
    invented(1, 60),
]


@settings(deadline=None)  # the first call compiles
@given(st.permutations(range(len(PILE))), st.lists(st.integers(0, len(PILE)), max_size=4))
def test_arrival_and_batches_leave_no_trace(order: list[int], cuts: list[int]) -> None:
    index = CopyIndex()
    bounds = [0, *sorted(cuts), len(PILE)]
    for first, last in pairwise(bounds):
        index.add([(f"n{n}", PILE[n]) for n in order[first:last]])
        index.copies()
    assert index.copies() == copies([(f"n{n}", text) for n, text in enumerate(PILE)])


@pytest.mark.parametrize("seed", range(5))
def test_containments_are_shares(seed: int) -> None:
    texts = [invented(seed * 10 + n % 3, 40 + 10 * n, vocabulary=50) for n in range(12)]
    assert all(0 <= pair.a_in_b <= 1 and 0 <= pair.b_in_a <= 1 and pair.a < pair.b for pair in found(*texts))
