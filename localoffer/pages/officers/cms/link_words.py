"""Links in words: where they lead, what is wrong, where they stand."""

from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext as _

from localoffer.core.fetching import FetchFailure
from localoffer.core.registries import link_sources

from ..addresses import edit_address, model_of
from ..links.internal import NO_RECORD
from ..models import Link, LinkUse

SHORT = 60


def short_url(url: str) -> str:
    """An address as one reads it, without its scheme and not longer than a line."""
    if url.startswith(("page:", "document:")):
        return _("a page or file that was deleted")
    try:
        parts = urlsplit(url)
    except ValueError:
        return url[:SHORT]
    words = unquote((parts.netloc.removeprefix("www.") + parts.path).rstrip("/")) or url
    return words if len(words) <= SHORT else f"{words[: SHORT - 1]}…"


def problem_words(link: Link) -> str:
    """What is wrong with a link, in words for somebody who wants to mend it."""
    said = {
        FetchFailure.NOT_WEB: _("This is not a web address"),
        FetchFailure.PRIVATE: _("It leads to a private network, where families cannot go"),
        FetchFailure.NO_HOST: _("The other website does not exist, or not any more"),
        FetchFailure.NO_ANSWER: _("The other website does not answer"),
        FetchFailure.REDIRECTS: _("The other website sends people round in circles"),
        NO_RECORD: _("The page or file was deleted"),
    }
    if link.problem:
        return said.get(link.problem, _("It does not work"))
    if link.answer in (404, 410):
        return _("The page does not exist any more (%(status)d)") % {"status": link.answer}
    if link.answer and link.answer >= 500:
        return _("The website has a fault (%(status)d)") % {"status": link.answer}
    if link.status == Link.Status.UNSURE:
        return _("The website answers people only (%(status)d). Look yourself") % {"status": link.answer or 0}
    return _("The website answers with an error (%(status)d)") % {"status": link.answer or 0}


def use_address(use: LinkUse) -> str:
    """Where the record that holds a link is edited."""
    model = model_of(use.content_type_id)
    for source in link_sources:
        if source.model is model:
            return source.edit_url(use.object_id)
    return edit_address(model, use.object_id) if model else ""
