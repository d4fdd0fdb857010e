"""Links in rich text to pages of the CMS. Wagtail looks their addresses up anew in every piece of text."""

from django.utils.translation import get_language
from wagtail.rich_text.pages import PageLinkHandler

from .published import Published

link_tags: Published[dict[tuple[str | None, str | None], str]] = Published(dict)
"""Opening tags by language and number of the page, until something is published."""


class KnownPageLinkHandler(PageLinkHandler):
    """Asks the database once for each page that is linked to, and not again until something is published."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        known, language = link_tags.get(), get_language()
        new = [attrs for attrs in attrs_list if (language, attrs.get("id")) not in known]
        if new:
            tags = super().expand_db_attributes_many(new)
            known.update({(language, attrs.get("id")): tag for attrs, tag in zip(new, tags, strict=True)})
        return [known[language, attrs.get("id")] for attrs in attrs_list]
