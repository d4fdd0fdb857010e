"""Publishing pages as an officer would have, with fewer writes where nobody has seen the page before."""

from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, Revision
from wagtail.signals import page_published, published


def publish(page: Page) -> None:
    """Publish a page that was checked. One that was public before, or that comes later, goes Wagtail's own way."""
    if page.live or page.go_live_at:
        page.save_revision(clean=False).publish()
    else:
        _publish_the_first_time(page)


def _publish_the_first_time(page: Page) -> None:
    """The same as saving a revision and publishing it, without reading, checking and writing all of it again."""
    revision = Revision.objects.create(
        content_object=page,
        base_content_type=page.get_base_content_type(),
        content=page.serializable_data(),
        object_str=str(page),
    )
    page.latest_revision, page.latest_revision_created_at = revision, revision.created_at
    page.live = True
    page.first_published_at = page.last_published_at = timezone.now()
    page.save(clean=False)
    # Only now: with it the save would look for what families read until now.
    page.live_revision = revision
    Page.objects.filter(pk=page.pk).update(live_revision=revision)
    page_published.send(sender=page.specific_class, instance=page, revision=revision)
    published.send(sender=type(page), instance=page, revision=revision)
    log(instance=page, action="wagtail.publish", revision=revision, content_changed=True)
