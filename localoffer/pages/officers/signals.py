"""A record that was published, taken off the site or deleted has other links than before."""

from functools import partial

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import DraftStateMixin
from wagtail.signals import page_published, page_unpublished, published, unpublished

from localoffer.core.registries import link_sources

from .links.collecting import collect_one


def look_again(sender, instance, **kwargs):
    """Note its links anew when the change is committed; whatever goes wrong then does not undo the change."""
    if any(isinstance(instance, source.model) for source in link_sources):
        transaction.on_commit(partial(collect_one, instance), robust=True)


def look_again_after_save(sender, instance, **kwargs):
    """Records without drafts, like the council's settings, are live as soon as they are saved."""
    if not isinstance(instance, DraftStateMixin):
        look_again(sender, instance)


def look_again_after_delete(sender, instance, **kwargs):
    """As above; the row has lost its number by then, so it is kept."""
    if any(isinstance(instance, source.model) for source in link_sources):
        gone = type(instance)(pk=instance.pk)
        transaction.on_commit(partial(collect_one, gone), robust=True)


def connect() -> None:
    """Listen to every kind of change that officers make."""
    for signal in (page_published, page_unpublished, published, unpublished):
        signal.connect(look_again, dispatch_uid="officers.look_again")
    post_save.connect(look_again_after_save, dispatch_uid="officers.look_again_after_save")
    post_delete.connect(look_again_after_delete, dispatch_uid="officers.look_again_after_delete")
