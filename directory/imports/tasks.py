"""What the worker does: reads files that are too large for a request, fetches feeds, applies large runs.

`manage.py db_worker` runs these. Each can be run again after it broke off: reading begins anew, applying
goes on where it stopped.
"""

import logging
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import BinaryIO

from django.utils.translation import gettext as _
from django_tasks import task

from ..models import ImportRun, ImportSource
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


@task()
def check_upload(run_id: int) -> None:
    """Read an upload that waits for the worker."""
    run = ImportRun.objects.select_related("source").get(pk=run_id)
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
    run.chunks.all().delete()


@task()
def check_feed(run_id: int) -> None:
    """Fetch the feed of a source. A feed that fails changes nothing."""
    run = ImportRun.objects.select_related("source").get(pk=run_id)
    try:
        if run.source.kind != ImportSource.Kind.OPEN_REFERRAL:
            raise ImportFailure(_("Only Open Referral UK can be fetched from an address."))
        merge.check(run, OpenReferralAdapter(run.source, fetch_feed(run.source.url)))
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
