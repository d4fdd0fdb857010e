"""Chromium for the tests marked `browser`: pages of any size, with or without JavaScript, in any theme."""

import os
import shutil
from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

THEMES = ("light", "cream", "dark", "contrast")
DESKTOP = (1280, 900)
PHONE = (360, 740)
# The first is the same engine without windows, and takes little more than half the time.
BINARIES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome")
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--disable-gpu",
    "--no-first-run",
    # With two workers on two cores a second thread of a page's scripts takes time from the other worker.
    "--js-flags=--single-threaded",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
# Chromium logs a failed load as an error of the page; a test that asks for a missing page expects that.
EXPECTED = ("Failed to load resource",)
# Axe reads the words of the same few colours again for every element: that took a third of its time.
READ_COLOURS_ONCE = """() => {
  const colour = axe.commons.color.Color.prototype
  const read = colour.parseString
  const known = new Map()
  colour.parseString = function (words) {
    if (!known.has(words)) {
      read.call(this, words)
      known.set(words, [this.r, this.g, this.b, this.alpha])
    }
    ;[this.r, this.g, this.b, this.alpha] = known.get(words)
    return this
  }
}"""
AXE_IN_THEMES = """async ([themes, options]) => {
  const found = {}
  for (const theme of themes) {
    document.documentElement.dataset.theme = theme
    found[theme] = await axe.run(document, options)
  }
  return found
}"""


def chromium() -> str | None:
    """The Chromium to drive: CHROMIUM if set, else the first one on PATH."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BINARIES)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        pytest.fail("No Chromium found. Install it (Debian: apt-get install chromium-headless-shell) or set CHROMIUM.")
    # As root, Chromium cannot set up its sandbox; it visits nothing but our own pages.
    unsandboxed = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=QUIET + unsandboxed)
        yield launched
        launched.close()


class Visits:
    """Opens pages and remembers what the browser complained of."""

    def __init__(self, browser: Browser, base_url: str):
        self.browser = browser
        self.base_url = base_url
        self.complaints: list[str] = []
        self.contexts: list[BrowserContext] = []

    def open(
        self,
        address: str = "/",
        *,
        size: tuple[int, int] = DESKTOP,
        javascript: bool = True,
        theme: str | None = None,
        display: dict[str, str] | None = None,
        zoom: int = 1,
        **options,
    ) -> Page:
        """A fresh visitor's page. `zoom=4` shows what 400 % browser zoom shows: a quarter of the width."""
        width, height = size
        context = self.browser.new_context(
            base_url=self.base_url,
            viewport={"width": width // zoom, "height": height // zoom},
            device_scale_factor=zoom,
            java_script_enabled=javascript,
            locale="en-GB",
            timezone_id="Europe/London",
            **options,
        )
        context.set_default_timeout(15_000)
        self.contexts.append(context)
        choices = (display or {}) | ({"theme": theme} if theme else {})
        if choices:
            self.choose(context, choices)
        page = context.new_page()
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(address)
        return page

    def choose(self, context: BrowserContext, choices: dict[str, str]) -> None:
        """Set "Ways to read this page" by its cookie."""
        value = "|".join(f"{name}:{chosen}" for name, chosen in choices.items())
        context.add_cookies([{"name": settings.DISPLAY_COOKIE, "value": value, "url": self.base_url}])

    def _note(self, message) -> None:
        if message.type == "error" and not message.text.startswith(EXPECTED):
            self.complaints.append(message.text)

    def close(self) -> None:
        for context in self.contexts:
            context.close()


@pytest.fixture
def visits(browser, live_server) -> Iterator[Visits]:
    """Open pages of a running portal; fails if a page broke our Content-Security-Policy or threw an error."""
    visits = Visits(browser, live_server.url)
    yield visits
    visits.close()
    assert visits.complaints == []


@pytest.fixture
def assert_accessible():
    """Check a page with axe in every theme: `assert_accessible(page)`."""

    def check(page: Page, themes: tuple[str, ...] = THEMES, **options) -> None:
        if not page.evaluate("'axe' in window"):
            page.evaluate(Axe().axe_script)
            page.evaluate(READ_COLOURS_ONCE)
        answers = page.evaluate(AXE_IN_THEMES, [list(themes), {"resultTypes": ["violations"], **options}])
        results = {theme: AxeResults(answer) for theme, answer in answers.items()}
        problems = {theme: result for theme, result in results.items() if result.violations_count}
        assert not problems, "\n\n".join(f"{theme}: {found.generate_report()}" for theme, found in problems.items())

    return check
