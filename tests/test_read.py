"""What is a document: files, folders, records; fields, encodings, origins."""

from __future__ import annotations

import errno
import gzip
import io
import json
import os
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.config import ReadConfig
from rashomon.pipeline import load
from rashomon.read import read, readers
from rashomon.types import Raw, Skipped

BRIDGE = "The old bridge over the Lenn fell on Tuesday. Nobody was hurt, the mayor said."
FERRY = "The ferry will run every ten minutes until a new bridge stands, the harbour office said."


def write(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def docs(*paths: object) -> list[Raw]:
    return [item for item in read([str(path) for path in paths], ReadConfig()) if isinstance(item, Raw)]


def failures(*paths: object) -> list[Skipped]:
    return [item for item in read([str(path) for path in paths], ReadConfig()) if isinstance(item, Skipped)]


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html lang='en'><head>{head}</head><body><nav>Home | Sport</nav><article>{body}</article></body></html>"


STORY = "".join(
    f"<p>The old bridge over the Lenn fell on Tuesday, and witness number {n} heard it from across the valley.</p>" for n in range(5)
)


# --- files and folders ---------------------------------------------------------------------


def test_a_text_file_is_one_document(tmp_path: Path) -> None:
    [raw] = docs(write(tmp_path, "bridge.txt", BRIDGE))
    assert (raw.origin, raw.format, raw.text, raw.encoding) == ("bridge.txt", "text", BRIDGE, "utf-8")


def test_a_path_may_be_any_that_the_system_takes(tmp_path: Path) -> None:
    write(tmp_path, "bridge.txt", BRIDGE)
    assert [report.path for report in load(tmp_path)] == [report.path for report in load(str(tmp_path))] == ["bridge.txt"]


def test_a_folder_is_read_in_the_order_of_relative_paths(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "c.txt", "a/b/c.txt"):
        write(tmp_path, name, BRIDGE)
    assert [raw.origin for raw in docs(tmp_path)] == ["a/b/c.txt", "a/z.txt", "b.txt", "c.txt"]


def test_a_moved_folder_changes_no_origin(tmp_path: Path) -> None:
    write(tmp_path, "here/x/bridge.txt", BRIDGE)
    before = docs(tmp_path / "here")
    (tmp_path / "here").rename(tmp_path / "there")
    assert docs(tmp_path / "there") == before


def test_hidden_files_are_no_documents(tmp_path: Path) -> None:
    write(tmp_path, ".DS_Store", b"\0\1")
    write(tmp_path, ".git/config", "x")
    write(tmp_path, "bridge.txt", BRIDGE)
    assert [item.origin for item in read([str(tmp_path)], ReadConfig())] == ["bridge.txt"]


def test_notes_about_a_folder_are_named_but_not_read(tmp_path: Path) -> None:
    for name in ("README.md", "notes.md", "bridge.txt"):
        write(tmp_path, name, BRIDGE)
    assert [raw.origin for raw in docs(tmp_path)] == ["bridge.txt"]
    assert [(line.origin, line.code) for line in failures(tmp_path)] == [("README.md", "E-FORMAT"), ("notes.md", "E-FORMAT")]


def test_a_folder_of_markdown_is_read(tmp_path: Path) -> None:
    write(tmp_path, "one.md", BRIDGE)
    write(tmp_path, "two.md", FERRY)
    assert [raw.text for raw in docs(tmp_path)] == [BRIDGE, FERRY]


def test_a_note_named_as_an_argument_is_read(tmp_path: Path) -> None:
    assert [raw.text for raw in docs(write(tmp_path, "README.md", BRIDGE))] == [BRIDGE]


def test_equal_names_from_two_folders_get_distinct_origins(tmp_path: Path) -> None:
    one, two = write(tmp_path, "herald/bridge.txt", BRIDGE), write(tmp_path, "courier/bridge.txt", BRIDGE)
    assert [raw.origin for raw in docs(one, two)] == ["courier/bridge.txt", "herald/bridge.txt"]


def test_equal_relative_paths_in_two_folders_get_distinct_origins(tmp_path: Path) -> None:
    write(tmp_path, "herald/march/bridge.txt", BRIDGE)
    write(tmp_path, "courier/march/bridge.txt", BRIDGE)
    for order in (("herald", "courier"), ("courier", "herald")):
        assert [raw.origin for raw in docs(*(tmp_path / name for name in order))] == [
            "courier/march/bridge.txt",
            "herald/march/bridge.txt",
        ]


def test_a_file_named_twice_is_read_once_under_one_origin(tmp_path: Path) -> None:
    path = write(tmp_path, "march/bridge.txt", BRIDGE)
    for order in ((path, str(tmp_path)), (str(tmp_path), path)):
        first, second = read(order, ReadConfig())
        assert isinstance(first, Raw)
        assert first.origin == "march/bridge.txt"
        assert isinstance(second, Skipped)
        assert (second.fate, second.code) == ("duplicate", "E-DUPLICATE")


def test_a_symlink_to_a_folder_is_followed_only_as_an_argument(tmp_path: Path) -> None:
    write(tmp_path, "real/bridge.txt", BRIDGE)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert [raw.origin for raw in docs(tmp_path / "link")] == ["bridge.txt"]
    assert [raw.origin for raw in docs(tmp_path)] == ["real/bridge.txt"]
    assert [(line.origin, line.code) for line in failures(tmp_path)] == [("link", "E-NOT-REGULAR")]


def test_an_empty_folder_leaves_a_line(tmp_path: Path) -> None:
    assert [line.code for line in failures(tmp_path)] == ["E-EMPTY"]


def test_an_address_is_not_fetched() -> None:
    assert [line.code for line in failures("https://herald.example/bridge")] == ["E-NETWORK"]


# --- sidecars ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["bridge.json", "bridge.txt.json"])
def test_a_sidecar_gives_the_fields_and_is_no_document(tmp_path: Path, name: str) -> None:
    write(tmp_path, "bridge.txt", BRIDGE)
    write(tmp_path, name, json.dumps({"outlet": "The Lenn Herald", "date": "2021-05-04", "desk": "local"}))
    [raw] = docs(tmp_path)
    assert raw.fields == {"outlet": "The Lenn Herald", "date": "2021-05-04"}
    assert raw.extra == {"desk": "local"}
    assert not failures(tmp_path)


def test_a_sidecar_serves_a_file_named_alone(tmp_path: Path) -> None:
    path = write(tmp_path, "bridge.html", page(STORY))
    write(tmp_path, "bridge.json", json.dumps({"outlet": "The Lenn Herald"}))
    assert docs(path)[0].fields["outlet"] == "The Lenn Herald"


def test_a_broken_sidecar_is_named_and_its_file_read(tmp_path: Path) -> None:
    write(tmp_path, "march/bridge.txt", BRIDGE)
    write(tmp_path, "march/bridge.json", "{")
    assert [raw.text for raw in docs(tmp_path)] == [BRIDGE]
    assert [(line.origin, line.code) for line in failures(tmp_path)] == [("march/bridge.json", "E-SIDECAR")]


def test_json_beside_nothing_is_a_document(tmp_path: Path) -> None:
    write(tmp_path, "bridge.json", json.dumps({"text": BRIDGE}))
    assert [(raw.origin, raw.text) for raw in docs(tmp_path)] == [("bridge.json", BRIDGE)]


# --- JSON ----------------------------------------------------------------------------------


def test_records_carry_their_place_and_fields(tmp_path: Path) -> None:
    lines = [
        {"id": "a", "text": BRIDGE, "title": "Bridge falls", "source": "Herald"},
        {"id": 7, "text": FERRY, "author": ["A. Poe", "B. Roe"], "n": 1},
    ]
    path = write(tmp_path, "pile.jsonl", "".join(json.dumps(line) + "\n" for line in lines))
    one, two = docs(path)
    assert (one.origin, one.fields, one.offset) == ("pile.jsonl#1", {"id": "a", "title": "Bridge falls", "outlet": "Herald"}, 0)
    assert (two.fields, two.extra, two.offset) == ({"id": "7", "byline": "A. Poe, B. Roe"}, {"n": 1}, len(json.dumps(lines[0])) + 1)


def test_a_broken_line_is_named_by_record_and_byte_and_the_rest_is_read(tmp_path: Path) -> None:
    path = write(tmp_path, "pile.jsonl", '{"text": "One bridge."}\n{"text": "Two\n{"text": "Three bridges."}\n')
    assert [raw.text for raw in docs(path)] == ["One bridge.", "Three bridges."]
    [line] = failures(path)
    assert (line.origin, line.code, line.fate, line.record, line.offset) == ("pile.jsonl", "E-JSON", "quarantined", 2, 24)


@pytest.mark.parametrize("record", ["{}", '{"text": null}', '{"text": 5}', '{"text": ["a"]}', '{"Text": "a"}'])
def test_a_record_without_text_is_turned_away(tmp_path: Path, record: str) -> None:
    assert [(line.code, line.fate) for line in failures(write(tmp_path, "pile.jsonl", record))] == [("E-FIELD", "rejected")]


@pytest.mark.parametrize(
    ("value", "outlet"),
    [("Herald", "Herald"), ({"id": 3, "name": "Herald"}, "Herald"), ({"title": "Herald"}, "Herald"), (["Herald"], "Herald"), (12, "12"),
     (None, None), (True, None), ({}, None), ("  ", None), ([[]], None)],
)  # fmt: skip
def test_an_outlet_may_be_any_value(tmp_path: Path, value: object, outlet: str | None) -> None:
    [raw] = docs(write(tmp_path, "pile.jsonl", json.dumps({"text": BRIDGE, "source": value})))
    assert raw.fields.get("outlet") == outlet


def test_a_list_a_single_object_and_mislabelled_lines_are_read(tmp_path: Path) -> None:
    write(tmp_path, "list.json", json.dumps([{"text": BRIDGE}, {"text": FERRY}], indent=2))
    write(tmp_path, "one.json", json.dumps({"text": BRIDGE}, indent=2))
    write(tmp_path, "lines.json", json.dumps({"text": BRIDGE}) + "\n" + json.dumps({"text": FERRY}))
    write(tmp_path, "also.txt", json.dumps({"id": 1, "text": BRIDGE}) + "\n")
    assert [raw.origin for raw in docs(tmp_path)] == [
        "also.txt#1",
        "lines.json#1",
        "lines.json#2",
        "list.json#1",
        "list.json#2",
        "one.json",
    ]


def test_nan_huge_numbers_and_half_characters_cost_nothing(tmp_path: Path) -> None:
    line = r'{"text": "A bridge \ud83d fell \ud83d\ude00.", "n": NaN, "big": 123456789012345678901234567890, "far": 1e999, "\udc00": 1}'
    [raw] = docs(write(tmp_path, "pile.jsonl", line))
    assert raw.text == "A bridge � fell \U0001f600."
    assert raw.extra == {"n": None, "big": "123456789012345678901234567890", "far": "1e999", "�": 1}


def test_standard_input_is_read_as_records(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps({"text": BRIDGE}).encode())))
    assert [(raw.origin, raw.text) for raw in docs("-")] == [("-#1", BRIDGE)]


