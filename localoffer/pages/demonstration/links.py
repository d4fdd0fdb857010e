"""Links in the content files are addresses; in the CMS they are references, which survive a move."""

import re
from html import escape, unescape

from wagtail.models import Page

LINK = re.compile(r'<a href="(/[^"]*)">')


class Addresses:
    """Pages by their address on this site."""

    def __init__(self) -> None:
        self._pages: dict[str, Page] = {}

    def add(self, address: str, page: Page) -> None:
        self._pages[address] = page

    def page(self, address: str) -> Page | None:
        return self._pages.get(address)

    def linked(self, html: str) -> str:
        """The same HTML, with links to pages of the CMS as references to them."""
        return LINK.sub(self._reference, html)

    def _reference(self, match: re.Match[str]) -> str:
        address = unescape(match.group(1))
        page = self.page(address)
        return f'<a linktype="page" id="{page.pk}">' if page else f'<a href="{escape(address)}">'
