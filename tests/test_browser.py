"""The reading room as people use it: every page in Debian's chromium, by pointer and by keyboard, and with hostile text.

The library holds the shipped sample and, where it lies beside the repository, New Delhi.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bench import browsing
from bench.browsing import CHROMIUM, SHARED
from rashomon.export import exporters
from vectors import vectors

pytest.importorskip("starlette", reason="needs the extra `web`")
pytest.importorskip("playwright", reason="needs playwright, of the packages for tests")
if CHROMIUM is None:
    pytest.skip("needs a browser: install Debian's package chromium", allow_module_level=True)

from playwright.sync_api import Error as Interrupted

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PAGES = ("", "/beside?reports=A,C,D", "/heat?base=A", "/reports/A", "/sources", "/decide", "/why/A~B")
NARROW, WIDE = {"width": 360, "height": 740}, {"width": 1440, "height": 900}
INVENTED = (
    "Market hall burns in Ostrand\n\n"
    "A fire broke out in the market hall of Ostrand on Friday night, and nobody was hurt, the fire chief said.\n\n"
    "“We saved the roof,” said Karla Wend, the fire chief.\n"
)


@pytest.fixture(scope="module")
def opened() -> Iterator[Browser]:
    with browsing.browser() as made:
        yield made


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("browser") / "news.db"
    browsing.library_of(path, *([SHARED / "reports" / "new-delhi"] if SHARED.is_dir() else []))
    with browsing.serving(path) as made:
        yield made


@pytest.fixture
def page(opened: Browser, address: str) -> Iterator[Page]:
    """A page that fails the test where anything on it goes wrong, or asks another host for something."""
    context = opened.new_context(base_url=address, viewport=WIDE)
    made, wrong = context.new_page(), []
    made.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    made.on("pageerror", lambda error: wrong.append(str(error)))
    made.on("request", lambda request: wrong.append(request.url) if not request.url.startswith((address, "data:", "blob:")) else None)
    yield made
    context.close()
    assert not wrong


def homes(page: Page) -> list[str]:
    """The addresses of the events that several reports tell."""
    page.goto("/")
    rows = page.locator("li.event", has=page.locator("[data-ladder]")).locator("h2 a")
    return [str(row.get_attribute("href")) for row in rows.all()]


def visit(page: Page, path: str) -> None:
    """Open a page and wait until its event has been compared; a page that says so opens itself again, and may come between."""
    for _ in range(300):
        with suppress(Interrupted):
            answer = page.goto(path)
            if answer is not None and answer.status != 202:
                return
        page.wait_for_timeout(200)
    raise AssertionError(f"{path} is not compared")


def settled(page: Page) -> None:
    """Wait until an event has been compared. Not by `wait_for_function`, which evaluates text and so trips over the page's policy."""
    for _ in range(300):
        if page.title().endswith("Rashomon") and not page.title().startswith("Comparing"):
            return
        page.wait_for_timeout(100)
    raise AssertionError("the event is not compared")


# --- what people do --------------------------------------------------------------------------------


def test_the_list_leads_to_every_event_and_tells_its_ladder(page: Page) -> None:
    for home in homes(page):
        visit(page, home)
    page.goto("/")
    assert "at most 4 separate accounts" in page.inner_text("main")
    page.fill("#q", '"Tannery Bridge"')
    page.press("#q", "Enter")
    assert page.locator("li.event").count() == 1


def test_a_citation_leads_to_its_sentence(page: Page) -> None:
    for home in homes(page):
        visit(page, home)
        cite = page.locator(f"main a[href*='{home}/reports/'][href*='#s']").first
        siglum, number = str(cite.get_attribute("href")).rpartition("/reports/")[2].split("#s")
        cite.focus()
        page.wait_for_selector("#peek:not([hidden])")
        shown = page.inner_text("#peek p")
        cite.click()
        assert page.url.endswith(f"/reports/{siglum}#s{number}")
        assert shown[:20] in page.inner_text(f"#s{number}")


