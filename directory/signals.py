"""What must happen with every save, whoever saves: an officer, an import, a scheduled job."""

from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.signals import published

from .actions import remember_former_slug
from .actions.reviews import next_check
from .models import Location, Provider, Service


@receiver(pre_save, sender=Service)
@receiver(pre_save, sender=Provider)
def keep_old_address_alive(sender, instance, raw=False, update_fields=None, **kwargs):
    """An address that was public leads to the new one (the memory is written before the row changes)."""
    if instance.pk and not raw and (update_fields is None or "slug" in update_fields):
        remember_former_slug(instance)


@receiver(published, sender=Service)
@receiver(published, sender=Provider)
@receiver(published, sender=Location)
def plan_the_next_check(sender, instance, **kwargs):
    """Nothing public is without a date for its next check."""
    if instance.review_due is None:
        sender._base_manager.filter(pk=instance.pk).update(review_due=next_check(instance, timezone.now()))
