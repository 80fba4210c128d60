"""Feeds, wire items, JSON in other people's words, e-mail, PDF, ZIP: small files made here, and what is read from them."""

from __future__ import annotations

import io
import json
import random
import zipfile
import zlib
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from rashomon.config import Config, ReadConfig
from rashomon.pipeline import load, take_in
from rashomon.read import read
from rashomon.read._unpacked import Unpacked
from rashomon.read.feed import entries
from rashomon.read.pdf import paragraphs, without_running
from rashomon.types import Raw, Report, Skipped

BRIDGE = "The old bridge over the Lenn fell on Tuesday. Nobody was hurt, the mayor said."
FERRY = "The ferry will run every ten minutes until a new bridge stands, the harbour office said."


def outcome(tmp_path: Path, name: str, content: str | bytes, config: ReadConfig | None = None) -> tuple[list[Raw], list[Skipped]]:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    items = list(read([str(path)], config or ReadConfig()))
    return [item for item in items if isinstance(item, Raw)], [item for item in items if isinstance(item, Skipped)]


def codes(lines: list[Skipped]) -> list[str]:
    return [line.code for line in lines]


# --- feeds ----------------------------------------------------------------------------------

NAMESPACES = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'


def rss(*items: str, title: str = "Herald") -> str:
    body = "".join(f"<item>{item}</item>" for item in items)
    head = f"<title>{title}</title><link>http://herald.example/</link><language>en</language>"
    return f"<?xml version='1.0'?><rss version='2.0' {NAMESPACES}><channel>{head}{body}</channel></rss>"


def test_an_rss_entry_is_a_document_with_what_its_feed_says_of_it(tmp_path: Path) -> None:
    item = (
        f"<title>Bridge &amp;amp; ferry</title><link>/1</link><description>Short.</description><content:encoded><![CDATA[<p>{BRIDGE}</p>"
        f"<p>{FERRY}</p>]]></content:encoded><pubDate>Tue, 03 Mar 2026 10:00:00 +0100</pubDate><dc:creator>Ann Lee</dc:creator>"
        "<source url='http://wire.example/'>Wire</source><guid isPermaLink='false'>g1</guid>"
    )
    [raw], lines = outcome(tmp_path, "news.xml", rss(item))
    assert not lines
    assert (raw.origin, raw.format, raw.text, raw.extra) == (
        "news.xml#http://herald.example/1",
        "feed",
        f"{BRIDGE}\n{FERRY}",
        {"guid": "g1"},
    )
    assert raw.fields == {
        "title": "Bridge & ferry",
        "date": "2026-03-03T10:00:00+01:00",
        "byline": "Ann Lee",
        "outlet": "Herald",
        "credit": "original-source: Wire",
        "lang": "en",
        "url": "http://herald.example/1",
    }


def test_a_summary_is_said_to_be_one_and_an_empty_entry_has_a_line(tmp_path: Path) -> None:
    [raw], [line] = outcome(tmp_path, "news.rss", rss(f"<description>{BRIDGE}</description>", "<title>Only a title</title>"))
    assert raw.extra == {"summary_only": True}
    assert (line.code, line.record, line.why) == ("E-EMPTY", 2, "the entry ('Only a title') holds no text")


@pytest.mark.parametrize(
    ("stated", "date"),
    [
        ("<pubDate>03 Mar 2026</pubDate>", "2026-03-03"),
        ("<pubDate>Tue, 03 Mar 2026 10:05 GMT</pubDate>", "2026-03-03T10:05+00:00"),
        ("<dc:date>2026-03</dc:date>", "2026-03"),
        ("<dc:date>2026-03-03</dc:date>", "2026-03-03"),
        ("<pubDate>soon</pubDate>", "soon"),
    ],
)
def test_a_date_is_no_more_precise_than_the_feed(tmp_path: Path, stated: str, date: str) -> None:
    [raw], _ = outcome(tmp_path, "news.rss", rss(f"<description>{BRIDGE}</description>{stated}"))
    assert raw.fields["date"] == date


