"""Grouping never crashes, compares a bounded number of pairs whatever it is given, and says what it did not follow."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import numpy as np
import pytest

from bench.grouping_bad import PILES, compared, decisions
from piles import LIGHTHOUSE, LIGHTHOUSE_ES, LIGHTHOUSE_OTHER, STRIKE, STRIKE_DE, STRIKE_OTHER, homes, report, told
from rashomon.cli import main
from rashomon.config import GroupConfig
from rashomon.group import Grouper, group, pair_reasons
from rashomon.group.neighbours import ANCHOR_CROWD, CROWD
from rashomon.group.record import records_of, size
from rashomon.types import When

CONFIG = GroupConfig()
MANY = 1200  # reports of a bad pile: more than CROWD, so that the caps are met
GOOD = [
    report("light-1", LIGHTHOUSE, "2024-11-08"),
    report("light-2", LIGHTHOUSE_OTHER, "2024-11-08"),
    report("tram-1", STRIKE, "2024-11-07"),
    report("tram-2", STRIKE_OTHER, "2024-11-08"),
]
ODD = {
    "nothing": "",
    "white space": " \n\t \n",
    "one letter": "A",
    "one figure": "7",
    "no title": "the keeper was pulled alive from the rubble after nine hours",
    "title alone": "Storm topples the lighthouse of Kelp Point",
    "ten words": "A tug pulled nine barges free near Hythe Bay today.",
    "figures": "1 2 3 45 678 9,012 3.14 0 00 2024 31st 99th 1.,.,.",
    "marks": "?! .,;: — … «» “” () [] '' ’’ __",
    "quotation marks in words": "''' o' Rudge’s’ _Oake_ __init__ d'Oc",
    "lone surrogates": "The keeper \ud800 of Kelp\udfff Point was pulled \udc80 alive.",
    "zeros": "The\0keeper\0of\0Kelp\0Point",
    "Thai": "ประภาคารถล่มในพายุเมื่อคืนวันพฤหัสบดี ๓๘ เมตร ๒๐๒๔",
    "Japanese": "嵐で灯台が倒壊し、灯台守が九時間後に救出された。高さは38メートル。",
    "Arabic": "انهارت المنارة ليلة الخميس وارتفاعها ٣٨ مترا",
    "beyond the basic plane": "𝔗𝔥𝔢 𝔨𝔢𝔢𝔭𝔢𝔯 𐐷𐑀 𠀀𠀁𠀂 🌊🌊",
    "numbers that are no figures": "½ ⅷ ① ⒈ ²³ № Ⅻ 万 १२",
    "right to left override": "\u202eesuohthgil eht\u202c fell",
    "one word of 50,000 letters": "Kelp" * 12_500,
    "one letter 50,000 times": "a " * 50_000,
    "50,000 line ends": "\n" * 50_000 + "Kelp Point",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_text_disturbs_no_event(text: str) -> None:
    events = group([*GOOD, report("odd", text, "2024-11-08"), report("odd-undated", text)], CONFIG)
    home = homes(events)
    assert home["odd"] == home["odd-undated"]
    assert home["light-1"] == home["light-2"] != home["tram-1"] == home["tram-2"]


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_text_has_reasons_that_are_numbers(text: str) -> None:
    for other in (LIGHTHOUSE, text, ""):
        assert np.isfinite([reason.bits for reason in pair_reasons(report("a", text), report("b", other), CONFIG)]).all()


def test_texts_that_say_nothing_bind_nobody() -> None:
    some = [report(name, ODD[name]) for name in ("nothing", "one letter", "one figure", "marks", "figures")]
    assert len(group(some, CONFIG)) == len(some)


@pytest.mark.parametrize("lang", ["de", "ja", "xx", "", "no such language", "\udcff", "EN"])
def test_a_wrong_language_brings_no_strangers_together(lang: str) -> None:
    events = told(group([replace(one, lang=lang) for one in GOOD], CONFIG))
    assert not any({"light", "tram"} <= {id.partition("-")[0] for id in ids} for ids in events)


def test_a_language_for_every_report_is_borne() -> None:
    some = [replace(one, id=f"{one.id}-{n}", lang=f"x{n}") for n in range(30) for one in GOOD]
    assert len(homes(group(some, CONFIG))) == len(some)


def test_words_of_300_000_are_read_and_compared() -> None:
    random = Random(4)  # noqa: S311 -- the same text every time
    words = STRIKE.split() + LIGHTHOUSE_ES.split() + STRIKE_DE.split()
    long = [
        report(f"long-{n}", " ".join(random.choice(words) + (str(random.randrange(9999)) * (k % 9 == 0)) for k in range(300_000)))
        for n in range(2)
    ]
    home = homes(group([*GOOD, *long], CONFIG))
    assert home["light-1"] == home["light-2"] != home["tram-1"] == home["tram-2"]


def test_a_list_of_300_000_words_that_counts_without_end_is_read_and_compared() -> None:
    lists = [report(f"list-{first}", " ".join(f"{n} trawlers" for n in range(first + 150_000, first, -1))) for first in (0, 7)]
    records = records_of(lists, CONFIG.terms)
    assert np.diff(records.units.start).min() >= 149_000
    assert homes(group([*GOOD, *lists], CONFIG)).keys() >= {"list-0", "list-7"}


def test_one_text_under_a_thousand_ids_is_one_event() -> None:
    copies = [report(f"copy-{n:04}", STRIKE, f"2024-11-{1 + n % 28:02}" if n % 3 else None) for n in range(1000)]
    assert [len(event.reports) for event in group(copies, CONFIG)] == [1000]


@pytest.mark.parametrize(
    "days",
    [("2024-11-08",) * 4, ("1924-11-08", "1964-11-08", "2004-11-08", "2044-11-08"), ("0001-01-01", "9999-12-30", None, None)],
    ids=["one day", "forty years apart", "first and last day there is"],
)
def test_days_of_any_kind_are_borne(days: tuple[str | None, ...]) -> None:
    some = [replace(one, published=report("", "", day).published) for one, day in zip(GOOD, days, strict=True)]
    home = homes(group(some, CONFIG))
    assert sorted(home) == sorted(one.id for one in GOOD)
    assert home["light-1"] != home["tram-1"]


def test_a_year_alone_is_no_day() -> None:
    year = When(datetime(1994, 1, 1, tzinfo=UTC), datetime(1995, 1, 1, tzinfo=UTC), "year")
    of_the_year, undated = ([replace(one, published=published) for one in GOOD] for published in (year, None))
    assert group(of_the_year, CONFIG) == group(undated, CONFIG)


@pytest.mark.parametrize(
    "config",
    [
        replace(CONFIG, neighbours=0),
        replace(CONFIG, neighbours=1),
        replace(CONFIG, neighbours=1000),
        replace(CONFIG, terms=0),
        replace(CONFIG, terms=1),
        replace(CONFIG, window_days=0.0),
        replace(CONFIG, window_days=1e9),
        replace(CONFIG, event_bits=1e9),
        replace(CONFIG, saga_bits=-1e9),
    ],
    ids=str,
)
def test_settings_at_their_ends_are_borne(config: GroupConfig) -> None:
    assert len(homes(group([*GOOD, *(replace(one, id=f"{one.id}-again") for one in GOOD)], config))) == 2 * len(GOOD)


# --- no work without bounds ----------------------------------------------------------------


@pytest.mark.parametrize("name", PILES)
def test_a_record_is_compared_with_few_others(name: str) -> None:
    reports = PILES[name](MANY)
    units, pairs = compared(reports, decisions(name, reports))
    assert units <= MANY
    assert pairs <= (CONFIG.neighbours + ANCHOR_CROWD) * units


@pytest.mark.parametrize("name", PILES)
def test_a_bad_pile_has_every_report_in_one_event(name: str) -> None:
    reports = PILES[name](MANY)
    pile = Grouper(CONFIG, decisions(name, reports))
    pile.add_all(reports)
    assert sorted(homes(pile.events())) == [one.id for one in reports]


def test_reports_of_one_text_do_not_multiply_what_is_kept() -> None:
    records = records_of(PILES["welded"](50), CONFIG.terms)
    assert size(records) == 50
    assert max(len(part.key) for part in records if hasattr(part, "key")) <= 50 * 200


# --- nothing left out without a word -------------------------------------------------------


def test_a_word_that_too_many_hold_is_counted() -> None:
    pile = Grouper(CONFIG)
    pile.add_all(PILES["form"](CROWD + 1))
    assert pile.grouping().crowded > 0


def test_in_an_ordinary_pile_nothing_is_cut_short() -> None:
    pile = Grouper(CONFIG)
    pile.add_all(GOOD)
    assert (pile.grouping().crowded, pile.grouping().forgotten) == (0, 0)


def test_links_that_are_dropped_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rashomon.group.pile.MOST_LINKS", 1)
    pile = Grouper(CONFIG)
    pile.add_all(PILES["form"](100))
    assert pile.grouping().forgotten > 0


def test_the_command_says_what_was_not_followed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = tmp_path / "forms.jsonl"
    rows = ({"id": one.id, "text": one.text, "date": "2024-03-01", "lang": "en"} for one in PILES["form"](CROWD + 1))
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert main(["group", str(lines), "--workers", "1"]) == 0
    assert "note:" in capsys.readouterr().err


def test_the_command_says_nothing_where_all_was_followed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = tmp_path / "good.jsonl"
    lines.write_text("".join(json.dumps({"id": one.id, "text": one.text}) + "\n" for one in GOOD), encoding="utf-8")
    assert main(["group", str(lines), "--workers", "1"]) == 0
    assert capsys.readouterr().err == ""
