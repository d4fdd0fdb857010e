from datetime import date, datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PictureConsentQuerySet(models.QuerySet):
    def ended(self, today: date):
        """Pictures of people who agreed to be shown, but not any more; the longest ago first."""
        return self.filter(agreed_until__lt=today).order_by("agreed_until", "pk")

    def expired(self, now: datetime):
        """Records of consent that have no use any more."""
        long_ago = timezone.localdate(now - PictureConsent.CONSENT_KEPT)
        return self.filter(agreed_until__lt=long_ago).exclude(agreed_by="")

    def erase(self) -> int:
        """Forget who agreed; how many pictures.

        A consent that still held ends: nothing would show any more that the picture may be shown. An officer then
        finds it in the Today list.
        """
        pictures = PictureConsent.objects.filter(pk__in=list(self.values_list("pk", flat=True)))
        pictures.filter(agreed_until__gte=timezone.localdate()).update(
            agreed_until=timezone.localdate() - timedelta(days=1)
        )
        return pictures.update(agreed_by="")


class PictureConsent(models.Model):
    """People who can be recognised in a picture agreed to be shown until a day. A picture of nobody has no row."""

    PURPOSE = _("To show that people in a picture agreed to be shown")
    PERSONAL = ("agreed_by",)
    CONSENT_KEPT = timedelta(days=365)

    image = models.OneToOneField(
        "wagtailimages.Image", verbose_name=_("picture"), on_delete=models.CASCADE, related_name="consent"
    )
    agreed_by = models.CharField(
        _("who agreed"),
        max_length=120,
        blank=True,
        help_text=_("Never shown. For a child: the young person and who has parental responsibility."),
    )
    agreed_until = models.DateField(_("agreed until"), db_index=True)

    objects = PictureConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent to a picture")
        verbose_name_plural = _("consents to pictures")

    def __str__(self):
        return str(self.image)
