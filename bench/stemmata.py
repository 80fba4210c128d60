"""Which stemma a pile of news could have: events grown from real separate accounts by what newsrooms do, with the truth kept.

    for event in events(seed=1, count=200, split="fit"): ...        split "held_out" for measuring

An event starts from 1 to 6 separate real reports of one event (`bases`) and grows into 3 to 14 reports by the operators of its split
(`operators`); some inner texts are taken out of the pile. Both the base events and the operators, the synonyms and the stock phrases
of the two splits are disjoint. What counts as true is in `lineage`.

1. Plan: roots and derived texts in random order, each derived from earlier ones. A root may be an account of its own that embeds a
   passage of an earlier text, or only quotations of one.
2. Hide: up to four texts from which others descend. Under a lost text nobody copies word for word, since the text could not tell then;
   unless it is a wire, whose customers copy it and credit it.
3. Write: a visible root is the real text, unchanged. Only texts of different accounts are merged. Errors are inherited, since a child
   is made from the draft of its parent.
4. Date: children mostly later, one in eight within minutes; stamps are missing (12 %), coarse (15 %), or before the parent's (6 %).
5. Print: shuffled opaque ids, invented outlets, furniture, credits; then through `clean`, as any page.

The same seed gives the same events. Without ../shared there are no bases, and no events.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random

from rashomon import press
from rashomon.clean import clean
from rashomon.config import CleanConfig
from rashomon.types import Raw, Report

from .bases import Base, Split, bases
from .lineage import FEW, Edge, Link, Stemma, Texts, fair_of, links_of, lost_texts, plain_of, twins_of, unplaced
from .operators import FIT, HELD_OUT, Draft, Hand, Kind, Sentence, quotations_only
from .wording import NEWSROOM, Half

KINDS: dict[Split, dict[str, Kind]] = {"fit": FIT, "held_out": HELD_OUT}
COPIES = frozenset(name for kinds in KINDS.values() for name, kind in kinds.items() if kind.copies)
CUTS = frozenset(name for kinds in KINDS.values() for name, kind in kinds.items() if kind.cuts)
HALVES: dict[Split, Half] = {"fit": "a", "held_out": "b"}
QUOTES = "quotations only"
ROOTS = {1: 20, 2: 25, 3: 25, 4: 15, 5: 9, 6: 6}  # accounts of an event, weights
MOST = 14  # reports of an event
FURNITURE = 0.2  # share of pages with furniture; the real ones have it too, or it would tell which they are
HELD = 25  # words of an account from which a report holds text of it
PLACES = "Harbour Northern Valley Lakeside Coastal Highland Central Riverside Eastern Granite Prairie Summit Orchard Beacon Union".split()
PAPERS = "Times|Courier|Herald|Gazette|Post|Tribune|Observer|Daily|Echo|Chronicle".split("|")
AGENCIES = "Reuters|AFP|dpa|EFE|ANSA|Kyodo|Xinhua|Interfax|UPI|PTI".split("|")
INVENTED = "Northwire|Meridian Press|Cape Dispatch|Lantern News|Baltic Bureau|Osprey Wire|Tidewater Report|Corvid Media".split("|")
CITIES = "LISBON|OTTAWA|DENVER|CANBERRA|DUBLIN|NAIROBI|OSLO|VIENNA".split("|")


@dataclass
class Node:
    """A text of the plan; `base` for roots."""

    key: int
    operator: str
    parents: list[int] = field(default_factory=list)
    base: int | None = None
    hidden: bool = False
    name: str | None = None  # of a lost text that is credited
    wire: bool = False


def events(seed: int, many: int, split: Split = "fit") -> Iterator[Stemma]:
    """So many events of a split."""
    pool = bases(split)
    for n in range(many if pool else 0):
        yield event(seed, n, split, pool)


def event(seed: int, n: int, split: Split, pool: Sequence[tuple[str, tuple[Base, ...]]]) -> Stemma:
    """The n-th event of a seed."""
    random = Random(f"{split} {seed} {n}")  # noqa: S311  the same events every time
    wanted = random.choices(list(ROOTS), list(ROOTS.values()))[0]
    name, accounts = random.choice([one for one in pool if len(one[1]) >= wanted])
    chosen = random.sample(accounts, wanted)
    nodes = plan(random, wanted, KINDS[split])
    hide(random, nodes, KINDS[split])
    drafts = write(random, nodes, [draft(base, k) for k, base in enumerate(chosen)], split)
    return publish(random, f"{split}/{seed}/{n} {name}", split, nodes, drafts, chosen)


def draft(base: Base, account: int) -> Draft:
    """A base as a draft, all of it text of its account."""
    at = count()
    return Draft(base.title, tuple(tuple(Sentence(text, frozenset({(account, next(at))})) for text in p) for p in base.paragraphs))


# --- plan and hide ---------------------------------------------------------------------------


def plan(random: Random, roots: int, kinds: Mapping[str, Kind]) -> list[Node]:
    """Texts in the order they were written, each with earlier parents."""
    size = random.randint(max(3, roots + (random.random() < 0.9)), MOST) + random.randint(0, 3)
    order = [*range(1, roots), *[None] * (size - roots)]
    random.shuffle(order)
    nodes = [Node(0, "base", base=0)]
    for base in order:
        nodes.append(_root(random, nodes, base, kinds) if base is not None else _derived(random, nodes, kinds))
    return nodes


def _root(random: Random, nodes: list[Node], base: int, kinds: Mapping[str, Kind]) -> Node:
    """An account of its own: plain, with a passage of another text inside, or with quotations of one."""
    key, chance = len(nodes), random.random()
    if chance < 0.2 and "embedding" in kinds:
        return Node(key, "embedding", [random.choice(nodes).key], base)
    return Node(key, QUOTES, [random.choice(nodes).key], base) if chance < 0.4 else Node(key, "base", base=base)


def _derived(random: Random, nodes: list[Node], kinds: Mapping[str, Kind]) -> Node:
    kind = random.choices(list(kinds), [kind.weight for kind in kinds.values()])[0]
    parents = [_parent(random, nodes).key]
    if kinds[kind].parents == 2:
        others = [node for node in nodes if not accounts_in(nodes, node.key) & accounts_in(nodes, parents[0])]
        if not others:
            return _derived(random, nodes, kinds) if len(nodes) > 2 else Node(len(nodes), next(iter(kinds)), parents)
        parents.append(random.choice(others).key)
    return Node(len(nodes), kind, parents)


def _parent(random: Random, nodes: list[Node]) -> Node:
    """Roots and short lines of descent are copied more often."""
    return random.choices(nodes, [3.0 / (1 + len(ancestors(nodes, node.key))) for node in nodes])[0]


def ancestors(nodes: Sequence[Node], key: int) -> set[int]:
    """A text and everything it was made from, quotations aside."""
    out, node = {key}, nodes[key]
    for parent in node.parents if node.operator != QUOTES else ():
        out |= ancestors(nodes, parent)
    return out


def accounts_in(nodes: Sequence[Node], key: int) -> set[int]:
    """The accounts that a text may hold text of."""
    return {base for at in ancestors(nodes, key) if (base := nodes[at].base) is not None}


def hide(random: Random, nodes: list[Node], kinds: Mapping[str, Kind]) -> None:
    """Take up to four texts with descendants out of the pile, and last leaves where too many reports are left."""
    for node in nodes:
        children = [child for child in nodes if node.key in child.parents and child.operator != QUOTES]
        chance = (0.45 if len(children) > 1 else 0.1) if node.base is not None else (0.3 if len(children) > 1 else 0.1)
        node.hidden = bool(children) and sum(n.hidden for n in nodes) < 4 and random.random() < chance
        node.wire = node.hidden and len(children) > 1 and random.random() < 0.35
        if node.wire or (node.hidden and random.random() < 0.25):
            node.name = random.choice(AGENCIES if random.random() < 0.5 else INVENTED)
        if node.hidden and not node.wire:
            _change_copies(random, children, kinds)
    while sum(not node.hidden for node in nodes) < min(3, len(nodes)):
        next(node for node in nodes if node.hidden).hidden = False
    while sum(not node.hidden for node in nodes) > MOST:
        used = {parent for node in nodes for parent in node.parents}
        last = next(node for node in reversed(nodes) if node.key not in used and not node.hidden)
        nodes.remove(last)
        for node in nodes:
            node.parents = [parent - (parent > last.key) for parent in node.parents]
            node.key -= node.key > last.key


def _change_copies(random: Random, children: list[Node], kinds: Mapping[str, Kind]) -> None:
    """Nobody copies a lost text word for word, and one at most cuts it only."""
    changing = [name for name, kind in kinds.items() if not kind.copies and not kind.cuts and kind.parents == 1]
    cutting = [child for child in children if child.operator in CUTS]
    for child in [child for child in children if child.operator in COPIES] + cutting[1:]:
        child.operator = random.choice(changing)


# --- write -----------------------------------------------------------------------------------


def write(random: Random, nodes: Sequence[Node], roots: Sequence[Draft], split: Split) -> list[Draft]:
    """The draft of every text."""
    hand, drafts = Hand(random, HALVES[split]), list[Draft]()
    for node in nodes:
        parents = [drafts[key] for key in node.parents]
        if node.base is not None:
            parents.append(roots[node.base])
        make = quotations_only if node.operator == QUOTES else None if node.operator == "base" else KINDS[split][node.operator].make
        drafts.append(make(parents, hand) if make else parents[0])
    return drafts


def words_of(made: Draft) -> dict[int, int]:
    """How many words of a draft are text of each account."""
    words: dict[int, int] = {}
    for sentence in made.sentences:
        for account in {account for account, _ in sentence.bases}:
            words[account] = words.get(account, 0) + len(sentence.text.split())
    return words


def main_account(made: Draft) -> int:
    """The account that most of a draft is text of."""
    words = words_of(made)
    return max(words, key=lambda account: (words[account], -account)) if words else 0


def held(made: Draft) -> frozenset[int]:
    """The accounts of which a draft holds text."""
    return frozenset({main_account(made)} | {account for account, words in words_of(made).items() if words >= HELD})


# --- date and print --------------------------------------------------------------------------


def publish(random: Random, name: str, split: Split, nodes: Sequence[Node], drafts: Sequence[Draft], chosen: Sequence[Base]) -> Stemma:
    """The pages of the visible texts, cleaned, and the truth about them."""
    codes = random.sample(range(16**6), len(nodes))
    ids = [f"lost{node.key}" if node.hidden else f"{code:06x}" for node, code in zip(nodes, codes, strict=True)]
    stamps, outlets = dates(random, nodes, chosen), outlets_of(random, nodes)
    crediting: dict[int, str] = {}  # lost texts that somebody credits
    reports = []
    for node in nodes:
        if not node.hidden:
            credit = _credit(random, node, nodes)
            crediting.update({credit.key: str(credit.name)} if credit else {})
            reports.append(page(random, ids[node.key], drafts[node.key], node, split, outlets[node.key], stamps[node.key], credit))
    told = {ids[key]: credited for key, credited in crediting.items()}
    shown = {ids[node.key]: drafts[node.key] for node in nodes if not node.hidden}
    texts = Texts(
        {id: held(made) for id, made in shown.items()},
        {id: main_account(made) for id, made in shown.items()},
        {id: frozenset().union(*(sentence.bases for sentence in made.sentences)) for id, made in shown.items()},
    )
    edges = tuple(Edge(ids[n.key], ids[p], n.operator) for n in nodes for p in n.parents if n.operator != QUOTES)
    ties = tuple((ids[n.key], ids[p]) for n in nodes for p in n.parents if n.operator == QUOTES and not n.hidden and not nodes[p].hidden)
    real = "\n".join(base.text for base in chosen)
    named = frozenset(agency for found in press.pattern().findall(real) if (agency := press.agency(found)))
    return truth(name, split, reports, edges, told, texts, ties, named)


def truth(
    name: str, split: str, reports: Sequence[Report], edges: Sequence[Edge], names: Mapping[str, str],
    texts: Texts, ties: tuple[tuple[str, str], ...] = (), named: frozenset[str] = frozenset(),
) -> Stemma:  # fmt: skip
    """An event from its reports and everything that happened; texts that are no report are lost."""
    by_id = {report.id: report for report in reports}
    gone = {id for edge in edges for id in (edge.child, edge.parent)} - by_id.keys()
    twins = twins_of(edges, COPIES)
    plain = plain_of(edges, gone, COPIES | CUTS) - names.keys()
    lost = lost_texts(edges, gone - plain, names, twins, CUTS)
    links = tuple(
        replace(link, open=link.open or unplaced(link, edges, texts.holds))
        for link in links_of(edges, gone, COPIES, through=plain, stop=names)
    )
    untold = {link for link in links if link.open and not _in_order(by_id[link.parent], by_id[link.child])}
    untold |= {link for link in links if len(texts.renders[link.child] & texts.renders[link.parent]) < FEW}
    scored = tuple(link for link in links if link not in untold)
    either_way = {pair for link in untold for pair in ((link.child, link.parent), (link.parent, link.child))}
    return Stemma(
        name,
        split,
        tuple(sorted(reports, key=lambda report: report.id)),
        tuple(edges),
        scored,
        (fair_of(edges, lost, gone, twins) | either_way) - {(link.child, link.parent) for link in scored},
        lost,
        texts.holds,
        len(set(texts.mains.values())),
        {id: (twins.get(id, frozenset()) & by_id.keys()) | {id} for id in by_id},
        ties,
        named,
        texts.renders,
    )


def _in_order(parent: Report, child: Report) -> bool:
    return parent.published is not None and child.published is not None and parent.published.high <= child.published.low


def _credit(random: Random, node: Node, nodes: Sequence[Node]) -> Node | None:
    """The named lost parent that a text credits, if it does: copies of a wire always, others mostly, of other lost texts seldom."""
    if node.operator == QUOTES:
        return None
    for parent in (nodes[key] for key in node.parents):
        share = 1.0 if node.operator in COPIES else 0.8 if parent.wire else 0.4
        if parent.hidden and parent.name and random.random() < share:
            return parent
    return None


def dates(random: Random, nodes: Sequence[Node], chosen: Sequence[Base]) -> list[str]:
    """ISO stamps, "" where one is missing."""
    day = next((base.date for base in chosen if len(base.date) == 10), "2016-05-17")
    start, times, stamps = datetime.fromisoformat(day).replace(hour=6, tzinfo=UTC), list[datetime](), list[str]()
    for node in nodes:
        over = [times[key] for key in node.parents]
        late = random.uniform(0.2, 5) if random.random() < 0.12 else 60 * random.lognormvariate(1.1, 1.0)  # minutes
        when = max(over) + timedelta(minutes=late) if over else start + timedelta(minutes=min(2000, random.expovariate(1 / 400)))
        times.append(when)
        chance = random.random()
        if chance < 0.06 and over:
            when = min(over) - timedelta(minutes=random.uniform(5, 600))
        stamps.append("" if 0.06 <= chance < 0.18 else when.strftime("%Y-%m-%d") if chance > 0.85 else when.strftime("%Y-%m-%dT%H:%M:%SZ"))
    return stamps


def outlets_of(random: Random, nodes: Sequence[Node]) -> list[str]:
    """Invented outlets, "" where unknown; an update is as often as not by the outlet of its parent."""
    names = random.sample([f"{place} {paper}" for place in PLACES for paper in PAPERS], len(nodes))
    out: list[str] = []
    for node, name in zip(nodes, names, strict=True):
        own = node.operator in {"update", "live update"} and random.random() < 0.5
        out.append(out[node.parents[0]] if own else "" if random.random() < 0.2 else name)
    return out


def page(random: Random, id: str, made: Draft, node: Node, split: Split, outlet: str, stamp: str, credit: Node | None) -> Report:
    """A text as a report: furniture and credits put on, then cleaned like any page."""
    text = credited(random, made.text, str(credit.name)) if credit else made.text
    if node.operator == "boilerplate" or random.random() < FURNITURE:
        head, tail = random.choice(NEWSROOM[split]["furniture_head"]), random.sample(NEWSROOM[split]["furniture_tail"], 2)
        text = "\n".join([head, text, *(line.format(outlet=outlet or "the publisher") for line in tail)])
    fields = {"id": id, "title": made.title, "outlet": outlet, "date": stamp, "lang": "en"}
    found = clean(Raw(f"{id}.txt", "text", text, fields={name: value for name, value in fields.items() if value}), CleanConfig())
    assert isinstance(found, Report), found
    return found


def credited(random: Random, text: str, name: str) -> str:
    """The text with a credit of a lost source, in one of the ways reports do it."""
    way = random.choice(("line", "line", "dateline", "told", "first"))
    if way == "dateline":
        return f"{random.choice(CITIES)} ({name}) — {re.sub(r'^[A-Z][A-Z., ]+(?:[(][^)]*[)])? ?[-–—]+ ', '', text)}"
    if way == "told" and (cue := re.search(r"(?<=\w) said(?=[.,])", text)):
        return f"{text[: cue.start()]} told {name}{text[cue.end() :]}"
    if way == "first":
        return f"{text}\nThe matter was first reported by {name}."
    return f"{text}\n{random.choice(('(With information from {})', 'With information from {}', 'Source: {}')).format(name)}"


__all__ = ["Edge", "Link", "Stemma", "event", "events", "truth"]
