"""What an import read, what it would change, and what it did: kept so that an officer can look first."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .sources import ImportSource

STOPPED_AFTER = timedelta(minutes=10)


class ImportRunQuerySet(models.QuerySet):
    def in_work(self):
        """Runs that somebody has to go on with: to be read or to be applied."""
        Status = ImportRun.Status
        return self.filter(status__in=[Status.WAITING, Status.READING, Status.ACCEPTED, Status.APPLYING])

    def stopped(self, now=None):
        """Runs in work that have given no sign of life for ten minutes."""
        then = (now or timezone.now()) - STOPPED_AFTER
        return self.in_work().filter(Q(alive_at__lt=then) | Q(alive_at=None, created_at__lt=then))


class ImportRun(models.Model):
    """One reading of a source. It changes nothing until an officer accepts it.

    Small files are read and applied in the request; larger ones by the worker, in batches that can resume.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting for the worker to read it")
        READING = "reading", _("Being read")
        CHECKED = "checked", _("Ready for your decision")
        ACCEPTED = "accepted", _("Accepted, waiting for the worker")
        APPLYING = "applying", _("Being applied")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed: nothing was changed")
        DISCARDED = "discarded", _("Discarded")

    source = models.ForeignKey(ImportSource, on_delete=models.CASCADE, related_name="runs")
    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.WAITING)
    created_at = models.DateTimeField(_("started"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    finished_at = models.DateTimeField(null=True, blank=True)
    file_name = models.CharField(_("file or address"), max_length=400, blank=True)
    dated = models.DateField(_("date of the source"))
    encoding = models.CharField(_("text encoding"), max_length=20, blank=True)
    sample = models.JSONField(default=list, blank=True)
    partial = models.BooleanField(
        _("holds only some of the rows"),
        default=False,
        help_text=_("Rows that are not in it are then not proposed for archiving."),
    )
    rows_read = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict, blank=True)
    shown = models.JSONField(default=dict, blank=True)
    """How many rows there are to look through, by outcome; those of `reported` under "". Counting takes seconds."""
    passed_over = models.JSONField(default=dict, blank=True)
    """How many rows are left out on purpose without a record of them, by the reason."""
    account = models.JSONField(default=list, blank=True)
    applied_stage = models.PositiveSmallIntegerField(default=0)
    applied_row = models.BigIntegerField(default=0)
    alive_at = models.DateTimeField(null=True, blank=True)
    """When whoever reads or applies it last gave a sign of life, which is after every batch."""
    failure = models.TextField(blank=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self):
        return f"{self.source} {self.dated}"

    def give_sign_of_life(self):
        """Tell others that somebody is at work on it."""
        self.alive_at = timezone.now()
        ImportRun.objects.filter(pk=self.pk).update(alive_at=self.alive_at)

    @property
    def has_stopped(self):
        """Whether nobody has been at work on it for ten minutes, though it is not done."""
        return ImportRun.objects.stopped().filter(pk=self.pk).exists()

    @property
    def has_effect(self):
        """Whether accepting it would write anything, be it only the date of the data or a proposal."""
        return bool(self.counts.keys() - {ImportRow.Outcome.LEFT_OUT.value, ImportRow.Outcome.ERROR.value})

    @property
    def is_open(self):
        """Whether an officer has still to decide about it."""
        return self.status == self.Status.CHECKED


class ImportRowQuerySet(models.QuerySet):
    def reported(self):
        """Rows that differ or have something to tell."""
        Outcome = ImportRow.Outcome
        quiet = Q(outcome__in=[Outcome.UNCHANGED, Outcome.LEFT_OUT], problems=[])
        return self.exclude(quiet).exclude(outcome="")

    def numbers_shown(self):
        """How many rows there are with each outcome, and under "" how many are reported."""
        by_outcome = self.order_by().values_list("outcome").annotate(number=models.Count("pk"))
        return {**{outcome: number for outcome, number in by_outcome if outcome}, "": self.reported().count()}


class ImportRow(models.Model):
    """One record that a run read (a provider, a place or a service), and what became of it."""

    class Outcome(models.TextChoices):
        NEW = "new", _("New")
        CHANGED = "changed", _("Changed")
        CONFLICT = "conflict", _("Ours and the source differ")
        UNCHANGED = "unchanged", _("Unchanged")
        CLOSED = "closed", _("Closed at the source")
        LEFT_OUT = "left-out", _("Left out: closed, or deleted here")
        VANISHED = "vanished", _("No longer at the source")
        ERROR = "error", _("Not imported")

    class Stage(models.IntegerChoices):
        """Places first, then providers, those that belong to another provider, services: references look back."""

        LOCATION = 1
        PROVIDER = 2
        MEMBER = 3
        SERVICE = 4

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("row"))
    stage = models.PositiveSmallIntegerField(choices=Stage)
    kind = models.CharField(max_length=8)
    external_id = models.CharField(max_length=200)
    title = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True)
    payload = models.JSONField(default=dict)
    changes = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    object_id = models.BigIntegerField(null=True, blank=True)

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        ordering = ["number", "stage", "pk"]
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of an import")
        indexes = [
            models.Index(fields=["run", "stage", "id"], name="import_row_stage"),
            models.Index(fields=["run", "kind", "external_id"], name="import_row_record"),
            models.Index(fields=["run", "outcome", "number"], name="import_row_outcome"),
            models.Index(fields=["run", "number", "stage", "id"], name="import_row_order"),
        ]

    def __str__(self):
        return f"{self.number} {self.title}"


class ImportChunk(models.Model):
    """Part of an uploaded file that is too large for the request, kept until the worker has read it.

    In the database and not in the media folder: the worker may run on another machine, and an upload must
    never be reachable from outside.
    """

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="chunks")
    part = models.CharField(max_length=8, default="file")
    number = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(name="import_chunk_once", fields=["run", "part", "number"])]

    def __str__(self):
        return f"{self.run_id} {self.part} {self.number}"
