"""What tests read out of a page."""

import re

HEADING = re.compile(r"<h([1-6])[^>]*>(.*?)</h\1>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")


def main_of(response) -> str:
    """The main part of a page as HTML."""
    return response.content.decode().split('<main class="lo-main"', 1)[1].split("</main>", 1)[0]


def headings_of(response) -> list[tuple[int, str]]:
    """Level and words of the headings of the main part, in order."""
    return [(int(level), " ".join(TAG.sub("", words).split())) for level, words in HEADING.findall(main_of(response))]


def skips(headings: list[tuple[int, str]]) -> list[str]:
    """Headings that leave out a level on the way down, and a second h1."""
    wrong, last = [], 0
    for level, words in headings:
        if level > last + 1 or (level == 1 and last):
            wrong.append(f"h{level} {words}")
        last = level
    return wrong
