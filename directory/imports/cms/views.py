"""Imports in the CMS: choose a source, upload or fetch, look at the difference, accept or discard.

Nothing of the directory changes before an officer accepts, and everything works without JavaScript.
"""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin import messages

from ...actions.archiving import StillInUse
from ...models import ImportRow, ImportRun, ImportSource
from .. import merge, tasks
from ..arrivals import arrivals, publish_arrivals
from ..opening import is_large, open_adapter
from ..proposals import archive_proposed, keep_proposed, proposals
from ..records import ImportFailure, Kind
from ..reporting import totals
from ..resolving import take_from_source
from .forms import FROM_ADDRESS, UploadForm
from .presentation import ShownRows, progress

PAGE_SIZE = 50
HISTORY = 30
officers_only = permission_required("directory.change_importsource", raise_exception=True)


def importable() -> QuerySet[ImportSource]:
    """Sources that a file or feed can come from; the lists of the software itself have a command of their own."""
    return ImportSource.objects.exclude(kind=ImportSource.Kind.SEEDS)


@require_GET
@officers_only
def index(request) -> HttpResponse:
    """All sources with what waits for a decision, and the latest runs."""
    sources = (
        importable()
        .annotate(
            open_runs=Count("runs", filter=Q(runs__status=ImportRun.Status.CHECKED), distinct=True),
        )
        .select_related("owner")
    )
    runs = ImportRun.objects.select_related("source", "created_by", "accepted_by")[:HISTORY]
    return render(request, "directory/imports/index.html", {"sources": sources, "runs": runs})


@require_http_methods(["GET", "POST"])
@officers_only
def upload(request, slug: str) -> HttpResponse:
    """Read a file or the address of a source, to look at the difference."""
    source = get_object_or_404(importable(), slug=slug)
    form = UploadForm(request.POST or None, request.FILES or None, source=source)
    if form.is_valid():
        run = begin(request, source, form.cleaned_data)
        return redirect("directory_imports:run", run.pk)
    return render(request, "directory/imports/upload.html", {"source": source, "form": form})


def begin(request, source: ImportSource, data: dict) -> ImportRun:
    """Start a run: here and now for a small file, through the worker for a large one or a feed."""
    fetch = data["origin"] == FROM_ADDRESS
    run = merge.start(
        source,
        file_name=source.url if fetch else data["file"].name,
        dated=data["dated"],
        partial=data["partial"],
        user=request.user,
    )
    if fetch:
        tasks.check_feed.enqueue(run.pk)
    elif is_large(source.kind, data["file"], data["file"].size, merge.IN_REQUEST):
        with transaction.atomic():  # the whole file or nothing of it
            for part in ("file", "links"):
                if data.get(part):
                    tasks.keep_upload(run, part, data[part])
        tasks.check_upload.enqueue(run.pk)
    else:
        try:
            merge.check(run, open_adapter(source, data["file"], data["file"].name, data.get("links")))
        except ImportFailure as failure:
            merge.fail(run, str(failure))
    return run


@require_GET
@officers_only
def detail(request, pk: int) -> HttpResponse:
    """The difference that a run would make, or has made, row by row."""
    run = get_object_or_404(ImportRun.objects.select_related("source__owner", "created_by", "accepted_by"), pk=pk)
    asked = request.GET.get("show", "")
    outcome = asked if asked in ImportRow.Outcome.values else ""
    rows: Any = ShownRows(run, outcome)  # all that a Paginator asks for
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "run": run,
        "subtitle": f"{run.source}, {date_format(run.dated)}",
        "progress": progress(run),
        "totals": totals(run),
        "passed_over": sum(run.passed_over.values()),
        "show": outcome,
        "page": page,
        "unused": [line for line in run.account if line["way"] == "unused"],
        "arrived": arrivals(run.source, Kind.SERVICE).count() if run.status == run.Status.DONE else 0,
        "has_proposals": bool(run.status == run.Status.DONE and proposals(run.source)),
    }
    return render(request, "directory/imports/run.html", context)


