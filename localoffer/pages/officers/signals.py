"""A record that was published, taken off the site or deleted has other links than before."""

from django.db.models.signals import post_delete, post_save
from wagtail.models import DraftStateMixin
from wagtail.signals import page_published, page_unpublished, published, unpublished

from .links.collecting import collect_after_commit


def look_again(sender, instance, **kwargs):
    collect_after_commit(instance)


def look_again_after_save(sender, instance, **kwargs):
    """Records without drafts, like the council's settings, are live as soon as they are saved."""
    if not isinstance(instance, DraftStateMixin):
        collect_after_commit(instance)


def connect() -> None:
    """Listen to every kind of change that officers make."""
    for signal in (page_published, page_unpublished, published, unpublished):
        signal.connect(look_again, dispatch_uid="officers.look_again")
    post_save.connect(look_again_after_save, dispatch_uid="officers.look_again_after_save")
    post_delete.connect(look_again, dispatch_uid="officers.look_again_after_delete")