def test_two_reports_are_compared(page: Page) -> None:
    for home in homes(page):
        visit(page, f"{home}/beside")
        first, second = page.locator("select[name=reports]").nth(0), page.locator("select[name=reports]").nth(1)
        first.select_option("B")
        second.select_option("A")
        page.click("main button")
        assert page.locator(".beside-heads > li").count() == 2
        assert page.locator(".card").count() > 4


def test_a_reason_is_read(page: Page) -> None:
    for home in homes(page):
        visit(page, home)
        line = page.locator("a[data-edge]").first
        title = str(line.locator("title").text_content())
        line.focus()
        page.wait_for_selector("aside.reasons h3")
        assert page.inner_text("aside.reasons h3") == title
        page.keyboard.press("Enter")
        page.wait_for_url("**/why/**")
        assert page.locator(".reasons li").count() > 0
        page.go_back()
        page.locator("article.difference .actions a").first.click()
        assert "/why/" in page.url
        assert page.locator(".compared mark").count() >= 2


def test_a_finding_is_dismissed_and_taken_back(page: Page) -> None:
    home = homes(page)[0]
    visit(page, home)
    found = page.locator("article.difference")
    before = found.count()
    first = found.first
    id = first.get_attribute("id")
    first.locator("details.dismiss > summary").click()
    first.locator("input[name=note]").fill("the same day")
    first.locator("details.dismiss button").click()
    settled(page)
    assert page.locator(f"article.difference[id='{id}']").count() == 0
    page.goto("/decisions")
    assert "the same day" in page.inner_text("main")
    page.locator("button", has_text="Take back").first.click()
    visit(page, home)
    assert page.locator("article.difference").count() == before


def test_a_file_and_a_text_are_added(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "ostrand.txt"
    path.write_text(INVENTED, encoding="utf-8")
    page.goto("/add")
    page.set_input_files("#files", [str(path)])
    page.fill("#published", "2031-05-06")
    page.fill("#text", INVENTED.replace("Friday", "Saturday"))
    page.fill("#outlet", "Ostrand Post")
    page.click("main button")
    page.wait_for_selector("h1:has-text('Added')", timeout=20_000)
    assert "2 inputs: 2 stored" in page.inner_text("main")
    page.locator("main ul a").first.click()
    settled(page)
    assert "Ostrand" in page.inner_text("h1")


@pytest.mark.parametrize("name", list(exporters))
def test_every_format_is_taken_away(page: Page, name: str) -> None:
    for home in homes(page)[:2]:
        visit(page, home)
        with page.expect_download() as taken:
            page.locator(f"a[href$='/export/{name}']").first.evaluate("link => link.click()")
        assert Path(taken.value.path()).stat().st_size > 200
        assert taken.value.suggested_filename.endswith(exporters[name].suffix)


def test_an_event_prints(page: Page) -> None:
    visit(page, homes(page)[0])
    page.emulate_media(media="print")
    assert not page.locator("nav").first.is_visible()
    assert page.locator("#stemma").is_visible()
    assert page.pdf().startswith(b"%PDF-")


def test_the_keyboard_goes_all_the_way(page: Page) -> None:
    home = homes(page)[0]
    visit(page, home)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.getAttribute('href') || document.activeElement.tagName"))
    assert any("#s" in one for one in reached)


def test_pages_work_without_script(opened: Browser, address: str) -> None:
    context = opened.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    for path in ("", *PAGES[1:]):
        page.goto("/")
        home = str(page.locator("li.event h2 a").first.get_attribute("href"))
        page.goto(home + path)
        assert page.locator("h1").count() == 1
    context.close()


# --- how it looks to those who see little, or on a telephone ------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    found = []
    for path in ("/", "/add", "/decisions", *(home + path for home in homes(page)[:2] for path in PAGES)):
        visit(page, path)
        found += [(path, one["id"], [node["html"][:200] for node in one["nodes"]]) for one in Axe().run(page).response["violations"]]
    assert not found, json.dumps(found, indent=1)


def test_no_page_is_wider_than_a_telephone(page: Page) -> None:
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    wide = []
    for path in ("/", "/add", "/decisions", *(home + path for home in homes(page)[:2] for path in PAGES)):
        visit(page, path)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)
    assert not wide