def test_atom_is_read_in_all_its_kinds_of_content(tmp_path: Path) -> None:
    kinds = (
        f"<content type='text'>{BRIDGE} a &lt; b</content>",
        f"<content type='html'>&lt;p>{BRIDGE}&lt;/p></content>",
        f"<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>{BRIDGE}</p></div></content>",
        f"<content src='http://elsewhere.example/'/><summary>{BRIDGE}</summary>",
    )
    feed = "".join(f"<entry><published>2026-03-02</published><updated>2026-03-05</updated>{kind}</entry>" for kind in kinds)
    raws, _ = outcome(tmp_path, "news.atom", f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Courier</title>{feed}</feed>")
    assert [raw.text for raw in raws] == [f"{BRIDGE} a < b", BRIDGE, BRIDGE, BRIDGE]
    assert {raw.fields["date"] for raw in raws} == {"2026-03-02"}
    assert [raw.extra.get("summary_only", False) for raw in raws] == [False, False, False, True]


def test_rdf_and_json_feeds_are_read(tmp_path: Path) -> None:
    rdf = (
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
        "<channel><title>Herald</title></channel>"
        f"<item><title>Bridge</title><description>{BRIDGE}</description></item></rdf:RDF>"
    )
    [raw], _ = outcome(tmp_path, "news.xml", rdf)
    assert (raw.text, raw.fields["outlet"]) == (BRIDGE, "Herald")
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Herald",
        "items": [{"id": 1, "content_html": f"<p>{BRIDGE}</p>"}, {"id": 2}],
    }
    [raw], [line] = outcome(tmp_path, "news.json", json.dumps(feed))
    assert (raw.text, raw.fields, line.code) == (BRIDGE, {"outlet": "Herald"}, "E-EMPTY")


def test_markup_that_is_broken_is_mended(tmp_path: Path) -> None:
    item = f"<title>Caf&eacute; <b>closed</title><description>{BRIDGE} A & B</description>"
    raws, _ = outcome(tmp_path, "news.rss", rss(item, f"<description>{FERRY}</description>")[:-30])
    assert [raw.text for raw in raws] == [f"{BRIDGE} A & B", FERRY]
    assert raws[0].fields["title"] == "Café closed"


def test_what_is_behind_the_limit_of_entries_is_told(tmp_path: Path) -> None:
    raws, [line] = outcome(tmp_path, "news.rss", rss(*[f"<description>{BRIDGE}</description>"] * 5), ReadConfig(feed_entries=3))
    assert (len(raws), line.code) == (3, "E-MANY")


def test_peers_find_the_same_entries() -> None:
    feedparser: Any = pytest.importorskip("feedparser")
    fastfeedparser: Any = pytest.importorskip("fastfeedparser")
    rng = random.Random(7)  # noqa: S311 - a seed, not a secret
    words = BRIDGE.split()
    items = [
        f"<title>{n} {rng.choice(words)}</title><link>http://herald.example/{n}</link>"
        f"<description>{' '.join(rng.choices(words, k=20))}</description>"
        f"<pubDate>Tue, 03 Mar 2026 10:{n % 60:02}:00 GMT</pubDate>"
        for n in range(500)
    ]
    content = rss(*items).encode()
    ours = [(entry.fields["title"], entry.fields["url"], entry.text) for entry in entries(content, "")]
    assert ours == [(one.title, one.link, one.summary) for one in feedparser.parse(content).entries]
    assert ours == [(one.title, one.link, one.description) for one in fastfeedparser.parse(content).entries]


# --- wire items -----------------------------------------------------------------------------


def news_item(text: str, status: str = "usable", kind: str = "xhtml") -> str:
    inline = {
        "xhtml": f"<html xmlns='http://www.w3.org/1999/xhtml'><head><title>No</title></head><body><p>{text}</p></body></html>",
        "nitf": f"<nitf><body><body.head><byline>Bo</byline></body.head><body.content><p>{text}</p></body.content></body></nitf>",
    }[kind]
    return (
        "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='tag:wire.example,2026:1' version='2' xml:lang='en'><itemMeta>"
        "<provider><name>Wire</name></provider><versionCreated>2026-03-03T10:00:00Z</versionCreated>"
        f"<pubStatus qcode='stat:{status}'/></itemMeta>"
        "<contentMeta><headline>Bridge down</headline><by>Ann Lee</by><infoSource literal='fire brigade'/></contentMeta>"
        f"<contentSet><inlineXML contenttype='application/xhtml+xml'>{inline}</inlineXML></contentSet></newsItem>"
    )


def test_a_wire_item_is_a_document(tmp_path: Path) -> None:
    [raw], lines = outcome(tmp_path, "item.xml", news_item(BRIDGE))
    assert not lines
    assert (raw.origin, raw.format, raw.text) == ("item.xml", "newsml", BRIDGE)
    assert raw.fields == {
        "title": "Bridge down",
        "byline": "Ann Lee",
        "credit": "infoSources: fire brigade",
        "date": "2026-03-03T10:00:00Z",
        "lang": "en",
        "outlet": "Wire",
    }
    assert raw.extra["version"] == "2"


