"""What must happen with every save, whoever saves: an officer, an import, a scheduled job."""

from django.db.models.signals import pre_save
from django.dispatch import receiver

from .actions import remember_former_slug
from .models import Provider, Service


@receiver(pre_save, sender=Service)
@receiver(pre_save, sender=Provider)
def keep_old_address_alive(sender, instance, raw=False, update_fields=None, **kwargs):
    """An address that was public leads to the new one (the memory is written before the row changes)."""
    if instance.pk and not raw and (update_fields is None or "slug" in update_fields):
        remember_former_slug(instance)
