"""Pages that say the same as another one in another way, and know when they are behind it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.query import PageQuerySet


class VersionQuerySet(PageQuerySet):
    def versions_of(self, page):
        """Published versions of a page in the page's own language, the latest first.

        Most pages have none, so that is asked first: who may see which page is a question more.
        """
        same = self.filter(original__translation_key=page.translation_key, locale_id=page.locale_id).live()
        return same.public().order_by("-last_published_at", "-pk") if same.exists() else self.none()


class VersionOfPage(models.Model):
    """A page made from another one, its original."""

    original = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("original"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    original_seen_at = models.DateTimeField(
        _("made from the original as it was on"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Set when this page is published."),
    )

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.live and self.original_seen_at is None:
            self.original_seen_at = timezone.now()
        super().save(*args, **kwargs)

    def with_content_json(self, content):
        """When it was last compared with its original is no word of a draft."""
        draft = super().with_content_json(content)
        draft.original_seen_at = self.original_seen_at
        return draft

    def clean(self):
        super().clean()
        if self.original_id and self.original_id == self.pk:
            raise ValidationError({"original": _("A page cannot be another version of itself.")})

    @property
    def says_the_same_as(self) -> Page | None:
        return self.original if self.original_id else None

    @property
    def follows_another(self) -> bool:
        return True

    def note_words_from(self, moment):
        super().note_words_from(moment)
        type(self).objects.filter(pk=self.pk).update(original_seen_at=moment)

    @property
    def is_behind(self) -> bool:
        """Whether the original was published again after this version was made from it."""
        original = self.original if self.original_id else None
        if original is None or not original.live or not original.last_published_at:
            return False
        return self.original_seen_at is None or original.last_published_at > self.original_seen_at

    @cached_property
    def public_original(self):
        """The original where families can read it."""
        return Page.objects.live().public().filter(pk=self.original_id).first() if self.original_id else None


def note_original(sender, instance, **kwargs):
    """On publishing: this version is made from the original as it is now."""
    if isinstance(instance, VersionOfPage):
        type(instance).objects.filter(pk=instance.pk).update(original_seen_at=timezone.now())
