"""What somebody has begun and not published."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import DraftStateMixin, Page
from wagtail.snippets.models import get_snippet_models


def drafts_of(user) -> list[tuple[str, QuerySet]]:
    """Words for each kind, and the records whose newest version this person saved without publishing it."""
    listings = [model for model in get_snippet_models() if issubclass(model, DraftStateMixin)]
    kinds = [(_("Pages"), Page), *((str(m._meta.verbose_name_plural).capitalize(), m) for m in listings)]
    return [
        (
            words,
            model._default_manager.filter(has_unpublished_changes=True, latest_revision__user=user)
            .select_related("latest_revision")
            .order_by("-latest_revision__created_at"),
        )
        for words, model in kinds
    ]