def test_a_message_holds_many_and_one_withdrawn_is_none(tmp_path: Path) -> None:
    message = f"<newsMessage><itemSet>{news_item(BRIDGE, kind='nitf')}{news_item(FERRY, 'canceled')}</itemSet></newsMessage>"
    [raw], [line] = outcome(tmp_path, "message.xml", message)
    assert (raw.origin, raw.text) == ("message.xml#1", BRIDGE)
    assert (line.code, line.record, line.fate) == ("E-WITHDRAWN", 2, "rejected")


def test_bare_nitf_is_read(tmp_path: Path) -> None:
    head = "<nitf><head><docdata><date.issue norm='20260303T100000Z'/></docdata></head>"
    head += "<body><body.head><hedline><hl1>Down</hl1></hedline></body.head>"
    [raw], _ = outcome(tmp_path, "item.nitf", f"{head}<body.content><p>{BRIDGE}</p></body.content></body></nitf>")
    assert (raw.text, raw.fields["title"]) == (BRIDGE, "Down")


# --- JSON in other people's words -------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "fields"),
    [
        (
            {"id": "p1", "series": "Herald", "date": "1855-03-03", "text": BRIDGE, "ref": 2},
            {"id": "p1", "date": "1855-03-03", "outlet": "Herald"},
        ),
        (
            {
                "maintext": BRIDGE,
                "title": "Down",
                "date_publish": "2026-03-03 10:00:00",
                "source_domain": "h.example",
                "authors": ["Ann", "Bo"],
            },
            {"title": "Down", "date": "2026-03-03T10:00:00", "outlet": "h.example", "byline": "Ann, Bo"},
        ),
        (
            {
                "uri": "http://w.example/1",
                "headline": "Down",
                "body_html": f"<p>{BRIDGE}</p>",
                "provider": "Wire",
                "versioncreated": "2026-03-03",
            },
            {"url": "http://w.example/1", "title": "Down", "outlet": "Wire", "date": "2026-03-03"},
        ),
        (
            {"uri": "u", "headlines": [{"value": "Down"}], "bodies": [{"contentType": "text/plain", "value": BRIDGE}], "by": "Ann"},
            {"url": "u", "title": "Down", "byline": "Ann"},
        ),
        ({"text": BRIDGE, "outlet": "Courier", "series": "ours"}, {"outlet": "Courier"}),
    ],
    ids=["passim", "newsplease", "ninjs 1", "ninjs 3", "ours"],
)
def test_a_record_is_read_in_the_words_it_is_written_in(tmp_path: Path, record: dict[str, object], fields: dict[str, str]) -> None:
    for name in ("one.json", "many.jsonl"):
        [raw], lines = outcome(tmp_path, name, json.dumps(record))
        assert (raw.text, raw.fields, lines) == (BRIDGE, fields, [])


def test_a_withdrawn_object_and_a_picture_are_no_documents(tmp_path: Path) -> None:
    rows = [{"uri": "u", "pubstatus": "canceled", "body_text": BRIDGE}, {"uri": "u", "type": "picture", "versioncreated": "2026"}]
    raws, lines = outcome(tmp_path, "wire.jsonl", "\n".join(map(json.dumps, rows)))
    assert (raws, codes(lines)) == ([], ["E-WITHDRAWN", "E-PASSED-OVER"])


# --- e-mail ---------------------------------------------------------------------------------


def mail(html: bool = True) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "City of Lenn <press@lenn.example>"
    message["Subject"] = "Brücke eingestürzt"
    message["Date"] = "Tue, 03 Mar 2026 10:00:00 +0100"
    message["Message-ID"] = "<1@lenn.example>"
    message.set_content(BRIDGE)
    if html:
        message.add_alternative(f"<p>{BRIDGE} <b>Rich.</b></p>", subtype="html")
    return message


def test_mail_is_read_with_its_attachments(tmp_path: Path) -> None:
    message = mail()
    message.add_attachment(FERRY.encode(), maintype="text", subtype="plain", filename="ferry.txt")
    message.add_attachment(b"\x89PNG....", maintype="image", subtype="png", filename="bridge.png")
    forwarded = EmailMessage()
    forwarded["From"] = "Bo <bo@lenn.example>"
    forwarded.set_content(FERRY)
    message.add_attachment(forwarded)
    raws, [line] = outcome(tmp_path, "press.eml", message.as_bytes())
    assert [(raw.origin, raw.format, raw.text) for raw in raws] == [
        ("press.eml", "eml", BRIDGE),
        ("press.eml#1", "text", FERRY),
        ("press.eml#3", "eml", FERRY),
    ]
    assert raws[0].fields == {"title": "Brücke eingestürzt", "outlet": "City of Lenn", "date": "2026-03-03T10:00:00+01:00"}
    assert (line.code, line.why) == ("E-PASSED-OVER", "attachments that are no reports: 1 image/png (.png)")


