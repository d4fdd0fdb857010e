"""Draws the demonstration's films in Chromium and writes them as WebM, each with a picture to show before it plays.

    .venv/bin/python scripts/films/record.py [NAME ...]

Run by hand after a change of `drawings.js`, and never by the tests. Captions and words are written by hand: they
stand beside the films and in the content files. Look at every film afterwards.
"""

import base64
import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from webm import Frame, webm

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
FILMS = ROOT / "localoffer/pages/demonstration/films"
TOUR = "sensory-room"
FONTS = ROOT / "static/dist/fonts"
# A browser encodes films on pages that came over a safe way only; nothing is asked of this host.
CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium") or ""
ADDRESS = "https://films.example.org/"


def open_page(page: Page) -> None:
    """A page with the drawings and the site's own letters."""
    fonts = "".join(
        f"@font-face {{ font-family: Lexend; font-weight: {weight}; src: url({ADDRESS}{name}) }}"
        for weight, name in ((400, "lexend-latin-400-normal.woff2"), (700, "lexend-latin-700-normal.woff2"))
    )
    html = f"<!doctype html><style>{fonts}</style><script src={ADDRESS}drawings.js></script>"
    page.route(f"{ADDRESS}", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.route(f"{ADDRESS}drawings.js", lambda route: route.fulfill(path=HERE / "drawings.js"))
    page.route(f"{ADDRESS}*.woff2", lambda route: route.fulfill(path=FONTS / route.request.url.rpartition("/")[2]))
    page.goto(ADDRESS)


def record(page: Page, name: str) -> None:
    """One film and its poster."""
    made = page.evaluate("name => recordFilm(name)", name)
    frames = [Frame(at, key, base64.b64decode(data)) for at, key, data in made["frames"]]
    film = webm(frames, width=made["width"], height=made["height"], milliseconds=made["milliseconds"])
    poster = base64.b64decode(made["poster"])
    (FILMS / f"{name}.webm").write_bytes(film)
    (FILMS / f"{name}.webp").write_bytes(poster)
    print(f"{name}: film {len(film) // 1000} kB, picture {len(poster) // 1000} kB")


def record_tour(page: Page, name: str) -> None:
    """The pictures of the tour: before it begins, and all the way round."""
    made = page.evaluate("recordTour()")
    (FILMS / f"{name}.webp").write_bytes(base64.b64decode(made["poster"]))
    (FILMS / f"{name}-round.webp").write_bytes(base64.b64decode(made["around"]))


def main() -> None:
    FILMS.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        # Its own page only: nothing from elsewhere is opened.
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", CHROMIUM), args=["--no-sandbox"]
        )
        page = browser.new_page()
        open_page(page)
        for name in sys.argv[1:] or page.evaluate("Object.keys(FILMS)"):
            record(page, name)
        record_tour(page, TOUR)
        browser.close()


if __name__ == "__main__":
    main()
