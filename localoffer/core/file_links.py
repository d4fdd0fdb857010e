"""Links to files say type and size, so that nobody on a phone opens a large file without knowing."""

import re

from django.template.defaultfilters import filesizeformat
from django.utils.html import escape
from wagtail.documents.rich_text import DocumentLinkHandler

MARK = "data-lo-file"
MARKED = re.compile(rf'(<a [^>]*?) {MARK}="([^"]*)">(.*?)(?=</a>)', re.DOTALL)


def file_words(document) -> str:
    """“PDF, 120 KB” for a document; its type alone for a file that is not there any more."""
    try:
        size = document.get_file_size()
    except OSError:
        size = None
    kind = document.file_extension.upper()
    return ", ".join(filter(None, [kind, filesizeformat(size) if size else ""]))


class FileLinkHandler(DocumentLinkHandler):
    """Marks a link in rich text with what `with_file_words` writes at its end: a handler sees the opening tag only."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        return [_opening(document) if document else "<a>" for document in cls.get_many(attrs_list)]


def _opening(document) -> str:
    words = file_words(document)
    mark = f' {MARK}="{escape(words)}"' if words else ""
    return f'<a href="{escape(document.url)}"{mark}>'


def with_file_words(html: str) -> str:
    """The HTML with type and size at the end of each marked link."""
    return MARKED.sub(lambda link: f"{link[1]}>{link[3]} ({link[2]})", html)
