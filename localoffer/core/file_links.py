"""Links to files say what they are: “Plan (PDF, 120 KB)”. Nobody should open a large file by accident."""

import re

from django.template.defaultfilters import filesizeformat
from django.utils.html import escape
from wagtail.documents.rich_text import DocumentLinkHandler

FILE_LINK = re.compile(r'<a href="([^"]*)" data-file="([^"]*)">(.*?)</a>', re.DOTALL)


def file_words(document) -> str:
    """“PDF, 120 KB” for a document; its kind alone where the file is not there any more."""
    try:
        size = document.get_file_size()
    except OSError:
        size = None
    kind = document.file_extension.upper()
    return ", ".join(filter(None, [kind, filesizeformat(size) if size else ""]))


class FileLinkHandler(DocumentLinkHandler):
    """Notes kind and size on a link, for `with_file_words` to write out."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        return [
            f'<a href="{escape(document.url)}" data-file="{escape(file_words(document))}">' if document else "<a>"
            for document in cls.get_many(attrs_list)
        ]


def with_file_words(html: str) -> str:
    """Rich text with kind and size as words of each link to a file."""
    return FILE_LINK.sub(r'<a href="\1">\3 (\2)</a>', html)