def test_packed_files_are_read_member_by_member(tmp_path: Path) -> None:
    record = json.dumps({"text": BRIDGE}).encode() + b"\n"
    write(tmp_path, "pile.jsonl.gz", gzip.compress(record) + gzip.compress(record))
    write(tmp_path, "bridge.txt.gz", gzip.compress(BRIDGE.encode()) + b"\0" * 100)
    assert [(raw.origin, raw.text) for raw in docs(tmp_path)] == [
        ("bridge.txt.gz", BRIDGE),
        ("pile.jsonl.gz#1", BRIDGE),
        ("pile.jsonl.gz#2", BRIDGE),
    ]


def test_lines_longer_than_a_piece_of_the_stream_stay_whole(tmp_path: Path) -> None:
    texts = [BRIDGE * n for n in (1, 3000, 1, 900, 2)]
    path = write(tmp_path, "pile.jsonl", "\n".join(json.dumps({"text": text}) for text in texts))
    assert [raw.text for raw in docs(path)] == texts


# --- encodings -----------------------------------------------------------------------------

SPANISH = "El alcalde señaló que la inundación dejó a más de cien familias sin hogar."
GERMAN = "Der Bürgermeister erklärte, die Brücke über den Fluss müsse gesperrt werden."
FRENCH = "« Nous avons été surpris », a-t-il ajouté à l’Assemblée, où l’on s’inquiète."
POLISH = "Burmistrz powiedział, że powódź zniszczyła ponad sto domów, a rząd milczy już tydzień."
CZECH = "Starosta řekl, že povodeň zničila více než sto domů. Příští úterý přijede ministr."
TURKISH = "Belediye başkanı yüzden fazla evin sular altında kaldığını söyledi."
RUSSIAN = "Мэр города сообщил во вторник, что наводнение разрушило более ста домов."
JAPANESE = "市長は火曜日、洪水で百戸以上の家が壊れたと述べた。"


