"""A translator's words reach a live page only by being published.

wagtail-localize writes them to the row first and publishes the revision afterwards. It does so in more ways than
its “Publish” button: translating a topic with everything below it, or a page that leads to another one, writes to
translations that are live already. All these ways ask the source for the page to write to; there the page learns
that its words wait (`OfferPage.words_wait`), and saving it leaves the live row alone. The revision is made as ever.
"""

from functools import wraps

from wagtail_localize.models import TranslationSource

from .models import OfferPage


def keep_live_words() -> None:
    """Change the one method through which wagtail-localize finds what it writes to."""
    find = TranslationSource.get_translated_instance

    @wraps(find)
    def found_with_words_waiting(source, locale):
        page = find(source, locale)
        if isinstance(page, OfferPage):
            page.words_wait = page.live
        return page

    TranslationSource.get_translated_instance = found_with_words_waiting
