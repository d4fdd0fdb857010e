"""What the search keeps in the database. `docs/developers/search.md` tells how the tables work together."""

import secrets
from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..querysets import SearchCountQuerySet


def new_token() -> int:
    """A random number that no other change has, even after a rollback or a restored backup."""
    return secrets.randbits(62)


class SearchDocument(models.Model):
    """The words of one published service, made even (`directory/search/text.py`).

    The database indexes them itself: generated tsvector columns on PostgreSQL, an FTS5 table filled by
    triggers on SQLite (migration `search_index`).
    """

    service_id = models.BigIntegerField(primary_key=True)
    name = models.TextField()
    brief = models.TextField(help_text="One sentence, terms and provider.")
    body = models.TextField(help_text="Everything else that the public may read.")

    def __str__(self):
        return self.name


class SearchWord(models.Model):
    """A word of the directory and the number of services that use it, for spelling help."""

    word = models.CharField(max_length=40, primary_key=True)
    services = models.IntegerField()

    def __str__(self):
        return self.word


class SearchCounter(models.Model):
    """One row: the version of the directory as search sees it."""

    version = models.BigIntegerField(default=0)

    def __str__(self):
        return str(self.version)


class SearchChange(models.Model):
    """Something that search must read again, written in the transaction of the change.

    It has no version until the change is committed and its words are indexed.
    """

    class Kind(models.TextChoices):
        SERVICES = "services", _("Some services")
        STRUCTURE = "structure", _("Vocabularies, areas or council settings")
        SYNONYMS = "synonyms", _("Synonyms")

    token = models.BigIntegerField(primary_key=True, default=new_token)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.SERVICES)
    service_ids = models.JSONField(default=list)
    version = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [
            models.Index(fields=["version"], name="search_change_version"),
            models.Index(fields=["created_at"], condition=models.Q(version=None), name="search_change_waiting"),
        ]

    def __str__(self):
        return f"{self.kind} {self.version or 'waiting'}"


class SearchCount(models.Model):
    """How often families searched for these words on one day, and how many services they found.

    Postcodes, e-mail addresses and numbers are taken out before counting, but words may still be a name. They
    are erased when nobody has searched for them again for 13 weeks, and each day's count after a year
    (`purge_expired`). The privacy page says so; the officers' report goes back a year.
    """

    PURPOSE = _("To find out what families look for and do not find")
    PERSONAL = ("words",)
    WORDS_KEPT = timedelta(weeks=13)
    COUNTS_KEPT = timedelta(days=365)

    day = models.DateField()
    words = models.CharField(max_length=200)
    results = models.PositiveIntegerField()
    searches = models.PositiveIntegerField(default=0)
    known = models.BooleanField(default=True, help_text="Every word is one of the directory's own.")

    objects = SearchCountQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-searches"]
        indexes = [models.Index(fields=["words"], name="search_count_words")]
        constraints = [models.UniqueConstraint(name="search_count_once_a_day", fields=["day", "words", "results"])]

    def __str__(self):
        return f"{self.words} ({self.searches})"
