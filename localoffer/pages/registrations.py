"""What the pages bring to the rooms below: results of `/find/`, words for its spelling, links in texts, at the foot."""

from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _

from localoffer.core.frame_cache import count_change
from localoffer.core.registries import (
    Explainer,
    ResultKind,
    TextFilter,
    WordSource,
    explainers,
    frame_slots,
    result_kinds,
    text_filters,
    word_sources,
)

from .glossary import explain
from .glossary_foot import GLOSSARY_LINK
from .glossary_links import linked
from .models import GlossaryTerm
from .search.results import known_words, page_hits


def register() -> None:
    """Make them known."""
    result_kinds.register(ResultKind("pages", _("Pages"), page_hits))
    word_sources.register(WordSource("pages", known_words))
    explainers.register(Explainer("glossary", explain))
    text_filters.register(TextFilter("glossary", linked))
    frame_slots.register(GLOSSARY_LINK)
    # The words stand on many pages: a change of one is a change of what is published.
    post_save.connect(count_change, sender=GlossaryTerm, dispatch_uid="glossary-save")
    post_delete.connect(count_change, sender=GlossaryTerm, dispatch_uid="glossary-delete")
