"""Decides what Taranis AI is answered when it asks which of its stories tell one event.

A story is a list of news items, each of which is read as a report. The items of a story stay together, whatever they say; stories are
clustered by the events that their items tell. A story that is alone in its event is in no cluster, and one of which nothing can be read
is named. Only who brings the token of the reading room is answered: the bot does the work of whoever asks, on texts of theirs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated, Any, TypedDict

import msgspec
from msgspec import Meta

from .. import __version__
from ..export._points import Object
from ..group import group
from ..types import Judgement, Report
from .given import read_documents
from .room import Room

STORIES = 2_000  # of one request


class NewsItem(msgspec.Struct, frozen=True):
    """One article of a story; of the fields that Taranis has for it those that are read. What it says is data."""

    id: str | int
    title: str | None = None
    content: str | None = None
    review: str | None = None
    source: str | None = None
    link: str | None = None
    published: str | None = None
    language: str | None = None


class Story(msgspec.Struct, frozen=True):
    """What Taranis holds for one story; other fields are passed over."""

    id: str | int
    title: str | None = None
    news_items: list[NewsItem] = []


class Stories(msgspec.Struct, frozen=True):
    """The stories that Taranis sends."""

    stories: Annotated[list[Story], Meta(max_length=STORIES)]


class Clusters(TypedDict):
    """Stories that tell one event, two or more each."""

    event_clusters: list[list[str | int]]


class Clustered(TypedDict):
    """What Taranis reads."""

    cluster_ids: Clusters
    message: str
    unread: list[str | int]


class Alive(TypedDict):
    """That the bot works."""

    status: str


class Model(TypedDict):
    """What the bot works with."""

    model: str
    version: str
    config_hash: str


def cluster(room: Room, body: Stories) -> Object:
    """Which stories tell one event."""
    homes: dict[str, int] = {}  # id of a report -> place of its story
    documents: list[dict[str, Any]] = []
    for place, story in enumerate(body.stories):
        for document in _documents(story, place):
            homes[document["id"]] = place
            documents.append(document)
    reports = {item.id: item for item in read_documents(documents, room.book.config) if isinstance(item, Report)}
    members: defaultdict[str, set[int]] = defaultdict(set)
    for event in group(tuple(reports.values()), room.book.config.group, tuple(_together(reports, homes))):
        for id in event.reports:
            members[event.id].add(homes[id])
    clusters = sorted(sorted(places) for places in members.values() if len(places) > 1)
    read = {homes[id] for id in reports}
    unread = [story.id for place, story in enumerate(body.stories) if place not in read]
    message = f"{len(clusters)} events that several of {len(body.stories)} stories tell"
    return {
        "cluster_ids": {"event_clusters": [[body.stories[place].id for place in places] for places in clusters]},
        "message": message,
        "unread": unread,
    }


def _documents(story: Story, place: int) -> Iterator[dict[str, Any]]:
    """A document for every news item that has a text; their ids tell of the place, since Taranis' own may come twice."""
    for number, item in enumerate(story.news_items):
        text = item.content or item.review or ""
        if text.strip():
            fields = {
                "title": item.title or story.title,
                "date": item.published,
                "outlet": item.source,
                "url": item.link,
                "lang": item.language,
            }
            yield {"id": f"{place:05}-{number:05}", "text": text} | {name: value for name, value in fields.items() if value}


def _together(reports: dict[str, Report], homes: dict[str, int]) -> Iterator[Judgement]:
    """That the items of one story are of one event."""
    for number, (a, b) in enumerate(pairwise(sorted(reports)), 1):
        if homes[a] == homes[b]:
            yield Judgement("merge", a, b, number=number)


def health(room: Room) -> Object:
    """That the bot works."""
    return {"status": "ok"}


def model(room: Room) -> Object:
    """What the bot works with."""
    return {"model": "rashomon group", "version": __version__, "config_hash": room.book.config.digest}
