"""A record that was published, taken off the site or deleted has other links than before, and so have links to it."""

from django.db.models.signals import post_delete, post_save
from wagtail.models import DraftStateMixin, Page
from wagtail.signals import page_published, page_unpublished, published, unpublished

from .links.collecting import collect_after_commit
from .links.leading import look_after_commit


def look_again(sender, instance, **kwargs):
    collect_after_commit(instance)


def look_again_after_save(sender, instance, **kwargs):
    """Records without drafts, like the council's settings, are live as soon as they are saved."""
    if not isinstance(instance, DraftStateMixin):
        collect_after_commit(instance)


def look_at_links_to_it(sender, instance, **kwargs):
    """A page that went leaves links that lead nowhere: families meet them at once, so officers read of them at once.

    One that was moved leaves a redirect at its old place.
    """
    if isinstance(instance, Page):
        look_after_commit(instance)


def look_at_links_to_it_again(sender, instance, **kwargs):
    """A page that is back mends them."""
    look_after_commit(instance, is_back=True)


def connect() -> None:
    """Listen to every kind of change that officers make."""
    for signal in (page_published, page_unpublished, published, unpublished):
        signal.connect(look_again, dispatch_uid="officers.look_again")
    post_save.connect(look_again_after_save, dispatch_uid="officers.look_again_after_save")
    post_delete.connect(look_again, dispatch_uid="officers.look_again_after_delete")
    page_unpublished.connect(look_at_links_to_it, dispatch_uid="officers.page_went")
    post_delete.connect(look_at_links_to_it, dispatch_uid="officers.page_deleted")
    page_published.connect(look_at_links_to_it_again, dispatch_uid="officers.page_is_back")
