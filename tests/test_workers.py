"""Many hands: the same results in the same order, reading ahead a little, stopping when told."""

from __future__ import annotations

import gc
import math
import os
import time
from collections.abc import Iterator
from itertools import count, islice

import pytest

from rashomon.workers import AHEAD, mapper, shared, uncollected

CHUNK = 3
WORKERS = 2


class Counted:
    """Numbers, and how many of them were taken."""

    def __init__(self, last: int | None = None) -> None:
        self.taken = 0
        self._last = last

    def __iter__(self) -> Iterator[int]:
        for number in count() if self._last is None else range(self._last):
            self.taken += 1
            yield number


@pytest.mark.parametrize("workers", [0, 1, WORKERS])
def test_results_come_in_the_order_of_the_items(workers: int) -> None:
    with mapper(workers, CHUNK) as spread:
        assert list(spread(math.factorial, Counted(20))) == [math.factorial(n) for n in range(20)]


@pytest.mark.parametrize("workers", [1, WORKERS])
def test_no_items_give_no_results(workers: int) -> None:
    with mapper(workers) as spread:
        assert list(spread(abs, [])) == []


def test_one_worker_takes_an_item_when_its_result_is_wanted() -> None:
    numbers = Counted()
    with mapper(1) as spread:
        assert list(islice(spread(abs, numbers), 5)) == list(range(5))
    assert numbers.taken == 5


@pytest.mark.parametrize("workers", [0, 1, WORKERS])
def test_shared_work_comes_in_the_order_of_the_items(workers: int) -> None:
    assert shared(math.factorial, range(40), workers) == [math.factorial(n) for n in range(40)]
    assert shared(math.factorial, [], workers) == []


def test_the_asker_does_what_nobody_has_begun() -> None:
    hands = shared(_hand, range(40), WORKERS)
    assert hands[-1] == os.getpid()
    assert len(set(hands)) == WORKERS


def _hand(_: int) -> int:
    time.sleep(0.05)
    return os.getpid()


@pytest.mark.parametrize("place", [0, 39])
def test_an_error_in_shared_work_comes_out_whoever_met_it(place: int) -> None:
    with pytest.raises(ValueError, match="forty"):
        shared(int, ["forty" if n == place else str(n) for n in range(40)], WORKERS)


def test_reading_ahead_is_bounded() -> None:
    numbers, most = Counted(60), 0
    with mapper(WORKERS, CHUNK) as spread:
        for done, _ in enumerate(spread(abs, numbers)):
            most = max(most, numbers.taken - done)
    assert most == CHUNK * (AHEAD * WORKERS + 1)
    assert numbers.taken == 60


def test_an_error_in_a_worker_comes_out_at_its_place() -> None:
    seen = []
    with pytest.raises(ValueError, match="forty"), mapper(WORKERS, chunk=1) as spread:
        seen.extend(iter(spread(int, ["1", "2", "forty", "4"])))
    assert seen == [1, 2]


def test_an_error_in_the_source_comes_out() -> None:
    def broken() -> Iterator[int]:
        yield 1
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"), mapper(WORKERS, chunk=1) as spread:
        list(spread(abs, broken()))


def test_whoever_leaves_early_is_not_kept_by_an_endless_source() -> None:
    numbers = Counted()
    with mapper(WORKERS, CHUNK) as spread:
        assert next(spread(abs, numbers)) == 0
    assert numbers.taken == CHUNK * (AHEAD * WORKERS + 1)


def test_a_generator_that_is_closed_early_lets_its_workers_go() -> None:
    def through() -> Iterator[int]:
        with mapper(WORKERS, CHUNK) as spread:
            yield from spread(abs, count())

    numbers = through()
    assert next(numbers) == 0
    numbers.close()
    assert list(numbers) == []


def test_the_collector_is_left_as_it_was() -> None:
    with uncollected(), uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
