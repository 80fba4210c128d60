"""Whatever the API is asked, it answers as its OpenAPI document says, and never with an error of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("starlette", reason="needs the extra `web`")
schemathesis = pytest.importorskip("schemathesis", reason="needs the group `browser`")

from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi import checks as openapi_checks

from asking import TOKEN, Here
from rashomon.casebook import Casebook
from rashomon.config import Config
from rashomon.pipeline import load
from rashomon.sample import sample_path
from rashomon.store import Library
from rashomon.web.api import TABLE
from rashomon.web.api.table import Endpoint
from rashomon.web.app import application
from rashomon.web.guard import LOCAL
from rashomon.web.room import Room

FEW = settings(max_examples=4, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
UNASKED = [
    openapi_checks.positive_data_acceptance,  # no schema says which text can be read, which date, what a decision needs
    openapi_checks.ignored_auth,  # the header below goes along whatever the check takes away; test_api asks without
]
KEY = {"authorization": f"Bearer {TOKEN}"}
ASKED = [
    pytest.param(one, mode, id=f"{one.method} {one.shown}, {mode.value}")
    for one in TABLE
    for mode in GenerationMode
    if mode is GenerationMode.POSITIVE or one.query or one.body or {"number", "format"} & set(one.parameters)  # else nothing can be wrong
]


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    path = str(tmp_path_factory.mktemp("asked") / "news.db")
    with Library(path) as writer, Library(path, read_only=True) as library:
        writer.add(load(str(sample_path())))
        book = Casebook(library, Config(), writer=writer)
        yield Room(book, Here(book), TOKEN)


@pytest.fixture(scope="module")
def asked(room: Room) -> Any:
    """The API as schemathesis reads it."""
    made = schemathesis.openapi.from_asgi("/api/openapi.json", application(room, hosts=LOCAL | {"testserver"}))
    made.validate()
    return made


@pytest.mark.parametrize(("one", "mode"), ASKED)
def test_whatever_is_asked_is_answered_as_the_document_says(asked: Any, room: Room, one: Endpoint, mode: GenerationMode) -> None:
    event = room.book.told()[0].id

    @FEW
    @given(case=asked[one.shown][one.method].as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        case.call_and_validate(headers=KEY, excluded_checks=UNASKED)
        if "event" in case.path_parameters:
            case.path_parameters["event"] = event
            case.call_and_validate(headers=KEY, excluded_checks=UNASKED)

    ask()