@pytest.mark.parametrize(
    ("text", "codec", "named"),
    [(SPANISH, "latin-1", "latin-1"), (GERMAN, "latin-1", "latin-1"), (FRENCH, "cp1252", "cp1252"), ("Le café.", "latin-1", "latin-1"),
     (POLISH, "cp1250", "cp1250"), (POLISH, "iso8859-2", "iso8859-2"), (CZECH, "cp1250", "cp1250"), (TURKISH, "cp1254", "cp1254"),
     (RUSSIAN, "cp1251", "cp1251"), (RUSSIAN, "koi8-r", "koi8_r"), (JAPANESE, "shift_jis", "shift_jis"), (GERMAN, "utf-8", "utf-8"),
     (GERMAN, "utf-8-sig", "utf-8-sig"), (GERMAN, "utf-16-le", "utf-16-le"), (RUSSIAN, "utf-16-be", "utf-16-be")],
)  # fmt: skip
def test_a_page_of_an_old_encoding_is_read_and_the_encoding_named(tmp_path: Path, text: str, codec: str, named: str) -> None:
    [raw] = docs(write(tmp_path, "page.txt", text.encode(codec)))
    assert (raw.text, raw.encoding) == (text, named)


@pytest.mark.parametrize(("mark", "codec"), [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xff\xfe\0\0", "utf-32-le")])
def test_a_byte_order_mark_decides(tmp_path: Path, mark: bytes, codec: str) -> None:
    [raw] = docs(write(tmp_path, "page.txt", mark + SPANISH.encode(codec)))
    assert (raw.text, raw.encoding) == (SPANISH, codec)


def test_utf_8_with_a_pasted_quotation_mark_stays_utf_8(tmp_path: Path) -> None:
    [raw] = docs(write(tmp_path, "page.txt", SPANISH.encode() + " “Sí”".encode("cp1252")))
    assert (raw.text, raw.encoding) == (SPANISH + " “Sí”", "utf-8+cp1252")


def test_a_stray_zero_byte_does_not_make_a_text_binary(tmp_path: Path) -> None:
    [raw] = docs(write(tmp_path, "page.txt", BRIDGE.encode() * 5 + b"\0"))
    assert raw.text.startswith(BRIDGE)


def test_records_in_utf_16_and_in_latin_1_are_read(tmp_path: Path) -> None:
    line = json.dumps({"text": SPANISH}, ensure_ascii=False) + "\n"
    write(tmp_path, "latin.jsonl", line.encode("latin-1"))
    write(tmp_path, "wide.jsonl", line.encode("utf-16") * 1)
    assert [(raw.text, raw.encoding) for raw in docs(tmp_path)] == [(SPANISH, "latin-1"), (SPANISH, "utf-16-le")]


def test_a_page_says_its_own_encoding(tmp_path: Path) -> None:
    body = page(STORY + f"<p>{POLISH}</p>", '<meta charset="iso-8859-2">').encode("iso-8859-2")
    [raw] = docs(write(tmp_path, "page.html", body))
    assert POLISH in raw.text
    assert raw.encoding == "iso8859-2"


# --- pages ---------------------------------------------------------------------------------


def test_a_page_gives_its_article_and_what_it_says_of_itself(tmp_path: Path) -> None:
    linked = json.dumps(
        {"@type": "NewsArticle", "datePublished": "2021-05-04T10:11:12Z", "sourceOrganization": {"name": "Lenn Press Agency"}}
    )
    head = (
        '<title>Bridge falls</title><meta property="og:site_name" content="The Lenn Herald"><meta name="author" content="Ann Poe">'
        '<link rel="canonical" href="https://herald.example/bridge"><meta property="article:published_time" content="2021-05-04T10:11:12Z">'
        f'<script type="application/ld+json">{linked}</script>'
    )
    [raw] = docs(write(tmp_path, "page.html", page(STORY, head)))
    assert "witness number 4" in raw.text
    assert "Sport" not in raw.text
    wanted = {"outlet": "The Lenn Herald", "byline": "Ann Poe", "url": "https://herald.example/bridge", "date": "2021-05-04T10:11:12Z",
              "credit": "Lenn Press Agency"}  # fmt: skip
    assert wanted.items() <= raw.fields.items()


def test_a_page_says_whose_text_it_carries(tmp_path: Path) -> None:
    linked = json.dumps(
        {"@type": "NewsArticle", "isBasedOn": {"@type": "Article", "publisher": {"name": "Coast Wire"}, "url": "https://x.example"}}
    )
    head = (
        '<meta property="og:url" content="https://herald.example/bridge"><link rel="canonical" href="https://wire.example/bridge">'
        '<meta name="syndication-source" content="https://wire.example/bridge-1">'
        f'<script type="application/ld+json">{linked}</script>'
    )
    [raw] = docs(write(tmp_path, "page.html", page(STORY, head)))
    assert raw.fields["credit"].splitlines() == [
        "syndication-source: https://wire.example/bridge-1",
        "isBasedOn: Coast Wire",
        "canonical: https://wire.example/bridge",
    ]


def test_a_record_says_whose_text_it_carries(tmp_path: Path) -> None:
    record = {
        "id": "1",
        "text": "It rained all day in Lenn.",
        "infoSources": [{"name": "Coast Wire"}, {"uri": "https://wire.example"}],
        "credit": "By hand",
    }
    [raw] = docs(write(tmp_path, "one.jsonl", json.dumps(record).encode()))
    assert raw.fields["credit"].splitlines() == ["By hand", "infoSources: Coast Wire", "infoSources: https://wire.example"]


@pytest.mark.parametrize("style", ['style="display: none"', 'style="color:red;visibility:hidden"', "hidden"])
def test_what_a_page_hides_is_not_read(tmp_path: Path, style: str) -> None:
    [raw] = docs(write(tmp_path, "page.html", page(STORY + f"<p {style}>The bridge was sold in secret to a foreign company.</p>")))
    assert "secret" not in raw.text


def test_a_page_without_a_date_gets_none_from_its_text_or_the_clock(tmp_path: Path) -> None:
    [raw] = docs(write(tmp_path, "page.html", page(STORY + "<p>The bridge was opened on 4 May 1998.</p>")))
    assert "date" not in raw.fields


def test_a_page_too_deep_to_lay_out_is_flattened_and_flagged(tmp_path: Path) -> None:
    [raw] = docs(write(tmp_path, "page.html", page("<div>" * 300 + "<p>The <b>old</b> bridge fell.</p>" + "</div>" * 300)))
    assert "The old bridge fell." in raw.text
    assert str(raw.extra["flattened"]).startswith("E-NESTING")


def test_a_page_is_known_by_its_content_whatever_its_suffix(tmp_path: Path) -> None:
    assert docs(write(tmp_path, "page.txt", page(STORY)))[0].format == "html"


# --- everything ----------------------------------------------------------------------------


def test_the_set_of_readers() -> None:
    assert list(readers) == ["eml", "feed", "html", "jsonl", "newsml", "pdf", "text", "warc", "zip"]


SUFFIXES = [".txt", ".md", "", ".html", ".jsonl", ".json", ".ndjson", ".txt.gz", ".jsonl.gz", ".html.gz", ".csv", ".xyz"]
STARTS = [
    b"",
    b"{",
    b"[",
    b'{"text": "',
    b"<html>",
    b"<!doctype html>",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\x1f\x8b\x08\0\0\0\0\0\0\xff",
]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(st.sampled_from(SUFFIXES), st.sampled_from(STARTS), st.binary(max_size=400), st.booleans())
def test_any_bytes_end_in_a_line_or_a_document(suffix: str, start: bytes, rest: bytes, packed: bool) -> None:
    content = start + rest
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder), f"input{suffix}", gzip.compress(content) if packed and suffix.endswith(".gz") else content)
        items = list(read([path], ReadConfig()))
    assert items
    for item in items:
        assert not isinstance(item, Skipped) or item.code != "E-CRASH", item
        if isinstance(item, Raw):
            assert item.text.strip()
            json.dumps([item.text, item.fields, item.extra], ensure_ascii=False).encode()


