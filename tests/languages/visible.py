"""The words of a page: what is seen, and what a screen reader says."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Comment, Doctype

UNSEEN = ("script", "style", "template")
SPOKEN = ("alt", "title", "placeholder", "aria-label", "aria-description", "aria-roledescription", "label", "summary")
# Words that scripts put on the page stand in data attributes.
SCRIPTED = re.compile(r"data-(?!lo-|module|theme|font|size|list|map-|[a-z-]*integrity)")
WORDLIKE = re.compile(r"[A-Z][a-z]|[a-z] [a-z]")
# The same in every language: addresses, kinds of files, names of cookies and languages.
SAME_EVERYWHERE = re.compile(
    r"https?://\S+|[\w.+-]+@[\w.-]+|\w[\w-]*(?:\.\w[\w-]+)+(?:/\S*)?|/[\w/?=&%-]+/?"
    r"|\b(?:CSV|XLSX|PDF|A4|QR|NHS|BSL|RSS|lo-notes|display|list|session|csrf|messages|wagtail_sidebar_collapsed|English)\b"
    r"|\b[A-Z]{1,2}[0-9][0-9A-Z]?(?: ?[0-9][A-Z]{2})?\b"
    r"|\b[0-9A-Z]{4,8}\b"
)
ENGLISH_LETTERS = re.compile(r"[A-Za-z]{2,}|\b[B-HJ-Zb-z]\b")


def words(html: str) -> Iterator[tuple[str, str]]:
    """(where, text) of every piece of text of a page."""
    # A place where an address may break is none where a text ends.
    page = BeautifulSoup(html.replace("<wbr>", ""), "html.parser")
    for text in page.find_all(string=True):
        unseen = text.parent.name in UNSEEN or isinstance(text, Comment | Doctype)
        if text.strip() and not unseen:
            yield text.parent.name, str(text)
    for tag in page.find_all(True):
        for name, value in tag.attrs.items():
            if _is_words(tag, name, value):
                yield f"{tag.name} {name}", value


def _is_words(tag, name: str, value) -> bool:
    if not isinstance(value, str):
        return False
    if name in SPOKEN or (tag.name == "meta" and name == "content" and tag.get("name") == "description"):
        return True
    if name == "value":
        return tag.name == "input" and tag.get("type") in {"submit", "button", "reset"}
    return bool(SCRIPTED.match(name) and WORDLIKE.search(value))


def english(html: str, typed: tuple[str, ...] = ()) -> list[str]:
    """Pieces of text that still hold English letters, apart from words that the visitor typed."""
    for word in typed:
        html = html.replace(word, "")
    return [
        f"<{where}> {' '.join(text.split())}"
        for where, text in words(html)
        if ENGLISH_LETTERS.search(text) and ENGLISH_LETTERS.search(SAME_EVERYWHERE.sub("", text))
    ]
