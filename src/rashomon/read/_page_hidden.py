"""Which text of a page no reader of it saw: none of it enters a report.

What hides: elements that browsers do not show (scripts, templates, noscript, fallbacks of media),
the `hidden` attribute, an inline style, and the page's own style sheets as far as their selectors are
simple (a tag, a class or an id, alone or a tag with one of them) and outside of @media. A rule of
higher rank that shows what another hides wins, as in a browser.

The parser closes some elements before a block that browsers keep inside (`<b hidden><p>`): where one of these
hides, the page is to be parsed again with their names changed (`kept_open`).

Not hidden for us: `aria-hidden` (it is seen; articles behind an open dialogue carry it), closed `details`
(one click of the reader), what only another state of the page would hide (`.closed .menu`),
html and body, and a main or article that holds most of the page's text: pages hide these until a script has run.

Tried and dropped: colour like that of the page around it (backgrounds come from pictures and sheets that
are not ours to fetch: white headlines on dark photographs went); only both colours in one style count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from ._page_tree import HtmlElement, path

UNSHOWN = (
    *("script style template noscript noframes iframe object embed applet canvas audio video svg math".split()),
    *("select datalist textarea input rp map param".split()),
)
FRAME = frozenset({"html", "body", "main", "article"})
CLOSED_EARLY = "a address b big dir dl font h1 h2 h3 h4 h5 h6 i ol pre s small strike tt u ul".split()
CLOSERS = frozenset("p center table form li ul dl pre address".split())
KEPT_OPEN = "x-"  # before the name of an element that the parser then takes for one it does not know
EARLY = re.compile(rf"<(/?)({'|'.join(CLOSED_EARLY)})(?=[\s/>])", re.IGNORECASE)
SHEET_CHARS = 2_000_000  # of all style elements of a page; what lies behind is not looked at
RULES = 20_000  # of a page
PROPERTIES = frozenset(
    "display visibility opacity font-size clip clip-path position left right top bottom text-indent width height max-width max-height"
    " overflow overflow-x overflow-y color background background-color"
    " background-clip -webkit-background-clip transform content-visibility margin-left margin-top".split()
)
TELLING = re.compile(r"display|visib|opacity|font-size|clip|-\d{3}|:\s*[01](?:px)?\b|scale\(")  # in a sheet; colours meet there by chance
NUMBER = re.compile(r"([-+]?\d{0,9}(?:\.\d{1,9})?)(px|em|rem|pt|vw|vh|cm|mm|in|ex|ch|pc|%)?")
SIMPLE = re.compile(r"([a-z][a-z0-9-]{0,30})?(?:([.#])([\w-]{1,100}))?", re.IGNORECASE)
COLOURS = {"white": "#ffffff", "black": "#000000", "red": "#ff0000", "gray": "#808080", "grey": "#808080", "yellow": "#ffff00"}
CHANNELS = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})")

Style = dict[str, str]
Rules = dict[str, tuple[int, Style]]  # by selector: the place of its last rule, and what it states


def drop_unseen(tree: HtmlElement, also: Sequence[str] = ()) -> bool:
    """Take out what no reader of the page sees, and all elements named `also`; linear in the size of the page.

    False where the parser closed an element that hides too early, so that its text is still there.
    """
    from lxml.etree import strip_elements

    rules = sheet_rules(style.text or "" for style in tree.iter("style") if _for_screens(style.get("media", "")))
    for element in path("//dialog[not(@open)]")(tree):
        element.tag = "template"
    strip_elements(tree, *UNSHOWN, *also, with_tail=False)  # first, since it leaves less to look through
    unseen = [one for one in path("//*[@hidden or @style]")(tree) if "hidden" in one.attrib or _is_hidden(one, rules)]
    if rules:
        unseen += [one for one in _named(tree, rules) if _is_hidden(one, rules)]
    unseen = [one for one in unseen if one.tag not in FRAME or not _is_the_page(one, tree)]
    whole = not any(_may_be_closed_early(one) for one in unseen)
    for element in unseen:
        element.tag = "template"
    strip_elements(tree, "template", with_tail=False)
    for element in list(tree.iter(*(KEPT_OPEN + name for name in CLOSED_EARLY))):
        element.tag = element.tag.removeprefix(KEPT_OPEN)
    return whole


def kept_open(page: str) -> str:
    """The markup of a page whose elements the parser closes where browsers do; `drop_unseen` gives them their names back."""
    return EARLY.sub(rf"<\1{KEPT_OPEN}\2", page)


def _may_be_closed_early(element: HtmlElement) -> bool:
    following = element.getnext()
    return element.tag in CLOSED_EARLY and following is not None and following.tag in CLOSERS and not (element.tail or "").strip()


def _is_the_page(element: HtmlElement, tree: HtmlElement) -> bool:
    words = path("string-length(normalize-space())")
    return element.tag in ("html", "body") or words(element) * 2 >= words(tree)


def _for_screens(media: str) -> bool:
    return not media or "all" in media.lower() or "screen" in media.lower()


def _named(tree: HtmlElement, rules: Rules) -> list[HtmlElement]:
    """The elements that some hiding rule of the page names."""
    hiding = [name for name in sorted(rules) if hides(rules[name][1])]
    classes = {name.partition(".")[2] for name in hiding if "." in name}
    ids = {name.partition("#")[2] for name in hiding if "#" in name}
    tags = [name for name in hiding if not set(name) & {".", "#"}]
    found = [
        one for one in path("//*[@class or @id]")(tree) if one.get("id") in ids or not classes.isdisjoint(one.get("class", "").split())
    ]
    return [*found, *(tree.iter(*tags, *(KEPT_OPEN + tag for tag in tags)) if tags else ())]


def _is_hidden(element: HtmlElement, rules: Rules) -> bool:
    style = declarations(element.get("style", ""))
    if rules:
        stated = [("#" in name, "." in name, name[0] not in ".#", *rules[name]) for name in _names(element) if name in rules]
        for *_, found in sorted(stated, key=lambda one: one[:4], reverse=True):
            style = {**found, **style}
    return hides(style)


def _names(element: HtmlElement) -> list[str]:
    tag, id = element.tag.removeprefix(KEPT_OPEN), element.get("id")
    names = [f".{name}" for name in islice(element.get("class", "").split(), 64)] + ([f"#{id}"] if id else [])
    return [tag, *names, *(tag + name for name in names)]


def declarations(style: str) -> Style:
    """What a style states of the properties that can hide."""
    stated: Style = {}
    for one in style.lower().split(";"):
        name, colon, value = one.partition(":")
        name = name.strip()
        if colon and name in PROPERTIES:
            stated[name] = value.replace("!important", "").strip()
    return stated


def hides(style: Style) -> bool:
    """Whether what these declarations apply to cannot be seen."""
    if not style:
        return False
    if style.get("display") == "none" or style.get("visibility") in ("hidden", "collapse") or style.get("content-visibility") == "hidden":
        return True
    if any(_size(style.get(name)) == 0 for name in ("opacity", "font-size")) or style.get("transform", "").startswith("scale(0)"):
        return True
    return _clipped(style) or _off_screen(style) or _same_colour(style)


def _size(value: str | None) -> float | None:
    """A length in its own unit; None for what is no number."""
    found = NUMBER.fullmatch(value) if value else None
    return float(found[1]) if found and found[1].strip("+-.") else None


def _clipped(style: Style) -> bool:
    if style.get("clip", "").startswith("rect(") and style.get("position") in ("absolute", "fixed"):
        sides = [_size(side) for side in style["clip"][5:].rstrip(")").replace(",", " ").split()]
        if len(sides) == 4 and all(side is not None and 0 <= side <= 1 for side in sides):
            return True
    if style.get("clip-path", "").replace(" ", "") in ("inset(50%)", "inset(100%)", "circle(0)", "polygon(000000)"):
        return True
    flow = {style.get(name, "").split(" ")[0] for name in ("overflow", "overflow-x", "overflow-y")}
    if not flow & {"hidden", "clip"}:
        return False
    boxes = [style.get(name, "") for name in ("width", "height", "max-width", "max-height")]
    return any(box == "1px" or _size(box) == 0 for box in boxes)


def _off_screen(style: Style) -> bool:
    moved = ["text-indent", "margin-left", "margin-top"]
    moved += ["left", "right", "top", "bottom"] if style.get("position") in ("absolute", "fixed", "relative") else []
    return any((size := _size(style.get(name))) is not None and size <= -500 for name in moved)


def _same_colour(style: Style) -> bool:
    ink = _colour(style.get("color", ""))
    painted = "text" in (style.get("background-clip"), style.get("-webkit-background-clip"))  # letters as windows: seen
    return (ink == "transparent" and not painted) or ink == (_colour(style.get("background-color") or style.get("background", "")) or None)


def _colour(value: str) -> str:
    """A colour as `#rrggbb`, `transparent`, or "" where it is none that we can tell."""
    if channels := CHANNELS.match(value):
        return "#" + "".join(f"{min(int(one), 255):02x}" for one in channels.groups())
    word = value.partition(" ")[0]
    if word.startswith("#") and len(word) == 4:
        return "#" + "".join(2 * letter for letter in word[1:])
    return COLOURS.get(word, word if word == "transparent" or (word.startswith("#") and len(word) == 7) else "")


def sheet_rules(sheets: Iterable[str]) -> Rules:
    """The rules of style sheets whose selectors are simple, where one of them hides; {} where none does."""
    rules: Rules = {}
    for selectors, body in islice(_blocks("\n".join(sheets)[:SHEET_CHARS]), RULES):
        lowered = body.lower()
        style = declarations(lowered) if TELLING.search(lowered) else {}
        for selector in islice(selectors.split(","), 200) if style else ():
            found = SIMPLE.fullmatch(selector.strip())
            if found and (found[1] or found[3]) and (found[1] or "").lower() not in FRAME:
                name = (found[1] or "").lower() + (found[2] or "") + (found[3] or "")
                rules[name] = (len(rules), {**rules.get(name, (0, {}))[1], **style})
    return rules if any(hides(style) for _, style in rules.values()) else {}


def _blocks(sheet: str) -> Iterable[tuple[str, str]]:
    """(selectors, declarations) of the rules outside of @media and the like, in order."""
    at, depth, start, opened = 0, 0, 0, 0
    sheet = _without_comments(sheet)
    for brace in re.finditer("[{}]", sheet):
        at = brace.start()
        if sheet[at] == "{":
            if depth == 0:
                opened = at
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                selectors = sheet[start:opened].rpartition(";")[2]
                if "@" not in selectors:
                    yield selectors, sheet[opened + 1 : at]
                start = at + 1


def _without_comments(sheet: str) -> str:
    parts = sheet.split("/*")
    return parts[0] + "".join(part.partition("*/")[2] for part in parts[1:])