@require_POST
@officers_only
def accept(request, pk: int) -> HttpResponse:
    """Apply what the officer has looked at."""
    run = get_object_or_404(ImportRun, pk=pk)
    try:
        merge.accept(run, request.user)
    except ImportFailure as failure:
        messages.error(request, str(failure))
        return redirect("directory_imports:run", run.pk)
    if run.rows_read <= merge.IN_REQUEST:
        merge.apply(run)
        messages.success(request, _("The import is done."))
    else:
        tasks.apply_run.enqueue(run.pk)
        messages.success(request, _("Accepted. The worker applies it; this page shows how far it is."))
    return redirect("directory_imports:run", run.pk)


@require_POST
@officers_only
def go_on(request, pk: int) -> HttpResponse:
    """Let the worker go on with a run that broke off. A run that is in work is not disturbed by it."""
    run = get_object_or_404(ImportRun.objects.in_work().select_related("source"), pk=pk)
    tasks.resume(run)
    messages.success(request, _("The worker goes on where it stopped."))
    return redirect("directory_imports:run", run.pk)


@require_POST
@officers_only
def discard(request, pk: int) -> HttpResponse:
    """Throw a look away. Nothing has been changed by it."""
    taken = ImportRun.objects.filter(pk=pk, status=ImportRun.Status.CHECKED).update(
        status=ImportRun.Status.DISCARDED, finished_at=timezone.now(), shown={}
    )
    if taken:
        ImportRow.objects.filter(run=pk).delete()
        messages.success(request, _("Discarded. Nothing was changed."))
    return redirect("directory_imports:index")


@require_POST
@officers_only
def take(request, pk: int) -> HttpResponse:
    """Decide one conflict for the source."""
    row = get_object_or_404(ImportRow.objects.select_related("run__source"), pk=pk, run__status=ImportRun.Status.DONE)
    take_from_source(row=row, field=request.POST.get("field", ""), user=request.user)
    messages.success(request, _("“%(title)s” now says what the source says.") % {"title": row.title})
    return redirect("directory_imports:run", row.run_id)


@require_POST
@officers_only
@permission_required("directory.publish_service", raise_exception=True)
def publish(request, slug: str) -> HttpResponse:
    """Publish the drafts that a source brought and that nobody has edited."""
    source = get_object_or_404(importable(), slug=slug)
    count = publish_arrivals(source=source, user=request.user)
    words = ngettext("%(count)s service published.", "%(count)s services published.", count)
    messages.success(request, words % {"count": count})
    return redirect("directory_imports:index")


@require_http_methods(["GET", "POST"])
@officers_only
def vanished(request, slug: str) -> HttpResponse:
    """Listings that their source no longer has: archive them, or keep them as ours."""
    source = get_object_or_404(importable(), slug=slug)
    if request.method == "POST":
        try:
            decide(request, source, chosen_of(request, source))
        except StillInUse as still:
            messages.error(
                request,
                _("%(name)s still runs services that families can find. Archive those first.")
                % {"name": still.listing},
            )
        except ListHasChanged:
            messages.error(request, _("The list has changed since you opened it. Nothing was done: look at it again."))
        return redirect("directory_imports:vanished", source.slug)
    page = Paginator(proposals(source), PAGE_SIZE).get_page(request.GET.get("p"))
    return render(request, "directory/imports/vanished.html", {"source": source, "page": page})


class ListHasChanged(Exception):
    """“All” was ticked for a list that is another one by now."""


def chosen_of(request, source: ImportSource) -> list[int]:
    """What the officer has ticked on this page, or all of the list: only if it is as long as they saw it."""
    if "all" not in request.POST:
        return [int(pk) for pk in request.POST.getlist("memory") if pk.isdecimal()]
    found = [proposal.memory.pk for proposal in proposals(source)]
    if request.POST["all"] != str(len(found)):
        raise ListHasChanged
    return found


def decide(request, source: ImportSource, chosen: list[int]) -> None:
    """Archive or keep what the officer has ticked."""
    if request.POST.get("decision") == "keep":
        count = keep_proposed(source=source, memories=chosen)
        words = ngettext("%(count)s listing is now ours.", "%(count)s listings are now ours.", count)
    else:
        count = archive_proposed(source=source, memories=chosen, user=request.user)
        words = ngettext("%(count)s listing archived.", "%(count)s listings archived.", count)
    messages.success(request, words % {"count": count})
