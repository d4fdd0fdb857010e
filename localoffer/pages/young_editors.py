"""Young editors have a section of their own. It is made long after the roles, by an officer."""

from django.contrib.auth.models import Group, Permission
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import GroupPagePermission

from localoffer.core.roles import YOUNG_EDITORS

from .models import YoungHomePage

WHAT_THEY_MAY = ("add_page", "change_page")
"""Write drafts. Somebody else publishes."""


@receiver(post_save, sender=YoungHomePage)
def give_them_their_section(sender, instance, created, raw=False, **kwargs):
    """Once, when the section is made, so that what a council changes afterwards stays."""
    group = Group.objects.filter(name=YOUNG_EDITORS).first()
    if not created or raw or group is None:
        return
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=WHAT_THEY_MAY):
        GroupPagePermission.objects.get_or_create(group=group, page=instance, permission=permission)
