"""Private links to drafts, and what people say about the drafts."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from wagtail.models import Page, PreviewableMixin
from wagtail.snippets.models import get_snippet_models

from .addresses import model_of
from .models import PreviewComment, PreviewLink
from .models.previews import hash_of
from .page_rows import pages_that_may

MOST_COMMENTS = 500
"""On one link: more than any group of people writes."""


def base_of(draft: Model) -> type[Model]:
    """The model under which links to a draft are kept: one for all types of page."""
    return Page if isinstance(draft, Page) else type(draft)


def can_be_shared(model: type[Model]) -> bool:
    """Whether drafts of this kind have a public page that can be shown."""
    return issubclass(model, PreviewableMixin) and (issubclass(model, Page) or bool(model.preview_modes))


def may_share(user, draft: Model) -> bool:
    """Whoever may edit a draft may show it to others."""
    if isinstance(draft, Page):
        return draft.permissions_for_user(user).can_edit()
    return user.has_perm(f"{draft._meta.app_label}.change_{draft._meta.model_name}")


@transaction.atomic
def make_link(*, draft: Model, user, days: int, made_for: str = "", now: datetime | None = None):
    """A new link and its token. The token is given out once: only its hash is kept."""
    now = now or timezone.now()
    token = PreviewLink.new_token()
    link = PreviewLink.objects.create(
        token_hash=hash_of(token),
        content_type=ContentType.objects.get_for_model(base_of(draft)),
        object_id=draft.pk,
        title=str(draft)[:255],
        made_for=made_for,
        created_at=now,
        created_by=user,
        expires_at=now + timedelta(days=days),
    )
    return link, token


def take_back(link: PreviewLink) -> None:
    """Nobody can open the link any more. What was said stays until its time is over."""
    if link.revoked_at is None:
        link.revoked_at = timezone.now()
        link.save(update_fields=["revoked_at"])


def open_link(token: str) -> PreviewLink | None:
    """The link of a token while it is open. Wrong, old and taken back look the same."""
    hashed = hash_of(token)
    link = PreviewLink.objects.open().filter(token_hash=hashed).first()
    return link if link and constant_time_compare(link.token_hash, hashed) else None


def draft_of(link: PreviewLink) -> Any:
    """The newest version of what a link shows, or None once it was deleted."""
    model = model_of(link.content_type_id)
    row = model._base_manager.filter(pk=link.object_id).first() if model else None
    if row is None:
        return None
    if isinstance(row, Page):
        row = row.specific
    return row.get_latest_revision_as_object()


def add_comment(*, link: PreviewLink, key: str, name: str, text: str) -> PreviewComment | None:
    """Keep what somebody said; the same form sent twice is kept once. None where a link holds too many."""
    if link.comments.count() >= MOST_COMMENTS:
        return None
    return PreviewComment.objects.get_or_create(link=link, form_key=key, defaults={"name": name, "text": text})[0]


def deal_with(comment: PreviewComment, *, user) -> None:
    """Mark a comment as dealt with; the first who does so is remembered."""
    if comment.dealt_with_at is None:
        comment.dealt_with_at, comment.dealt_with_by = timezone.now(), user
        comment.save(update_fields=["dealt_with_at", "dealt_with_by"])


def links_for(user) -> QuerySet[PreviewLink]:
    """Links to drafts that this person may edit."""
    pages = pages_that_may(user, "change")
    allowed = Q(content_type=ContentType.objects.get_for_model(Page))
    if pages is not None:
        allowed &= Q(object_id__in=pages.values("pk"))
    for content_type in _types_of_listings():
        if user.has_perm(f"{content_type.app_label}.change_{content_type.model}"):
            allowed |= Q(content_type=content_type)
    return PreviewLink.objects.filter(allowed)


def comments_for(user):
    """Comments on drafts that this person may edit."""
    return PreviewComment.objects.filter(link__in=links_for(user))


def waiting_on(draft: Model, user) -> QuerySet[PreviewComment]:
    """Comments on a draft that nobody has dealt with, for whoever may edit it."""
    content_type = ContentType.objects.get_for_model(base_of(draft))
    waiting = comments_for(user).waiting().filter(link__content_type=content_type, link__object_id=draft.pk)
    return waiting.select_related("link")


def _types_of_listings() -> list[ContentType]:
    models = [model for model in get_snippet_models() if can_be_shared(model)]
    return list(ContentType.objects.get_for_models(*models).values())
