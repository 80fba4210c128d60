"""Links between clusters and the heap of those that may join; and long keys under short numbers."""

from __future__ import annotations

import numpy as np

from rashomon.group.code_kernel import sort_lists
from rashomon.group.codes import KeyCodes
from rashomon.group.links_kernel import NONE, Links, leads, links_of, pop, push, put, tidy

PAIRS = ((0, 1, 5.0), (2, 0, 7.0), (1, 2, 5.0), (3, 0, 9.0), (3, 1, -1.0))  # two clusters, and their bits


def linked() -> tuple[Links, np.ndarray, np.ndarray, np.ndarray, int]:
    """The links of PAIRS; which cluster each of four is in, how often it has grown, and where its list begins; how many wait."""
    links, up = links_of(8), np.arange(4)
    grown, head, waiting = np.zeros(4, np.int64), np.full(4, NONE, np.int64), 0
    for k, (a, b, bits) in enumerate(PAIRS):
        put(links, k, a, b, np.full(4, float(k)), bits, grown, head)
        if bits > 0:
            push(links, waiting, k)
            waiting += 1
    return links, up, grown, head, waiting


def around(links: Links, head: np.ndarray, cluster: int) -> list[tuple[int, float]]:
    """The clusters that one is linked with, as its list has them, and what lies between."""
    found, e = [], head[cluster]
    while e != NONE:
        found.append((int(links.to[e]), float(links.between[e // 2, 0])))
        e = links.next[e]
    return found


def popped(links: Links, waiting: int) -> list[tuple[int, int]]:
    found = []
    for size in range(waiting, 0, -1):
        k = pop(links, size)
        found.append((int(links.to[2 * k + 1]), int(links.to[2 * k])))
    return found


def test_each_cluster_lists_its_links_from_the_last_on() -> None:
    links, _, _, head, _ = linked()
    assert around(links, head, 0) == [(3, 3.0), (2, 1.0), (1, 0.0)]
    assert around(links, head, 3) == [(1, 4.0), (0, 3.0)]


def test_the_surest_comes_first_and_ties_go_to_the_lower_names() -> None:
    links, _, _, _, waiting = linked()
    assert popped(links, waiting) == [(0, 3), (0, 2), (0, 1), (1, 2)]


def test_what_is_no_longer_true_is_dropped_and_the_rest_keeps_its_order() -> None:
    links, up, grown, head, waiting = linked()
    up[3], grown[0] = 0, 1  # 3 went into 0
    put_off = np.array([1, 2])
    made, waiting, off = tidy(links, len(PAIRS), waiting, put_off, 2, up, grown, head)
    assert (made, waiting, off) == (1, 1, 1)
    assert (around(links, head, 1), around(links, head, 2), around(links, head, 0)) == ([(2, 2.0)], [(1, 2.0)], [])
    assert put_off[0] == 0
    assert popped(links, waiting) == [(1, 2)]
    assert all(leads(links, e, up, grown) for e in range(2 * made))


def test_keys_are_numbered_as_they_come() -> None:
    codes = KeyCodes()
    assert codes.of(np.array([9, 4, 9], np.uint64)).tolist() == [0, 1, 0]
    random = np.random.default_rng(1).integers(0, 5_000, 20_000).astype(np.uint64) << np.uint64(40)
    found = codes.of(random)
    np.testing.assert_array_equal(codes.keys()[found], random)
    assert codes.keys()[:2].tolist() == [9, 4]
    assert len(codes.keys()) == len(set(codes.keys().tolist()))
    assert codes.of(np.array([4, 0], np.uint64)).tolist() == [1, int(np.flatnonzero(codes.keys() == 0)[0])]
    assert KeyCodes().of(np.empty(0, np.uint64)).tolist() == []


def test_each_list_is_sorted_where_it_stands() -> None:
    values = np.array([3, 1, 2, 9, 7, 0], np.uint32)
    sort_lists(np.array([0, 3, 3, 5]), values)
    assert values.tolist() == [1, 2, 3, 7, 9, 0]
