"""Pictures of every page of the reading room on the shipped sample: light, dark and as on a telephone, into out/screenshots.

python tools/screenshots.py            every page, to be looked at
python tools/screenshots.py --readme   also the three that the README shows, into docs/images
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

HERE = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(HERE / "src"), str(HERE)]

from bench import browsing

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

OUT, IMAGES = HERE / "out" / "screenshots", HERE / "docs" / "images"
LOOKS: dict[str, tuple[Literal["light", "dark"], int]] = {
    "light": ("light", 1280),
    "dark": ("dark", 1280),
    "narrow": ("light", 360),
}
PAGES = {
    "events": "/",
    "event": "{home}",
    "beside": "{home}/beside?reports=A,C,F",
    "heat": "{home}/heat?base=A",
    "report": "{home}/reports/G",
    "why": "{why}",
    "sources": "{home}/sources",
    "decide": "{home}/decide",
    "decisions": "/decisions",
    "add": "/add",
}
SHOWN: dict[str, tuple[str, str, int]] = {
    "event": ("event", "h1", 1000),
    "stemma": ("event", "#stemma", 780),
    "beside": ("beside", "h1", 900),
}  # of the README: page, from where, height


def main(arguments: list[str]) -> int:
    if browsing.CHROMIUM is None:
        print("needs a browser: install Debian's package chromium", file=sys.stderr)
        return 1
    OUT.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        library = Path(folder) / "news.db"
        browsing.library_of(library)
        with browsing.serving(library) as address, browsing.browser() as browser:
            paths = _paths(browser, address)
            for look, (scheme, width) in LOOKS.items():
                page = browser.new_page(base_url=address, viewport={"width": width, "height": 900}, color_scheme=scheme)
                for name, path in paths.items():
                    page.goto(path)
                    page.screenshot(path=OUT / f"{name}-{look}.png", full_page=True)
                page.close()
            if "--readme" in arguments:
                _readme(browser, address, paths)
    print(f"wrote {len(LOOKS) * len(PAGES)} pictures to {OUT.relative_to(HERE)}")
    return 0


def _paths(browser: Browser, address: str) -> dict[str, str]:
    """The address of every page, once the event has been compared."""
    page = browser.new_page(base_url=address)
    page.goto("/")
    home = str(page.locator("li.event h2 a").first.get_attribute("href"))
    while (answer := page.goto(home)) is not None and answer.status == 202:
        page.wait_for_timeout(200)
    why = str(page.locator("article.difference .actions a").first.get_attribute("href"))
    page.close()
    return {name: path.format(home=home, why=why) for name, path in PAGES.items()}


def _readme(browser: Browser, address: str, paths: dict[str, str]) -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    for name, (shown, at, height) in SHOWN.items():
        page = browser.new_page(base_url=address, viewport={"width": 1180, "height": height})
        page.goto(paths[shown])
        _scroll(page, at)
        page.screenshot(path=IMAGES / f"{name}.png")
        page.close()


def _scroll(page: Page, at: str) -> None:
    top = page.locator(at).bounding_box()
    page.mouse.wheel(0, top["y"] - 12 if top else 0)
    page.wait_for_timeout(300)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
