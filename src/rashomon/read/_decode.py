"""In which encoding some bytes speak, or that they are no text at all.

Byte order marks first, then the pattern of zero bytes (UTF-16 without a mark), then strict UTF-8. What
is left is a page of an old code page: among the Latin ones the one wins under which the accented
letters belong together in one language, Western where that does not decide.

Tried and dropped: charset-normalizer for Latin pages (of eleven texts of one or two sentences it
read seven, with Spanish, English and Turkish as cp1250; the letters read ten). It stays for other
scripts, where it read nine of nine. Known exception: short Hungarian passes for Portuguese.
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

MAGIC = (b"%PDF-", b"{\\rtf", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b", b"\xd0\xcf\x11\xe0")  # others give themselves away
MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\v\f\r\x1b")  # bytes that no text of one byte a letter holds
STRAYS = {0xDC00 + b: bytes((b,)).decode("cp1252", "replace") for b in range(0x80, 0x100)}
PAGES = ("cp1252", "cp1250", "iso8859-2", "cp1254")  # in order of preference
OLD_PAGE = re.compile(r"(?:windows-|cp|iso-?8859|latin|koi8|gb|big5|shift|sjis|euc|tis|ks_c|mac)[\w:.-]*")  # no rot13, no zlib
OTHER_SCRIPTS = ["cp1251", "koi8_r", "cp866", "cp1253", "cp1255", "cp1256", "gb18030", "big5", "shift_jis", "euc_jp", "cp949"]
ACCENTS = tuple(  # the letters beyond a-z of a language (or of close ones) that Latin pages were made for
    frozenset(letters)
    for letters in (
        "áéíóúüñªº",
        "áâãàçéêíóôõúü",
        "àâæçéèêëîïôœùûüÿ",
        "äöüß",
        "àèéìíòóù",
        "áéíóúèëïöü",
        "åäöéü",
        "åæøéòô",
        "áðéíóúýþæö",
        "ąćęłńóśźż",
        "áčďéěíňóřšťúůýž",
        "áäčďéíĺľňóôŕšťúýž",
        "áéíóöőúüű",
        "ăâîșțşţ",
        "čćđšž",
        "âçğıîöşüûi̇",
        "àèéíïòóúüç·",
    )
)
MARKS_OF_TEXT = frozenset("“”‘’‚„‹›«»–—…•·¡¿€£¥§°²³½¼¾©®™\u00a0\u00ad")


def decode(bytes_: bytes) -> tuple[str, str] | None:
    """The text and the name of its encoding; None for what is no text."""
    if bytes_.startswith(MAGIC):
        return None
    for mark, name in MARKS:
        if bytes_.startswith(mark):
            return bytes_[len(mark) :].decode(name, "replace"), name
    if b"\0" in bytes_ and (wide := _wide(bytes_)):
        return wide
    return _narrow(bytes_) if len(bytes_.translate(None, CONTROLS)) >= len(bytes_) * 0.995 else None


def _narrow(bytes_: bytes) -> tuple[str, str] | None:
    """UTF-8, wholly or for the most part, else an older code page."""
    with suppress(UnicodeDecodeError):
        return bytes_.decode("utf-8"), "utf-8"
    text = bytes_.decode("utf-8", "surrogateescape")
    strays = len(re.findall("[\udc80-\udcff]", text))
    if len(re.findall("[^\0-\x7f\udc80-\udcff]", text)) >= strays:  # UTF-8 into which somebody pasted from an older page
        return text.translate(STRAYS), "utf-8+cp1252"
    return _old_page(bytes_)


def _wide(bytes_: bytes) -> tuple[str, str] | None:
    """UTF-16 without a mark: the zero bytes stand on one side, and few rows of Unicode are in use."""
    for side, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        high = bytes_[side::2]
        if b"\0" not in bytes_[1 - side :: 2] and high.count(0) >= len(high) * 0.02 and len(set(high)) <= 16:
            text = bytes_.decode(name, "replace")
            odd = sum(1 for c in text if not (c.isprintable() or c.isspace()))
            return (text, name) if odd <= len(text) * 0.005 + (len(bytes_) % 2) else None
    return None


def _old_page(bytes_: bytes) -> tuple[str, str] | None:
    letters = len(re.findall(rb"[A-Za-z\x80-\xff]", bytes_))
    if len(re.findall(rb"[\x80-\xff]", bytes_)) > 0.35 * letters:
        return _other_script(bytes_)
    page = max(PAGES, key=lambda name: (_fit(bytes_, name), -PAGES.index(name)))
    if _fit(bytes_, page) < _fit(bytes_, "cp1252") + 0.1:
        page = "latin-1" if not re.search(rb"[\x80-\x9f]", bytes_) else "cp1252"
    return bytes_.decode(page, "replace"), page


def _fit(bytes_: bytes, page: str) -> float:
    """The share of accented letters and marks that one language accounts for, in [0, 1]."""
    strange = re.findall("[^\0-\x7f]", bytes_.decode(page, "replace").lower())
    letters = [c for c in strange if c not in MARKS_OF_TEXT]
    return max(sum(c in accents for c in letters) for accents in ACCENTS) / len(letters) if letters else 1.0


def _other_script(bytes_: bytes) -> tuple[str, str] | None:
    from charset_normalizer import from_bytes

    sample = bytes_[: bytes_.rfind(b"\n", 0, 1 << 16) + 1] or bytes_[: 1 << 16]
    best = from_bytes(sample, cp_isolation=OTHER_SCRIPTS, threshold=0.3).best()
    return (bytes_.decode(best.encoding, "replace"), best.encoding) if best else None


def whole_characters(text: str) -> str:
    """Lone halves of surrogate pairs become U+FFFD: they can be held but never written."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def old_page(name: str) -> str | None:
    """The codec of an encoding from before Unicode, by the name that somebody gives it; None for every other name."""
    name = name.lower()
    if not OLD_PAGE.fullmatch(name):
        return None
    try:
        return codecs.lookup("cp1252" if name in ("iso-8859-1", "latin1", "latin-1") else name).name  # as browsers do
    except LookupError:
        return None
