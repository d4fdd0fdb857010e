"""“Words we use” at the foot of every page, as soon as a glossary is published. It costs no query in the warm case."""

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _

from localoffer.core.frame_cache import frame_cache
from localoffer.core.registries import FrameSlot

from .models import GlossaryPage

KEPT = "pages.glossary"


def glossary_url(request: HttpRequest) -> str:
    """The address of the published glossary in the language of the page, as this process remembers it."""
    kept = frame_cache.get(request).kept
    if KEPT not in kept:
        page = GlossaryPage.objects.live().public().first()
        kept[KEPT] = (page.localized.get_url(request) or "") if page else ""
    return kept[KEPT]


def foot_link(request: HttpRequest) -> str:
    """The link, unless there is no glossary or the council has a link to it there already."""
    url = glossary_url(request)
    if not url or any(entry.url == url for entry in frame_cache.get(request).footer):
        return ""
    return format_html('<li><a href="{}">{}</a></li>', url, _("Words we use"))


GLOSSARY_LINK = FrameSlot("glossary", "footer", foot_link)
