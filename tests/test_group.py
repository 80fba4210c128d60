"""Grouping: which reports tell one event, whatever the order they come in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import grouping
from rashomon.config import GroupConfig
from rashomon.group import Grouper, content_id, group, pair_reasons, record_kernel
from rashomon.group.record import records_of, taken
from rashomon.group.vocabulary import Vocabulary
from rashomon.group.words import fold, word_key, words
from rashomon.pipeline import load
from rashomon.text.background import background, dump, parse
from rashomon.types import Event, Judgement, Report, When, total_bits

CONFIG = GroupConfig()


def report(id: str, text: str, day: str | None = None, lang: str = "en") -> Report:
    low = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    return Report(id, id, text, lang, published=When(low, low + timedelta(days=1), "day") if low else None)


FERRY = [
    report(
        "ferry-1",
        "Ferry Aurelia runs aground off Port Sandry\n\n"
        "The ferry Aurelia ran aground on a sandbank off Port Sandry on Monday with 212 passengers aboard, the coastguard of "
        "Lorne said. Captain Mirka Holt reported engine trouble shortly before 6 p.m. Two tugs from Lorne tried to pull the "
        "Aurelia free at high tide. Nobody was hurt, said coastguard spokesman Piet Arle.",
    ),
    report(
        "ferry-2",
        "212 passengers stuck as Aurelia grounds near Port Sandry\n\n"
        "Tugs worked through the night to free the ferry Aurelia, which hit a sandbank near Port Sandry with 212 passengers. "
        "The skipper, Mirka Holt, had told the Lorne coastguard of engine trouble. Spokesman Piet Arle said there were no "
        "injuries.",
    ),
    report(
        "ferry-3",
        "Passengers leave stranded ferry\n\n"
        "All 212 passengers of the Aurelia reached Port Sandry by lifeboat on Tuesday morning. The ferry is still fast on the "
        "sandbank it struck after its engine failed. Captain Holt stayed aboard, the coastguard said, and tugs from Lorne will "
        "try again at high tide.",
    ),
]
BRIDGE = [
    report(
        "bridge-1",
        "Cracks close the Velden bridge\n\n"
        "Engineers closed the Velden bridge in Tarnow Heath on Monday after finding cracks in two pylons. Mayor Osk Bellamy "
        "said 14,000 commuters would have to take the northern route until spring. The bridge opened in 1961.",
    ),
    report(
        "bridge-2",
        "Velden bridge shut after inspection\n\n"
        "The Velden bridge stays closed until spring, Mayor Osk Bellamy of Tarnow Heath said. An inspection had found cracks in "
        "two pylons. Some 14,000 commuters use the bridge every day.",
    ),
]
OTHERS = [
    report(
        "chess",
        "Teenager wins chess open\n\n"
        "Sixteen-year-old Ilse Brandauer won the Morrow chess open after beating grandmaster Jun Takeda in 41 moves.",
    ),
    report(
        "plums",
        "Frost spoils the plum harvest\n\n"
        "Farmers in the Ebro hills expect to lose half of their plums after three nights of frost in April.",
    ),
]
PILE = [*FERRY, *BRIDGE, *OTHERS]


def told(events: tuple[Event, ...]) -> set[tuple[str, ...]]:
    return {event.reports for event in events}


EXPECTED = {("ferry-1", "ferry-2", "ferry-3"), ("bridge-1", "bridge-2"), ("chess",), ("plums",)}


def test_reports_of_one_event_come_together_and_no_others() -> None:
    assert told(group(PILE, CONFIG)) == EXPECTED


def test_every_report_stands_in_exactly_one_event() -> None:
    assert sorted(id for event in group(PILE, CONFIG) for id in event.reports) == sorted(report.id for report in PILE)


def test_no_reports_make_no_events() -> None:
    assert group([], CONFIG) == ()


@settings(max_examples=25, deadline=None)
@given(st.permutations(PILE))
def test_the_order_of_reports_changes_nothing(shuffled: list[Report]) -> None:
    assert group(shuffled, CONFIG) == group(PILE, CONFIG)


def test_streaming_equals_batch_after_every_report() -> None:
    pile = Grouper(CONFIG)
    for n, one in enumerate(PILE, 1):
        pile.add(one)
        assert pile.events() == group(PILE[:n], CONFIG)


def test_streaming_equals_batch_when_neighbour_lists_are_full() -> None:
    config = replace(CONFIG, neighbours=1)
    pile = Grouper(config)
    for one in PILE[::-1]:
        pile.add(one)
    assert pile.events() == group(PILE, config)


@settings(max_examples=25, deadline=None)
@given(st.permutations([report(f"copy-{n}", FERRY[0].text, day) for n, day in enumerate(["2024-05-06", "2024-09-01", None])]
                       + [report("ferry-2", FERRY[1].text, "2024-05-07"), report("ferry-3", FERRY[2].text, "2024-09-02")]))  # fmt: skip
def test_copies_of_other_dates_leave_no_trace_of_their_order(shuffled: list[Report]) -> None:
    config = replace(CONFIG, neighbours=1)
    assert group(shuffled, config) == group(sorted(shuffled, key=lambda report: report.id), config)


def test_an_event_is_named_after_its_members_only() -> None:
    alone = {event.reports: event.id for event in group(FERRY, CONFIG)}
    among = {event.reports: event.id for event in group(PILE, CONFIG)}
    assert among.items() >= alone.items()
    assert set(alone.values()) == {content_id(FERRY[::-1])}


def test_equal_texts_are_one_event_whatever_their_dates_and_languages() -> None:
    twins = [report("a", "Rain.", "2020-01-01"), report("b", "Rain.", "2024-01-01"), report("c", "Rain.", lang="xx")]
    assert told(group(twins, CONFIG)) == {("a", "b", "c")}


def test_the_same_id_twice_counts_once() -> None:
    assert told(group([*PILE, FERRY[0]], CONFIG)) == EXPECTED


def test_a_year_between_two_reports_speaks_against_one_event() -> None:
    def bits(second: str) -> float:
        days = [report("", "", day).published for day in ("2024-05-06", second)]
        first, later = (replace(one, published=day) for one, day in zip(FERRY, days, strict=False))
        return total_bits(pair_reasons(first, later, CONFIG))

    assert bits("2024-05-06") > bits("2024-05-09") > bits("2025-05-06")


# --- people's decisions --------------------------------------------------------------------


def test_a_merge_binds_what_texts_hold_apart() -> None:
    assert ("chess", "plums") in told(group(PILE, CONFIG, [Judgement("merge", "plums", "chess")]))


def test_a_merge_takes_both_events_along() -> None:
    merged = group(PILE, CONFIG, [Judgement("merge", "ferry-1", "bridge-2")])
    assert any({"ferry-1", "bridge-2"} <= set(event.reports) for event in merged)


def test_a_split_holds_apart_what_texts_bind() -> None:
    events = group(PILE, CONFIG, [Judgement("split", "bridge-1", "bridge-2")])
    assert {("bridge-1",), ("bridge-2",)} <= told(events)


def test_a_split_parts_even_equal_texts() -> None:
    twins = [report("a", FERRY[0].text), report("b", FERRY[0].text), report("c", FERRY[0].text)]
    events = told(group(twins, CONFIG, [Judgement("split", "a", "c")]))
    assert events == {("a", "b"), ("c",)}


def test_decisions_survive_new_documents() -> None:
    pile = Grouper(CONFIG, [Judgement("split", "bridge-1", "bridge-2"), Judgement("merge", "chess", "plums")])
    for one in PILE:
        pile.add(one)
    pile.add(report("bridge-3", BRIDGE[0].text + " Divers will look at the pylons next week."))
    homes = {id: event.id for event in pile.events() for id in event.reports}
    assert homes["bridge-1"] != homes["bridge-2"]
    assert homes["chess"] == homes["plums"]


def test_the_later_of_two_decisions_stands() -> None:
    first, second = Judgement("merge", "chess", "plums", number=1), Judgement("split", "chess", "plums", number=2)
    assert ("chess",) in told(group(PILE, CONFIG, [first, second]))
    assert ("chess", "plums") in told(group(PILE, CONFIG, [second, replace(first, number=3)]))


def test_a_decision_holds_through_a_report_that_is_not_there() -> None:
    chain = [Judgement("merge", "chess", "absent", number=1), Judgement("merge", "absent", "plums", number=2)]
    assert ("chess", "plums") in told(group(PILE, CONFIG, chain))


def test_decisions_about_accounts_do_not_touch_events() -> None:
    assert told(group(PILE, CONFIG, [Judgement("join", "chess", "plums"), Judgement("part", "ferry-1", "ferry-2")])) == EXPECTED


# --- reasons -------------------------------------------------------------------------------


def test_reasons_name_the_names_at_work_and_point_at_them() -> None:
    (names,) = (reason for reason in pair_reasons(*FERRY[:2], CONFIG) if reason.rule == "group.names")
    by_id = {report.id: report for report in FERRY}
    assert {by_id[span.report].quote(span) for span in names.at} >= {"Aurelia", "Arle"}


def test_reasons_are_the_same_both_ways() -> None:
    for a, b in combinations(PILE, 2):
        there = {reason.rule: reason.bits for reason in pair_reasons(a, b, CONFIG)}
        assert there == {reason.rule: reason.bits for reason in pair_reasons(b, a, CONFIG)}


def test_an_event_says_what_holds_it_together() -> None:
    for event in group(PILE, CONFIG):
        assert total_bits(event.because) >= CONFIG.event_bits if len(event.reports) > 1 else event.because == ()


# --- the record ----------------------------------------------------------------------------


@pytest.mark.parametrize(("word", "folded"), [("Solánová’s", "solanova"), ("1,200", "1200"), ("Соланов", "solanov"), ("mid-", "mid-")])
def test_words_fold(word: str, folded: str) -> None:
    assert fold(word) == folded


def kept(one: Report) -> dict[int, int]:
    """The uncommon words of a report by key, with their marks."""
    found = records_of([one], CONFIG.terms)
    return dict(zip(found.words.key.tolist(), found.flag.tolist(), strict=True))


def test_names_are_capitals_inside_a_sentence_and_never_weekdays() -> None:
    names = {word for word, flag in kept(FERRY[0]).items() if flag & record_kernel.NAME}
    assert {word_key(word) for word in ("aurelia", "sandry", "holt", "arle")} <= names
    assert not {word_key(word) for word in ("monday", "two", "nobody")} & names


def test_a_day_is_read_from_either_order() -> None:
    both = records_of([report("a", "It closed on May 6."), report("b", "It closed on 6 May.")], CONFIG.terms)
    assert both.days.key.tolist() == [506, 506]


def test_common_words_of_an_unknown_language_do_not_bind() -> None:
    assert not kept(report("a", "ja sen on se mitä me ei", lang="fi"))


@given(st.text(alphabet=st.sampled_from("aZé9.,'’ \n“-_½日本ไ€İß"), max_size=80))
def test_the_compiled_reader_finds_the_words_that_the_pattern_finds(text: str) -> None:
    found = Vocabulary("en", background()).read([text])
    read = [(int(found.rows[word]["key"]), int(at)) for word, at in zip(found.word, found.place, strict=True) if word >= 0]
    assert read == [(word_key(word.folded), word.start) for word in words(text)]


@given(
    st.lists(
        st.text(alphabet=st.sampled_from("ab \n\t\x0b\x1c\x1f\x85\xa0“—é\u1680\u180e\u2000\u200a\u200b\u2028\u202f\u205f\u3000\ud800😀"))
    )
)
def test_texts_of_equal_words_are_equal_however_they_are_spaced(texts: list[str]) -> None:
    found = records_of([report(str(n), text) for n, text in enumerate(texts)], CONFIG.terms).text.tolist()
    spaced = [" ".join(text.split()) for text in texts]
    assert [found.index(own) for own in found] == [spaced.index(own) for own in spaced]


def test_what_was_read_before_changes_no_record() -> None:
    alone = records_of([FERRY[1]], CONFIG.terms)
    among = taken(records_of([*PILE, report("x", "Ein Satz.", lang="de")], CONFIG.terms), np.array([1]))
    for name, value in alone._asdict().items():
        other = getattr(among, name)
        pairs = zip(value, other, strict=True) if isinstance(value, tuple) else ((value, other),)
        assert all(np.array_equal(one, two, equal_nan=one.dtype.kind == "f") for one, two in pairs), name


def test_the_background_survives_its_file() -> None:
    assert parse(dump(background())) == background()


# --- a real pile ---------------------------------------------------------------------------


def test_five_reports_stay_one_event_of_their_own_among_195_others(shared: Path, new_delhi: Path) -> None:
    data = shared / "data"
    sets = ("grouping/ecbplus_dev", "grouping/basil_events_a", "grouping/allsides_dated_a", "quotes/polnear_dev", "derivation/reuters21578")
    others = [document for name in sets for document in grouping.load(data / f"{name}.jsonl.gz")[:39]]
    five = load(str(new_delhi))
    pile, _ = grouping.anonymous([{"event": "", **document} for document in others])
    assert len(pile) == 195
    assert tuple(report.id for report in five if report.path.endswith(".txt")) in told(group([*pile, *five], CONFIG))
