"""What the worker does: reads files that are too large for a request, fetches feeds, applies large runs.

`manage.py db_worker` runs these. Each can be run again after it broke off: reading begins anew, applying
goes on where it stopped. `manage.py resume_imports`, every few minutes, notices what broke off.
"""

import logging
from contextlib import ExitStack
from datetime import datetime
from tempfile import TemporaryFile
from typing import BinaryIO

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from ..models import ImportRun, ImportSource
from ..models.import_runs import STOPPED_AFTER
from . import merge
from .opening import open_adapter
from .openreferral import OpenReferralAdapter
from .openreferral_feed import fetch_feed
from .records import ImportFailure
from .tables import CHUNK

logger = logging.getLogger("localoffer.imports")


def keep_upload(run: ImportRun, part: str, file: BinaryIO) -> None:
    """Put an uploaded file where the worker finds it."""
    file.seek(0)
    number = 0
    while data := file.read(CHUNK):
        run.chunks.create(part=part, number=number, data=data)
        number += 1


def restored(run: ImportRun, part: str) -> BinaryIO | None:
    """An uploaded file as a temporary one."""
    chunks = run.chunks.filter(part=part).order_by("number")
    if not chunks.exists():
        return None
    file = TemporaryFile()  # noqa: SIM115  closed by the caller's ExitStack
    for chunk in chunks.iterator(chunk_size=4):
        file.write(bytes(chunk.data))
    return file


def taken_for_reading(run_id: int) -> ImportRun | None:
    """The run, if it waits to be read and nobody else reads it."""
    now = timezone.now()
    nobody = Q(alive_at=None) | Q(alive_at__lt=now - STOPPED_AFTER)
    waiting = ImportRun.objects.filter(
        nobody, pk=run_id, status__in=[ImportRun.Status.WAITING, ImportRun.Status.READING]
    )
    if not waiting.update(alive_at=now, status=ImportRun.Status.READING):
        logger.info("import %s does not wait to be read", run_id)
        return None
    return ImportRun.objects.select_related("source").get(pk=run_id)


@task()
def check_upload(run_id: int) -> None:
    """Read an upload that waits for the worker."""
    run = taken_for_reading(run_id)
    if run is None:
        return
    with ExitStack() as stack:
        files = {part: restored(run, part) for part in ("file", "links")}
        for file in files.values():
            if file:
                stack.enter_context(file)
        try:
            if files["file"] is None:
                raise ImportFailure(_("The uploaded file is gone. Upload it again."))
            merge.check(run, open_adapter(run.source, files["file"], run.file_name, files["links"]))
        except ImportFailure as failure:
            merge.fail(run, str(failure))
        finally:
            forget_upload(run)


def forget_upload(run: ImportRun) -> None:
    """Throw the kept file away once it has been read, for better or worse."""
    if run.status != run.Status.READING:
        run.chunks.all().delete()


@task()
def check_feed(run_id: int) -> None:
    """Fetch the feed of a source. A feed that fails changes nothing."""
    run = taken_for_reading(run_id)
    if run is None:
        return
    try:
        if run.source.kind != ImportSource.Kind.OPEN_REFERRAL:
            raise ImportFailure(_("Only Open Referral UK can be fetched from an address."))
        documents = fetch_feed(run.source.url, alive=run.give_sign_of_life)
        merge.check(run, OpenReferralAdapter(run.source, documents))
    except ImportFailure as failure:
        merge.fail(run, str(failure))


@task()
def apply_run(run_id: int) -> None:
    """Apply an accepted run, or go on with one that broke off."""
    run = ImportRun.objects.select_related("source", "accepted_by").get(pk=run_id)
    if run.status not in (run.Status.ACCEPTED, run.Status.APPLYING):
        logger.info("import %s is %s: nothing to apply", run_id, run.status)
        return
    try:
        merge.apply(run)
    except ImportFailure as failure:
        logger.info("import %s: %s", run_id, failure)


def resume(run: ImportRun) -> None:
    """Have the worker go on with a run. One that somebody is at work on is not disturbed by it."""
    if run.status in (run.Status.ACCEPTED, run.Status.APPLYING):
        apply_run.enqueue(run.pk)
    elif run.chunks.exists():
        check_upload.enqueue(run.pk)
    elif run.source.url and run.file_name == run.source.url:
        check_feed.enqueue(run.pk)
    else:
        merge.fail(run, _("The reading broke off, and the file was not kept. Import it again."))


def resume_stopped(now: datetime | None = None) -> int:
    """Go on with all runs that broke off, because a server was restarted or went down; returns how many."""
    stopped = list(ImportRun.objects.stopped(now).select_related("source"))
    for run in stopped:
        logger.warning("import %s had stopped and goes on", run.pk)
        resume(run)
    return len(stopped)
