"""What two reports have in common: the same both ways, finite, and told in bits that add up."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from piles import HONEY, LIGHTHOUSE, LIGHTHOUSE_OTHER, PILE, STRIKE, report, weather
from rashomon.config import GroupConfig
from rashomon.group import pair_reasons
from rashomon.group.pair import FEATURES, JOIN, weights
from rashomon.group.pair_kernel import FEATURES as COLUMNS
from rashomon.group.pair_kernel import JOIN as JOIN_COLUMNS
from rashomon.group.pair_kernel import compare_all, join_bits, meet_all
from rashomon.group.record import records_of, size
from rashomon.types import Report, total_bits

CONFIG = GroupConfig()
ODD = [
    report("empty", ""),
    report("one", "A"),
    report("figures", "212 3 4,000 1961 5 5 5"),
    report("marks", "?! … — «»"),
    report("title", "Storm topples the lighthouse of Kelp Point"),
    report("thai", "ประภาคารถล่มในพายุ ๓๘ เมตร", "2024-11-08", "th"),
    report("counts", "17 trawlers and 18 trawlers and 19 trawlers met 17 tugs on Monday, May 6."),
    report("counts-too", "19 trawlers and 17 trawlers, then 4 tugs on Tuesday, 8 June."),
]
EVERY = [*PILE, *ODD]


def pairs(many: int) -> tuple[np.ndarray, np.ndarray]:
    both = np.array(list(combinations(range(many), 2)), np.int64)
    return np.ascontiguousarray(both[:, 0]), np.ascontiguousarray(both[:, 1])


def test_every_feature_has_its_column_and_its_weight() -> None:
    assert (len(FEATURES), len(JOIN)) == (COLUMNS, JOIN_COLUMNS)
    assert [len(row) for row in weights()] == [COLUMNS + 1, JOIN_COLUMNS + 1]


@pytest.mark.parametrize("encoder", [0, 1])
def test_features_are_the_same_both_ways(encoder: int) -> None:
    records = records_of(EVERY, CONFIG.terms, encoder=encoder)
    left, right = pairs(size(records))
    assert np.array_equal(compare_all(records, left, right), compare_all(records, right, left))
    assert np.array_equal(meet_all(records, left, right, weights(encoder).pair), meet_all(records, right, left, weights(encoder).pair))


def test_the_encoder_is_off_unless_asked_for() -> None:
    meaning = list(FEATURES).index("meaning")
    assert weights().pair[meaning] == 0 < weights(1).pair[meaning]
    assert records_of(EVERY, CONFIG.terms).meaning.size == 0


def test_an_encoded_record_depends_on_its_text_alone() -> None:
    together = records_of(EVERY, CONFIG.terms, encoder=1).meaning
    assert all(np.array_equal(records_of([one], CONFIG.terms, encoder=1).meaning[0], row) for one, row in zip(EVERY, together, strict=True))


def test_the_encoder_is_a_reason_of_a_pair() -> None:
    told = {reason.rule for reason in pair_reasons(EVERY[0], EVERY[1], replace(CONFIG, encoder=1))}
    assert "group.meaning" in told
    assert "group.meaning" not in {reason.rule for reason in pair_reasons(EVERY[0], EVERY[1], CONFIG)}


def test_features_are_finite_and_none_is_negative() -> None:
    records = records_of(EVERY, CONFIG.terms)
    found = compare_all(records, *pairs(size(records)))
    assert np.isfinite(found).all()
    assert (found >= -1e-6).all()


def test_shares_reach_one_at_most() -> None:
    records = records_of(EVERY, CONFIG.terms)
    shares = compare_all(records, *pairs(size(records)))[:, [n for n, name in enumerate(FEATURES) if name not in MEASURES]]
    assert (shares <= 1 + 1e-5).all()


MEASURES = {"phrases", "numbers", "counts", "clash_counts", "length", "rare_words"}


def test_a_text_beside_itself_has_all_in_common() -> None:
    records = records_of([report("a", LIGHTHOUSE), report("b", LIGHTHOUSE)], CONFIG.terms)
    found = dict(zip(FEATURES, compare_all(records, *pairs(2))[0].tolist(), strict=True))
    full = ("words", "lead_words", "headline_least", "headline_most", "lead_least", "lead_most", "names")
    assert [found[name] for name in full] == pytest.approx([1.0] * len(full), abs=1e-5)
    assert found["other_names"] == found["clash_counts"] == found["clash_days"] == found["length"] == pytest.approx(0.0, abs=1e-6)


def test_things_counted_alike_agree_and_things_counted_otherwise_clash() -> None:
    records = records_of(ODD[-2:], CONFIG.terms)
    found = dict(zip(FEATURES, compare_all(records, *pairs(2))[0].tolist(), strict=True))
    assert (found["counts"], found["clash_counts"]) == (pytest.approx(np.log2(3)), 1.0)  # 17 and 19 trawlers; 17 and 4 tugs


def test_a_thing_counted_thousands_of_times_agrees_value_by_value() -> None:
    first, second = (" ".join(f"{n} trawlers" for n in range(low, low + 3000)) for low in (10_000, 11_000))
    records = records_of([report("a", first), report("b", second)], CONFIG.terms)
    found = dict(zip(FEATURES, compare_all(records, *pairs(2))[0].tolist(), strict=True))
    assert found["counts"] == pytest.approx(np.log2(2001))


def test_what_a_report_counts_is_kept_in_order() -> None:
    records = records_of([report("a", "9 tugs, 40 trawlers, 12 tugs, 40 trawlers, 3 boats and 12 tugs")], CONFIG.terms)
    kept = list(zip(records.units.key.tolist(), records.value.tolist(), strict=True))
    assert kept == sorted(set(kept))
    assert len(kept) == 4


def linked(a: Report, b: Report) -> float:
    """The bits that linking gives to two single reports."""
    met = meet_all(records_of([a, b], CONFIG.terms), *pairs(2), weights().pair)
    return float(join_bits(met[0], 1.0, 1.0, 1.0, 1.0, weights().join))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (report("a", LIGHTHOUSE, "2024-11-08"), report("b", LIGHTHOUSE_OTHER, "2024-11-09")),
        (report("a", LIGHTHOUSE, "2024-11-08"), report("b", LIGHTHOUSE_OTHER, "2025-11-09")),
        (report("a", LIGHTHOUSE), report("b", LIGHTHOUSE_OTHER, "2024-11-09")),
        (report("a", LIGHTHOUSE, "2024-11-08"), report("b", STRIKE, "2024-11-08")),
        (report("a", weather("Gannet Hill", 1)), report("b", weather("Gannet Hill", 2))),
        (report("a", HONEY), report("b", HONEY)),
        (report("a", HONEY), report("b", "")),
        *combinations(ODD[2:6], 2),
    ],
)
def test_the_reasons_of_a_pair_add_up_to_what_linking_weighs(a: Report, b: Report) -> None:
    reasons = pair_reasons(a, b, CONFIG)
    assert total_bits(reasons) == pytest.approx(linked(a, b), abs=0.0006 * (len(FEATURES) + len(JOIN)))
