import secrets
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

TOKEN_BYTES = 24
COMMENTS_KEPT = timedelta(days=90)


def hash_of(token: str) -> str:
    """What is stored of a token: whoever reads the database cannot open the link."""
    return sha256(token.encode()).hexdigest()


class PreviewLinkQuerySet(models.QuerySet):
    def open(self, now=None):
        """Links that still open their draft."""
        return self.filter(revoked_at=None, expires_at__gt=now or timezone.now())


class PreviewLink(models.Model):
    """A private address under which people without an account see a draft and comment on it."""

    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.BigIntegerField()
    title = models.CharField(_("title"), max_length=255)
    made_for = models.CharField(_("for whom"), max_length=120, blank=True)
    created_at = models.DateTimeField(_("made"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    expires_at = models.DateTimeField(_("ends"))
    revoked_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        indexes = [models.Index(fields=["content_type", "object_id"], name="preview_link_object")]
        constraints = [
            models.CheckConstraint(
                name="preview_link_ends_after_start",
                condition=Q(expires_at__gt=models.F("created_at")),
                violation_error_message=_("The link must end after it was made."),
            )
        ]

    def __str__(self):
        return self.title

    @staticmethod
    def new_token() -> str:
        """192 random bits, for one address."""
        return secrets.token_urlsafe(TOKEN_BYTES)

    @property
    def is_open(self):
        return self.revoked_at is None and self.expires_at > timezone.now()


class PreviewCommentQuerySet(models.QuerySet):
    def waiting(self):
        """Comments that no officer has dealt with."""
        return self.filter(dealt_with_at=None)

    def expired(self, now):
        """Comments whose link ended, or was taken back, long enough ago."""
        before = now - COMMENTS_KEPT
        return self.filter(Q(link__expires_at__lt=before) | Q(link__revoked_at__lt=before))


class PreviewComment(models.Model):
    """What somebody said about a draft. Personal data: the name, and what people write about themselves.

    Erased 90 days after the link ended (`purge_expired`).
    """

    PURPOSE = _("To make a page better before it is published, with what people said about its draft")
    PERSONAL = ("name", "text")

    link = models.ForeignKey(PreviewLink, on_delete=models.CASCADE, related_name="comments")
    form_key = models.CharField(max_length=32, editable=False)
    name = models.CharField(_("name"), max_length=200, blank=True)
    text = models.TextField(_("comment"), max_length=4000)
    created_at = models.DateTimeField(_("sent"), default=timezone.now)
    dealt_with_at = models.DateTimeField(_("dealt with"), null=True, blank=True)
    dealt_with_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = PreviewCommentQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("comment on a draft")
        verbose_name_plural = _("comments on drafts")
        indexes = [models.Index(fields=["created_at"], condition=Q(dealt_with_at=None), name="preview_comment_waiting")]
        constraints = [models.UniqueConstraint(name="preview_comment_once", fields=["link", "form_key"])]

    def __str__(self):
        return f"{self.link_id} {self.created_at:%Y-%m-%d}"