def test_mail_in_an_encoding_that_is_none_is_read(tmp_path: Path) -> None:
    head = b'From: a@b.example\nSubject: Bridge\nDate: Tue, \xb9 May 2031 14:05\nContent-Type: text/plain; charset="a\0b"\n\n'
    [raw], lines = outcome(tmp_path, "mail.eml", head.decode("latin-1") + "The bridge fell, caf\u00e9 said.\n")
    assert "The bridge fell" in raw.text
    assert not lines


def test_mail_is_known_by_its_head_and_read_as_far_as_it_goes(tmp_path: Path) -> None:
    [raw], _ = outcome(tmp_path, "message", mail().as_bytes().partition(b"Content-Type: text/html")[0])
    assert raw.text == BRIDGE
    [raw], _ = outcome(tmp_path, "page.eml", b"From: a@b.example\r\nContent-Type: text/html\r\n\r\n<p>" + BRIDGE.encode())
    assert raw.text == BRIDGE


# --- PDF ------------------------------------------------------------------------------------


def pdf(*pages: list[str]) -> bytes:
    """A PDF file of lines of text."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines).encode("latin-1")
        stream = b"BT /F1 12 Tf 50 780 Td " + shown + b"ET"
        objects.append(b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream")
        contents = len(objects)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>" % contents
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [" + b" ".join(kids) + b"] /Count %d >>" % len(kids)
    out, starts = bytearray(b"%PDF-1.4\n"), []
    for number, one in enumerate(objects, 1):
        starts.append(len(out))
        out += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    count = len(objects) + 1
    return (
        bytes(out)
        + b"xref\n0 %d\n0000000000 65535 f \n" % count
        + table
        + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (count, len(out))
    )


def test_the_text_of_a_pdf_is_one_document(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")
    first = ["The old bridge over the river Lenn, which had stood for a cen-", "tury, fell on Tuesday.", "Nobody was hurt, the mayor said."]
    [raw], lines = outcome(tmp_path, "report.pdf", pdf(first, ["The ferry runs again."]))
    assert not lines
    assert (raw.format, raw.extra) == ("pdf", {"pages": 2})
    assert " ".join(raw.text.split()) == (
        "The old bridge over the river Lenn, which had stood for a century, fell on Tuesday. Nobody was hurt, the mayor said. "
        "The ferry runs again."
    )


def test_a_pdf_without_text_is_named(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")
    assert codes(outcome(tmp_path, "scan.pdf", pdf([]))[1]) == ["E-NO-TEXT"]
    raws, [line] = outcome(tmp_path, "long.pdf", pdf(["The bridge fell."], ["The ferry runs."]), ReadConfig(pdf_pages=1))
    assert (raws[0].text, line.code) == ("The bridge fell.", "E-MANY")


def test_without_the_package_the_line_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pypdfium2", None)
    [line] = outcome(tmp_path, "report.pdf", pdf(["The bridge fell."]))[1]
    assert line.code == "E-PACKAGE"
    assert "rashomon[pdf]" in line.why


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["A long-", "term plan for the bridge.", "It is a long-term one."], "A long-term plan for the bridge. It is a long-term one."),
        (["The Lenn-", "Harbour line runs."], "The Lenn-Harbour line runs."),
        (["The har-", "bour office said so."], "The harbour office said so."),
        (["Bridge down", "The bridge fell on Tuesday at"], "Bridge down\nThe bridge fell on Tuesday at"),
    ],
)
def test_a_word_that_a_line_broke_is_made_whole_where_that_is_plain(lines: list[str], text: str) -> None:
    assert "\n".join(paragraphs([lines])) == text


def test_a_running_head_goes_and_what_only_looks_like_one_stays() -> None:
    pages = [["Herald 3 March", f"Text {'abc'[n]} of the page.", f"page {n}"] for n in range(3)]
    assert without_running(pages) == [["Text a of the page."], ["Text b of the page."], ["Text c of the page."]]
    assert without_running(pages[:2]) == pages[:2]


# --- ZIP ------------------------------------------------------------------------------------


def zipped(files: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return held.getvalue()


FILES: dict[str, str | bytes] = {
    "b/ferry.txt": FERRY,
    "b/": b"",
    "a.txt": BRIDGE,
    "a.json": json.dumps({"outlet": "Herald", "date": "2026-03-03"}),
    "many.jsonl": json.dumps({"text": BRIDGE}) + "\n" + json.dumps({"text": FERRY}),
    "__MACOSX/a.txt": b"\0\5",
    ".DS_Store": b"\0",
    "README.md": "About these files.",
    "picture.png": b"\x89PNG\r\n",
}


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_zip_is_read_as_the_folder_would_be(tmp_path: Path, method: int) -> None:
    raws, lines = outcome(tmp_path, "all.zip", zipped(FILES, method))
    assert [raw.origin for raw in raws] == ["all.zip/a.txt", "all.zip/b/ferry.txt", "all.zip/many.jsonl#1", "all.zip/many.jsonl#2"]
    assert (raws[0].text, raws[0].fields) == (BRIDGE, {"outlet": "Herald", "date": "2026-03-03"})
    assert [(line.origin, line.code) for line in lines] == [("all.zip/README.md", "E-FORMAT"), ("all.zip/picture.png", "E-BINARY")]


def test_a_damaged_member_costs_itself_only(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.txt": BRIDGE, "b.txt": FERRY}, zipfile.ZIP_STORED))
    content[content.index(b"bridge")] ^= 1
    [raw], [line] = outcome(tmp_path, "all.zip", bytes(content))
    assert (raw.text, line.origin, line.code, line.fate) == (FERRY, "all.zip/a.txt", "E-ZIP", "quarantined")


@pytest.mark.parametrize(
    ("sidecar", "lines"), [("123456789012345678901234567890", []), ('"\\ud800"', []), ("[" * 600 + "]" * 600, ["E-SIDECAR"])]
)
def test_an_odd_sidecar_in_a_zip_costs_nothing_else(tmp_path: Path, sidecar: str, lines: list[str]) -> None:
    files: dict[str, str | bytes] = {"a.txt": BRIDGE, "a.txt.json": f'{{"outlet": "Herald", "x": {sidecar}}}', "b.txt": FERRY}
    (tmp_path / "all.zip").write_bytes(zipped(files))
    items = list(take_in([tmp_path / "all.zip"], Config(), workers=1))
    assert [item.path for item in items if isinstance(item, Report)] == ["all.zip/a.txt", "all.zip/b.txt"]
    assert codes([item for item in items if isinstance(item, Skipped)]) == lines


def test_a_member_gives_its_bytes_from_any_place_on() -> None:
    chance = random.Random(7)  # noqa: S311 - a seed is wanted
    content = b"".join(chance.choice((b"bridge ", b"ferry ", chance.randbytes(40))) for _ in range(60_000))
    deflate = zlib.compressobj(wbits=-15)
    packed = deflate.compress(content) + deflate.flush()
    asked = 0

    def stored(offset: int) -> Iterator[bytes]:
        nonlocal asked
        for at in range(offset, len(packed), 4096):
            asked += 4096
            yield packed[at : at + 4096]

    unpacked = Unpacked(stored, "a", 200)
    assert b"".join(unpacked(0)) == content
    for place in (0, 1, len(content) - 1, len(content), *(chance.randrange(len(content)) for _ in range(20))):
        assert b"".join(unpacked(place)) == content[place:]
    asked = 0
    for place in range(0, len(content), 5000):
        assert next(unpacked(place))[:10] == content[place : place + 10]
    assert asked < len(content) // 5000 * (1 << 17)


def test_locked_nested_and_oddly_packed_members_are_named(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.txt": BRIDGE, "b.txt": FERRY}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert codes(outcome(tmp_path, "locked.zip", bytes(content))[1]) == ["E-LOCKED"]
    assert codes(outcome(tmp_path, "nested.zip", zipped({"in.zip": zipped({"a.txt": BRIDGE}), "a.txt": BRIDGE}))[1]) == ["E-FORMAT"]
    assert codes(outcome(tmp_path, "lzma.zip", zipped({"a.txt": BRIDGE}, zipfile.ZIP_LZMA))[1]) == ["E-ZIP"]
    assert codes(outcome(tmp_path, "cut.zip", zipped(FILES)[:-200])[1]) == ["E-ZIP"]
    raws, [line] = outcome(tmp_path, "many.zip", zipped({f"{n}.txt": BRIDGE for n in range(9)}), ReadConfig(zip_members=4))
    assert (len(raws), line.code) == (4, "E-MANY")


def test_the_ledger_adds_up_over_containers(tmp_path: Path) -> None:
    (tmp_path / "all.zip").write_bytes(zipped(FILES))
    assert sorted(report.path for report in load(tmp_path)) == [
        "all.zip/a.txt",
        "all.zip/b/ferry.txt",
        "all.zip/many.jsonl#1",
        "all.zip/many.jsonl#2",
    ]