def test_an_unreadable_file_is_named_and_the_rest_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "bridge.txt", BRIDGE)
    write(tmp_path, "secret.txt", BRIDGE)
    really_open = os.open

    def guarded(path: str, flags: int) -> int:  # root may read everything: so the refusal is played
        if path.endswith("secret.txt"):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return really_open(path, flags)

    monkeypatch.setattr(os, "open", guarded)
    assert [raw.origin for raw in docs(tmp_path)] == ["bridge.txt"]
    assert [(line.origin, line.code, line.fate) for line in failures(tmp_path)] == [("secret.txt", "E-UNREADABLE", "quarantined")]


def test_a_file_that_vanishes_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", BRIDGE)
    gone = Path(write(tmp_path, "b.txt", BRIDGE))
    items = read([str(tmp_path)], ReadConfig())
    assert isinstance(next(items), Raw)
    gone.unlink()
    assert [(line.origin, line.code) for line in items if isinstance(line, Skipped)] == [("b.txt", "E-MISSING")]


def test_a_reader_that_fails_costs_its_document_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.html", page(STORY))
    write(tmp_path, "b.txt", BRIDGE)

    def fail(*_: object) -> str:
        raise RuntimeError("planted")

    monkeypatch.setattr("rashomon.read._article.article", fail)
    assert [raw.origin for raw in docs(tmp_path)] == ["b.txt"]
    assert [(line.origin, line.code, line.why) for line in failures(tmp_path)] == [("a.html", "E-CRASH", "RuntimeError: planted")]