# --- hostile text ----------------------------------------------------------------------------------


SCENES = (
    ("mill", "Ostrand", "burned down", "Karla Wend", "fire chief"), ("ferry", "Tolsund", "ran aground", "Ida Rask", "skipper"),
    ("bridge", "Lennick", "was closed", "Otto Brandt", "engineer"), ("school", "Varby", "went on strike", "Mira Holt", "headmistress"),
    ("orchard", "Pellham", "froze overnight", "Jon Aske", "grower"), ("tram", "Corvin", "left its rails", "Dora Szell", "driver"),
    ("choir", "Maresca", "won the prize", "Aldo Ferri", "conductor"), ("dam", "Oberwald", "leaked again", "Petra Kuhn", "warden"),
    ("museum", "Sandvig", "lost a painting", "Lise Thorn", "curator"), ("bakery", "Quintal", "closed for good", "Rui Matos", "baker"),
)  # fmt: skip


def hostile(folder: Path) -> None:
    """Ten events of thirty reports that carry every vector in headline, byline, text, quotation, outlet, address, id and field name."""
    folder.mkdir()
    story = (
        "The {0} of {1} {2} on {day}, said {3}, the {4}. {vector} About {count} people of {1} came to see the {0}.\n\n"
        "“The {0} {vector} {2},” said {3} {vector}.\n"
    )
    lines = []
    for n, vector in enumerate(vectors()):
        scene = SCENES[n % len(SCENES)]
        text = story.format(*scene, day=("Monday", "Tuesday")[n % 3 == 0], vector=vector, count=40 + n % 2)
        title = f"{scene[0].capitalize()} of {scene[1]} {scene[2]} {vector}"
        fields = {"id": f"{n}{vector[:40]}", "title": title, "outlet": vector, "byline": vector, "url": vector, "text": text}
        lines.append(json.dumps(fields | {vector[:60]: vector}) + "\n")
    (folder / "feed.jsonl").write_text("".join(lines), encoding="utf-8")
    for n, vector in enumerate(vectors()[::10]):
        name = "".join(c for c in vector if c not in "/\x00")[:80]
        (folder / f"{n}{name}.txt").write_text(f"{vector}\n\n{INVENTED}", encoding="utf-8")


def test_no_vector_runs_or_calls_home(opened: Browser, tmp_path: Path) -> None:
    hostile(tmp_path / "in")
    library = tmp_path / "news.db"
    browsing.library_of(library, tmp_path / "in")
    with browsing.serving(library) as address:
        context = opened.new_context(base_url=address)
        page, wrong = context.new_page(), []
        page.add_init_script("window.owned = () => { document.title = 'OWNED'; console.error('owned'); };")
        page.on("console", lambda message: wrong.append((page.url, message.text)) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: wrong.append((page.url, str(error))))
        page.on("dialog", lambda dialog: wrong.append((page.url, "dialog")))
        page.on("request", lambda request: wrong.append((page.url, request.url)) if not request.url.startswith(address) else None)
        for path in ("/", *(home + path for home in homes(page)[:12] for path in PAGES)):
            visit(page, path)
            page.mouse.move(200, 400)
            page.keyboard.press("Tab")
            assert page.title() != "OWNED"
            links = page.eval_on_selector_all(
                "a[href], form[action], img[src], iframe", "some => some.map(one => one.getAttribute('href') || one.action || one.src)"
            )
            strange = [link for link in links if not str(link).startswith((address, "http://", "https://", "#", "/"))]
            assert not strange, (path, strange)
        context.close()
    assert not wrong
