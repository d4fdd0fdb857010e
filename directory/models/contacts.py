from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable


class ContactDetails(models.Model):
    """Ways to reach somebody. A named person is listed only with their consent; a role is better."""

    label = models.CharField(
        _("who answers"), max_length=120, blank=True, help_text=_("A role or team, like “Duty therapist”.")
    )
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    phone_hours = models.CharField(_("when"), max_length=120, blank=True)
    text_phone = models.CharField(_("text message or Relay UK"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    website = models.URLField(_("website"), max_length=400, blank=True)

    contact_panels = [
        FieldPanel("label"),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("phone_hours")]),
        FieldRowPanel([FieldPanel("text_phone"), FieldPanel("email")]),
        FieldPanel("website"),
    ]

    class Meta:
        abstract = True

    @property
    def has_contact(self):
        return bool(self.phone or self.text_phone or self.email or self.website)


class Contact(Orderable, ContactDetails):
    """One of several contacts of a listing."""

    panels = ContactDetails.contact_panels

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")

    def __str__(self):
        return self.label or self.phone or self.email or self.website
