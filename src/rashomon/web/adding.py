"""Decides how reports come in through the page: files dropped or text pasted, a line for each, progress as it goes.

An upload is written to a folder of its own, each file read in a process of its own (`isolation`), what came out entered into the
library, and the folder removed. The job keeps the ledger lines until the program ends; the library keeps them for good.
"""

from __future__ import annotations

import json
import secrets
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from ..casebook import deciding
from ..casebook.deciding import Signed
from ..casebook.taking import enter
from ..errors import NoSuchId, NothingUsable, UsageError, placed
from ..pipeline import take_in
from ..store import Ledger
from ..tell import words
from ..text.dates import parse_when
from ..text.visible import visible
from ..types import Report, Skipped, When
from .deciding import FIELD
from .events import cards_of, first_of
from .room import EventLinks, Room, local, page, room_of

if TYPE_CHECKING:
    from starlette.datastructures import FormData, UploadFile
    from starlette.requests import Request
    from starlette.responses import Response

FILES = 1_000  # of one upload
NAME_BYTES = 200  # of a file's name, its end: file systems take 255
TEXT_BYTES = 4 * 2**20  # of a pasted text
JOBS = 50  # uploads whose lines are kept
BEAT_SECONDS = 0.25


@dataclass
class Job:
    """An upload under way, or done."""

    id: str
    folder: Path
    total: int  # files
    published: When | None
    done: int = 0
    counts: Ledger = field(default_factory=Ledger)
    lines: list[tuple[str, str, str]] = field(default_factory=list)  # origin, fate in words, why
    events: list[tuple[str, str]] = field(default_factory=list)  # address and title of the events the reports went to
    finished: bool = False
    broken: str = ""  # what stopped it, where something did
    thread: Thread | None = None  # that reads it

    def note(self, item: Report | Skipped, fate: str) -> None:
        """Enter what became of one input."""
        self.counts = self.counts.plus("stored" if isinstance(item, Report) else item.fate)
        if isinstance(item, Report):
            self.lines.append((visible(item.path), fate, ""))
        else:
            why = f"{placed(item.why, item.record, item.offset)} ({item.code})" if item.fate != "duplicate" else ""
            self.lines.append((visible(item.origin), fate, visible(why)))


def form(request: Request) -> Response:
    """Where files are dropped and text is pasted."""
    return page(request, "add.html")


async def take(request: Request) -> Response:
    """Take an upload in and begin to read it."""
    from starlette.concurrency import run_in_threadpool
    from starlette.responses import RedirectResponse

    room = room_of(request)
    async with request.form(max_files=FILES, max_fields=20, max_part_size=TEXT_BYTES) as given:
        job = await run_in_threadpool(received, given)
    begun(room, job)
    return RedirectResponse(f"/add/{job.id}", 303)


def received(given: FormData) -> Job:
    """The files and the text of a form, written to a folder; UsageError where there is nothing in it."""
    published = date_of(str(given.get("published") or "").strip())
    folder = Path(tempfile.mkdtemp(prefix="rashomon-"))
    try:
        total = sum(_saved(folder, n, upload) for n, upload in enumerate(given.getlist("files")) if not isinstance(upload, str))
        total += _pasted(folder, given)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    if not total:
        shutil.rmtree(folder, ignore_errors=True)
        raise UsageError("nothing was added: choose a file or paste a text")
    return Job(secrets.token_hex(8), folder, total, published)


def date_of(text: str) -> When | None:
    """The date a person wrote; UsageError where it is none."""
    when = parse_when(text) if text else None
    if text and when is None:
        raise UsageError(f"{text!r}: not a date; write 2031-05-06, 2031-05 or 2031-05-06T14:05Z")
    return when


def _saved(folder: Path, n: int, upload: UploadFile) -> bool:
    """Write one file of the form under its own name, in a folder of its own; False for the empty field that a browser sends."""
    plain = "".join(c for c in Path((upload.filename or "").replace("\\", "/")).name if c.isprintable())
    name = plain.encode()[-NAME_BYTES:].decode(errors="ignore").lstrip(".")
    if not name and not upload.size:
        return False
    home = folder / f"{n:04}"
    home.mkdir()
    with (home / (name or "unnamed.txt")).open("wb") as file:
        shutil.copyfileobj(upload.file, file)
    return True


def _pasted(folder: Path, given: FormData) -> bool:
    """Write the pasted text as a document with what else is known of it."""
    text = given.get("text")
    if not isinstance(text, str) or not text.strip():
        return False
    fields = {name: short_field(given, name) for name in ("title", "outlet", "date", "url")}
    if fields["date"]:
        date_of(fields["date"])
    home = folder / "pasted"
    home.mkdir()
    document = {name: value for name, value in fields.items() if value} | {"text": text}
    (home / "pasted-text.jsonl").write_text(json.dumps(document) + "\n", encoding="utf-8")
    return True


