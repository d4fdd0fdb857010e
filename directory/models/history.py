from django.db import models
from django.utils.translation import gettext_lazy as _


class SlugHistory(models.Model):
    """A former web address of a service or provider, so that old links lead on.

    Short codes of merged services are kept too: they stand on printed leaflets.
    """

    class Kind(models.TextChoices):
        SERVICE = "service", _("service")
        SHORT_CODE = "code", _("short code of a service")
        PROVIDER = "provider", _("provider")

    kind = models.CharField(max_length=8, choices=Kind)
    slug = models.SlugField(max_length=120)
    object_id = models.BigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        constraints = [models.UniqueConstraint(name="former_slug_once", fields=["kind", "slug"])]
        indexes = [models.Index(fields=["kind", "object_id"], name="former_slug_object")]

    def __str__(self):
        return f"{self.kind} {self.slug}"
