"""Sound documents of the formats that others made, a little different every time: what `bench/mutations.py` damages."""

from __future__ import annotations

import gzip
import io
import json
import random
import zipfile
from email.message import EmailMessage
from typing import Any
from xml.sax.saxutils import escape

Rng = random.Random
LINES = (
    "The old bridge over the Lenn fell on Tuesday evening.",
    "“We heard a crack and ran,” said the mayor, Ida Rask.",
    "Nobody was hurt, according to the fire service & the police.",
    "El puente tenía 87 años, según la alcaldesa.",
    "Der Fluss stieg um 2,5 Meter; 14 Häuser stehen leer.",
)
DATE = "2031-05-06T14:05:00Z"


def _some(rng: Rng) -> list[str]:
    return rng.choices(LINES, k=rng.randint(1, 5))


def _html(rng: Rng) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in _some(rng))


def a_feed(rng: Rng) -> bytes:
    """RSS, Atom or a JSON Feed of one to three entries."""
    entries = [(f"Bridge falls {n}", f"https://lenn.example/{n}", _html(rng)) for n in range(rng.randint(1, 3))]
    kind = rng.randrange(3)
    if kind == 0:
        items = "".join(
            f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid><pubDate>Tue, 06 May 2031 14:05:00 GMT</pubDate>"
            f"<source url='https://nordwire.example/'>Nordwire</source><description>{escape(html)}</description></item>"
            for title, link, html in entries
        )
        return f"<?xml version='1.0'?><rss version='2.0'><channel><title>Lenn Post</title>{items}</channel></rss>".encode()
    if kind == 1:
        items = "".join(
            f"<entry><id>{link}</id><title>{title}</title><link href='{link}'/><updated>{DATE}</updated>"
            "<author><name>Tilda Frost</name></author>"
            f"<content type='html'>{escape(html)}</content></entry>"
            for title, link, html in entries
        )
        return f"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>Lenn Post</title>{items}</feed>".encode()
    rows = [{"id": link, "url": link, "title": title, "content_html": html, "date_published": DATE} for title, link, html in entries]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Lenn Post", "items": rows}).encode()


def a_wire_item(rng: Rng) -> bytes:
    """NewsML-G2 with XHTML inside, or bare NITF."""
    if rng.random() < 0.3:
        return (
            "<nitf><head><title>Bridge</title></head><body><body.head><hedline><hl1>Bridge falls</hl1></hedline>"
            "<byline>Bo</byline></body.head>"
            f"<body.content>{_html(rng)}</body.content></body></nitf>"
        ).encode()
    inline = f"<html xmlns='http://www.w3.org/1999/xhtml'><body>{_html(rng)}</body></html>"
    return (
        "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='tag:wire.example,2031:1' version='2' xml:lang='en'><itemMeta>"
        f"<provider><name>Nordwire</name></provider><versionCreated>{DATE}</versionCreated><pubStatus qcode='stat:usable'/></itemMeta>"
        "<contentMeta><headline>Bridge falls</headline><by>Ann Lee</by><infoSource literal='fire service'/></contentMeta>"
        f"<contentSet><inlineXML contenttype='application/xhtml+xml'>{inline}</inlineXML></contentSet></newsItem>"
    ).encode()


def some_items(rng: Rng) -> bytes:
    """Items of two generations of ninjs, of news-please and passim, a line each."""
    text = " ".join(_some(rng))
    rows: list[dict[str, Any]] = [
        {"uri": "urn:n:1", "type": "text", "headline": "Bridge", "body_text": text, "versioncreated": DATE, "source": "Nordwire"},
        {
            "uri": "urn:n:2",
            "type": "text",
            "headlines": [{"value": "Bridge"}],
            "bodies": [{"value": _html(rng), "contenttype": "text/html"}],
        },
        {
            "maintext": text,
            "title": "Bridge",
            "date_publish": "2031-05-06 14:05:00",
            "source_domain": "lenn.example",
            "authors": ["Tilda Frost"],
        },
        {"id": "p1", "series": "lennpost", "ref": 1, "date": "2031-05-06", "text": text},
    ]
    return b"".join(json.dumps(row).encode() + b"\n" for row in rng.sample(rows, rng.randint(1, 4)))


def a_mail(rng: Rng) -> bytes:
    """A message, with its text, perhaps its HTML, perhaps what is attached."""
    made = EmailMessage()
    made["Subject"], made["From"], made["Date"] = "Bridge falls", "Lenn Post <desk@lenn.example>", "Tue, 06 May 2031 14:05:00 +0000"
    made.set_content("\n\n".join(_some(rng)))
    if rng.random() < 0.5:
        made.add_alternative(f"<html><body>{_html(rng)}</body></html>", subtype="html")
    if rng.random() < 0.3:
        made.add_attachment(" ".join(_some(rng)).encode(), maintype="text", subtype="plain", filename="note.txt")
    if made.is_multipart():
        made.set_boundary("=-lenn-post-=")  # else one made up, and no case could be made again
    for part in made.walk():
        if part.is_multipart() and part is not made:
            part.set_boundary("=-lenn-post-inside-=")
    return made.as_bytes()


def an_archive(rng: Rng) -> bytes:
    """Web pages as a crawler keeps them."""
    return b"".join(_records(rng))


def a_packed_archive(rng: Rng) -> bytes:
    """The same, each record packed by itself."""
    return b"".join(gzip.compress(record, 1, mtime=0) for record in _records(rng))


def _records(rng: Rng) -> list[bytes]:
    made = []
    for n in range(rng.randint(1, 3)):
        kind = rng.choice(("text/html; charset=utf-8", "text/plain"))
        body = (
            f"<html><head><title>Bridge</title></head><body><article>{_html(rng)}</article></body></html>" if "html" in kind else LINES[0]
        )
        answer = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body.encode())}\r\n\r\n{body}".encode()
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://lenn.example/{n}\r\nWARC-Date: {DATE}\r\n"
            f"WARC-Record-ID: <urn:uuid:{n}>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        )
        made.append(head.encode() + answer + b"\r\n\r\n")
    return made


def a_zip(rng: Rng) -> bytes:
    """Some texts, a page and a sidecar in one file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(zipfile.ZipInfo("news/one.txt"), " ".join(_some(rng)))
        made.writestr(zipfile.ZipInfo("news/one.txt.json"), json.dumps({"title": "Bridge", "date": DATE}))
        made.writestr(zipfile.ZipInfo("news/two.html"), f"<html><body><article>{_html(rng)}</article></body></html>")
    return out.getvalue()


def a_pdf(rng: Rng) -> bytes:
    """One page of text, with no compression to hide in."""
    lines = [line.encode("cp1252", "replace").replace(b"(", b"").replace(b")", b"") for line in _some(rng)]
    shown = b"BT /F1 12 Tf 50 780 Td " + b"".join(b"(%s) Tj 0 -14 Td " % line for line in lines) + b"ET"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
    )
    out, starts = bytearray(b"%PDF-1.4\n"), []
    for number, one in enumerate(objects, 1):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    tail = b"xref\n0 6\n0000000000 65535 f \n%strailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (table, len(out))
    return bytes(out) + tail