def short_field(given: FormData, name: str) -> str:
    """A field beside the text; UsageError where it is too long to be meant."""
    value = str(given.get(name) or "").strip()
    if len(value) > FIELD:
        raise UsageError(f"{name}: {len(value):,} characters; {FIELD:,} at most")
    return value


def begun(room: Room, job: Job) -> None:
    """Read the files of a job in a thread of its own; the oldest jobs are forgotten."""
    room.jobs[job.id] = job
    for old in list(room.jobs)[:-JOBS]:
        if room.jobs[old].finished:
            del room.jobs[old]
    job.thread = Thread(target=work, args=(room, job), daemon=True)
    job.thread.start()


def work(room: Room, job: Job) -> None:
    """Read every file, enter what came out, and sort the library into events again."""
    stored: list[str] = []
    try:
        with room.book.coming_in():
            for path in sorted(job.folder.glob("*/*")):
                stored += _read(room, job, path)
                if room.closing.is_set():
                    return
                job.done += 1
        if stored:
            home = {id: event for event in room.book.regroup() for id in event.reports}
            cards = cards_of(room)
            went = sorted({home[id].id: home[id] for id in stored}.items())
            job.events = [(EventLinks(id).home, visible(first_of(event, cards).title)) for id, event in went]
    except Exception as error:  # noqa: BLE001 - whatever it is, the page says it
        job.broken = visible(f"{type(error).__name__}: {error}")
    finally:
        job.finished = True
        shutil.rmtree(job.folder, ignore_errors=True)


def _read(room: Room, job: Job, path: Path) -> list[str]:
    """Enter what one file holds, until it ends or the room closes; the ids that are in the library now."""
    stored: list[str] = []
    with closing(take_in([path], room.book.config, published=job.published, workers=1)) as items:
        for item in items:
            stored += _entered(room, job, item)
            if room.closing.is_set():
                break
    return stored


def _entered(room: Room, job: Job, item: Report | Skipped) -> Iterator[str]:
    """Keep one input in the library and note its line; the id of what is new there or was there before."""
    known = isinstance(item, Report) and room.book.library.text_of(item.id) is not None
    kept = enter(room.book, item)
    job.note(kept, words.FATES["stored" if isinstance(kept, Report) else kept.fate])
    if isinstance(item, Report) and (isinstance(kept, Report) or known):
        yield item.id


def found_job(request: Request) -> Job:
    """The job that the address names; NoSuchId."""
    id = request.path_params["job"]
    if id not in room_of(request).jobs:
        raise NoSuchId("upload", id)
    return room_of(request).jobs[id]


def job(request: Request) -> Response:
    """How far an upload is, and what became of every input."""
    return page(request, "job.html", job=found_job(request))


async def progress(request: Request) -> Response:
    """The same as server-sent events: `{"done", "total", "finished"}`, until it is finished."""
    from anyio import sleep
    from starlette.responses import StreamingResponse

    found = found_job(request)

    async def beats() -> AsyncIterator[str]:
        while True:
            state = {"done": found.done, "total": found.total, "finished": found.finished}
            yield f"data: {json.dumps(state)}\n\n"
            if state["finished"] or await request.is_disconnected():
                return
            await sleep(BEAT_SECONDS)

    return StreamingResponse(beats(), media_type="text/event-stream", headers={"cache-control": "no-store", "x-accel-buffering": "no"})


async def attach(request: Request) -> Response:
    """Attach a primary source to the event: an uploaded file or a pasted text."""
    from starlette.concurrency import run_in_threadpool
    from starlette.responses import RedirectResponse

    room = room_of(request)
    async with request.form(max_files=1, max_fields=20, max_part_size=TEXT_BYTES) as given:
        note = short_field(given, "note")
        back = local(str(given.get("back") or ""))
        upload = await run_in_threadpool(received, given)
    await run_in_threadpool(attached, room, request.path_params["event"], upload, note)
    return RedirectResponse(back, 303)


def attached(room: Room, event: str, upload: Job, note: str) -> None:
    """Read the one document of an upload whole and attach it; NothingUsable where it cannot be read."""
    try:
        paths = sorted(upload.folder.glob("*/*"))
        items = list(take_in(paths, room.book.config, published=upload.published, workers=1, whole=True))
    finally:
        shutil.rmtree(upload.folder, ignore_errors=True)
    sources = [item for item in items if isinstance(item, Report)]
    for item in items:
        if isinstance(item, Skipped) and not sources:
            raise NothingUsable(item.code, item.origin, item.why, item.record, item.offset)
    if len(sources) != 1:
        raise UsageError(f"holds {len(sources)} documents; attach one at a time")
    deciding.attach(room.book, sources[0], event, Signed(note))
