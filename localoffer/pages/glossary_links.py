"""The first use of a word of the glossary on a page leads to its meaning.

Markup goes through as it came, character for character; text only gets links around words.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from html import escape, unescape

from localoffer.core.published import Published

from .glossary import Entry, Glossary, glossary

# Comments and scripts whole, then tags; quoted values of attributes may hold a “>”.
MARKUP = re.compile(
    r"""(<!--.*?-->|<(script|style)\b.*?</\2\s*>|<[a-z/!?](?:[^>"']|"[^"]*"|'[^']*')*+>)""",
    re.DOTALL | re.IGNORECASE,
)
TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
# No link inside these: they are links or presses already, or headings that people jump between.
CLOSED = frozenset("a button code h1 h2 h3 h4 h5 h6 label option select summary svg textarea th".split())
BEFORE, AFTER = r"(?<![\w&#@/.-])", r"(?![\w@/-]|\.\w)"
APOSTROPHE = "(?:['’]|&#x27;|&#39;|&rsquo;)"
SHORT_FORM = re.compile(r"[A-Z].*[A-Z]")
SHORTEST_PLURAL = 3
STATE = "_glossary_words_linked"


class Links:
    """All names that are to be linked, and one regular expression that finds them, the longest first."""

    def __init__(self, words: Glossary) -> None:
        self.locale_id = words.locale_id
        self._entries: dict[str, Entry] = {}
        for entry in words.entries:
            if entry.is_linked:
                for name in entry.names:
                    self._entries.setdefault(_plain(name), entry)
        self.pattern = _pattern(name for entry in words.entries if entry.is_linked for name in entry.names)

    def entry(self, found: str) -> Entry | None:
        """The entry of a name as it stands in a text."""
        name = _plain(found)
        return self._entries.get(name) or self._entries.get(name.removesuffix("s"))


links = Published(lambda: Links(glossary.get()))


def linked(context: Mapping, html: str) -> str:
    """The HTML with first uses linked, once for each word on the page that is being rendered."""
    request, page = context.get("request"), context.get("page")
    if request is None or not getattr(page, "links_glossary", False):
        return html
    found = links.get()
    if page.locale_id != found.locale_id:
        return html
    used: set[str] = request.__dict__.setdefault(STATE, set())
    return link_words(html, found, used)


def link_words(html: str, words: Links, used: set[str]) -> str:
    """The HTML with a link around the first use of each word whose address is not in `used`; adds those it links."""
    if words.pattern is None or not words.pattern.search(html):
        return html

    def link(match: re.Match[str]) -> str:
        entry = words.entry(match[0])
        if entry is None or entry.url in used:
            return match[0]
        used.add(entry.url)
        return f'<a class="lo-word" href="{escape(entry.url)}">{match[0]}</a>'

    written: list[str] = []
    open_tags: list[str] = []
    place = 0
    for markup in MARKUP.finditer(html):
        text = html[place : markup.start()]
        written += [text if open_tags else words.pattern.sub(link, text), markup[0]]
        _step(markup[0], open_tags)
        place = markup.end()
    text = html[place:]
    written.append(text if open_tags else words.pattern.sub(link, text))
    return "".join(written)


def _step(markup: str, open_tags: list[str]) -> None:
    """Keep account of the elements that stay without links."""
    tag = TAG.match(markup)
    name = tag[2].lower() if tag else ""
    if name not in CLOSED:
        return
    if not tag[1]:
        open_tags.append(name)
    elif name in open_tags:
        del open_tags[len(open_tags) - 1 - open_tags[::-1].index(name) :]


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """Short forms as they are written, words in small or capital letters; grouped by first letter to be quick."""
    groups: dict[str, list[str]] = defaultdict(list)
    for name in sorted(set(names), key=lambda name: (-len(name), name)):
        groups[name[0].lower()].append(_expression(name))
    if not groups:
        return None
    alternatives = (
        f"(?=(?i:{re.escape(letter)}))(?:{'|'.join(expressions)})" for letter, expressions in sorted(groups.items())
    )
    return re.compile(f"{BEFORE}(?:{'|'.join(alternatives)}){AFTER}")


def _expression(name: str) -> str:
    """A name as it may stand in HTML: with either apostrophe, over a line break, in the plural."""
    words = [_word(word) for word in name.split()]
    plural = "s?" if len(name) >= SHORTEST_PLURAL and name[-1].isalnum() and not name.endswith("s") else ""
    return r"\s+".join(words) + plural


def _word(word: str) -> str:
    parts = (re.escape(escape(part, quote=False)) for part in re.split("['’]", word))
    expression = APOSTROPHE.join(parts)
    return expression if SHORT_FORM.search(word) else f"(?i:{expression})"


def _plain(name: str) -> str:
    return " ".join(unescape(name).replace("’", "'").split()).casefold()
