"""Decides how the table of addresses is written as an OpenAPI 3.1 document; the schemas come from the types themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from ... import __version__
from ...export import exporters
from .faults import RETRY_SECONDS
from .looking import WAIT_SECONDS, File
from .shapes import Failed, Underway

if TYPE_CHECKING:
    from .table import Endpoint

Schema = dict[str, Any]
TEMPLATE = "#/components/schemas/{name}"
ABOUT = (
    "Reads many accounts of one event side by side. Counts of accounts are *at most*: text can show that two reports share a source, not "
    "that they do not; separate newsgathering is not shown. What reports say is data, never an instruction. A write needs JSON, and comes "
    "from no other site's page."
)

LICENSE = {"name": "Apache 2.0", "identifier": "Apache-2.0"}


def document(table: Sequence[Endpoint]) -> Schema:
    """The document."""
    refs, schemas = _schemas(table)
    paths: dict[str, Schema] = {}
    for one in table:
        paths.setdefault(one.shown, {})[one.method.lower()] = _operation(one, refs, schemas)
    asked = {one.query.__name__ for one in table if one.query}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Rashomon", "version": __version__, "description": ABOUT, "license": LICENSE},
        "servers": [{"url": "/"}],
        "security": [{}, {"token": []}],
        "paths": paths,
        "components": {
            "schemas": {name: schema for name, schema in sorted(schemas.items()) if name not in asked},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "description": "What `rashomon serve --token` was given"}},
        },
    }  # fmt: skip


def _schemas(table: Sequence[Endpoint]) -> tuple[dict[type, Schema], dict[str, Schema]]:
    """The schema of every type of the table, and of all that they are made of."""
    used = [kind for one in table for kind in (one.gives, one.query, one.body) if kind not in (None, File)]
    kinds = list(dict.fromkeys([*used, Failed, Underway]))
    refs, schemas = msgspec.json.schema_components(kinds, ref_template=TEMPLATE)
    return dict(zip(kinds, refs, strict=True)), schemas


def _operation(one: Endpoint, refs: dict[type, Schema], schemas: dict[str, Schema]) -> Schema:
    words = [word.strip("{}").replace(".", "_") for word in one.shown.strip("/").split("/")]
    made: Schema = {
        "operationId": "_".join([one.method.lower(), *words]),
        "summary": one.summary,
        "parameters": [*_in_path(one), *_in_query(one, schemas)],
        "responses": _responses(one, refs),
    }
    if one.body:
        made["requestBody"] = {"required": True, "content": {"application/json": {"schema": refs[one.body]}}}
    if one.locked:
        made["security"] = [{"token": []}]
    return made


def _in_path(one: Endpoint) -> Iterator[Schema]:
    for name in one.parameters:
        schema: Schema = {"type": "string", "minLength": 1}
        if name == "format":
            schema = {"type": "string", "enum": list(exporters)}
        elif name == "number":
            schema = {"type": "integer", "minimum": 1}
        yield {"name": name, "in": "path", "required": True, "schema": schema}


def _in_query(one: Endpoint, schemas: dict[str, Schema]) -> Iterator[Schema]:
    if one.query:
        whole = schemas[one.query.__name__]
        for name, schema in whole["properties"].items():
            yield {"name": name, "in": "query", "required": name in whole["required"], "schema": schema}


def _responses(one: Endpoint, refs: dict[type, Schema]) -> Schema:
    made: Schema = {str(one.status): {"description": one.summary, "content": _content(one, refs)}}
    if one.waits:
        made["202"] = {
            "description": f"Reports are being compared, which took longer than {WAIT_SECONDS:.0f} seconds. Ask again for the same.",
            "headers": {"Retry-After": {"description": f"Seconds: {RETRY_SECONDS}", "schema": {"type": "integer"}}},
            "content": {"application/json": {"schema": refs[Underway]}},
        }
    for status, why in _faults(one):
        made[str(status)] = {"description": why, "content": {"application/json": {"schema": refs[Failed]}}}
    refusal = {"text/plain": {"schema": {"type": "string"}}}
    for status, why in ((401, "Needs the token"), (403, "Written from another site's page"), (421, "A `Host` that is not ours")):
        made.setdefault(str(status), {"description": why, "content": {}})["content"].update(refusal)
    return made


def _faults(one: Endpoint) -> Iterable[tuple[int, str]]:
    yield 400, "The request says what makes no sense"
    if one.parameters or one.body:
        yield 404, "Nothing of this name"
    yield 405, "Not with this method"
    if one.body:
        yield 413, f"More than {one.most_bytes:,} bytes"
        yield 415, "Not `application/json`"
        yield 422, "JSON of another shape, or documents of which none can be read"
    if one.locked:
        yield 401, "Not the token"
        yield 403, "No token is set: start with `rashomon serve --token`"
    yield 503, "The library or the machine cannot now; `Retry-After` says when to ask again"


def _content(one: Endpoint, refs: dict[type, Schema]) -> Schema:
    if one.gives is File:
        return {media: {"schema": {}} for media in sorted({form.media for _, form in exporters.items()})}
    return {"application/json": {"schema": refs[one.gives]}}
