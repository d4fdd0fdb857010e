"""Saying what the columns of a council's own table are: a sample, its columns, the values of its lists.

Each step carries what the one before has found in a signed field, so nothing is kept on the server, and cells of a
table that may name people are gone when the page is closed.
"""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.log_actions import log

from ....models import ImportSource
from ...column_maps import read_map
from ...records import ImportFailure
from ...sampling import SampleColumn, look_into
from ...terms import TermFinder
from .forms import AS_BEFORE, TERMS, ColumnsForm, KindsForm, SampleForm

SALT = "directory.imports.columns"
A_DAY = 24 * 60 * 60
MOST_CARRIED = 800_000
"""Letters of the signed field: a form may send a million."""
Carried = dict[str, Any]


@require_http_methods(["GET", "POST"])
@permission_required("directory.change_importsource", raise_exception=True)
def match_columns(request: HttpRequest, slug: str) -> HttpResponse:
    """The step that the form says it is; without one, the first."""
    source = get_object_or_404(ImportSource, slug=slug, kind=ImportSource.Kind.TABLE)
    if request.method == "GET":
        return sample_page(request, source, SampleForm())
    try:
        carried = signing.loads(request.POST.get("carried", ""), salt=salt_of(source), max_age=A_DAY)
    except signing.BadSignature:
        if request.POST.get("carried"):
            messages.error(
                request, _("That took longer than a day, or came from another source. Show the table again.")
            )
            return redirect(request.path)
        return take_sample(request, source)
    return take_kinds(request, source, carried) if "map" in carried else take_columns(request, source, carried)


def take_sample(request: HttpRequest, source: ImportSource) -> HttpResponse:
    """Read the table and ask about its columns."""
    form = SampleForm(request.POST, request.FILES)
    if not form.is_valid():
        return sample_page(request, source, form)
    try:
        columns = look_into(form.cleaned_data["file"])
    except ImportFailure as failure:
        form.add_error("file", str(failure))
        return sample_page(request, source, form)
    if len(carried_by(source, columns_of(columns))) > MOST_CARRIED:
        form.add_error("file", _("The table has too many columns. Take out those that families do not need."))
        return sample_page(request, source, form)
    return columns_page(request, source, ColumnsForm(columns=columns, before=map_of(source)))


def take_columns(request: HttpRequest, source: ImportSource, carried: Carried) -> HttpResponse:
    """Keep the map, or ask first about the values of its lists."""
    columns = [SampleColumn.from_plain(column) for column in carried["columns"]]
    form = ColumnsForm(request.POST, columns=columns, before=map_of(source))
    if not form.is_valid():
        return columns_page(request, source, form)
    column_map = form.column_map()
    try:
        read_map(column_map)
    except ImportFailure as failure:
        form.add_error(None, str(failure))
        return columns_page(request, source, form)
    if lists := lists_of(form, column_map):
        return kinds_page(request, source, kinds_form(source, lists), {"map": column_map, "lists": lists})
    return keep(request, source, column_map)


def take_kinds(request: HttpRequest, source: ImportSource, carried: Carried) -> HttpResponse:
    """Keep the map with our terms for the values of its lists."""
    form = kinds_form(source, carried["lists"], request.POST)
    if not form.is_valid():
        return kinds_page(request, source, form, carried)
    for column, values in form.answers().items():
        said = carried["map"]["columns"][column]
        said["values"] = said.get("values", {}) | values
    return keep(request, source, carried["map"])


def lists_of(form: ColumnsForm, column_map: dict[str, Any]) -> dict[str, list[str]]:
    """The columns that hold kinds of our lists, each with its different values."""
    found = {}
    for number, column in enumerate(form.columns):
        said = column_map["columns"][column.name]
        if form.cleaned_data[f"to_{number}"] != AS_BEFORE and said.get("to") in TERMS:
            found[column.name] = column.kinds(said.get("separator", ""))
    return {name: values for name, values in found.items() if values}


def kinds_form(source: ImportSource, lists: dict[str, list[str]], data: Any = None) -> KindsForm:
    kept = map_of(source).get("columns", {})
    before = {name: column.get("values", {}) for name, column in kept.items() if isinstance(column, dict)}
    return KindsForm(data, lists=lists, finder=TermFinder(source), before=before)


def keep(request: HttpRequest, source: ImportSource, column_map: dict[str, Any]) -> HttpResponse:
    """Save the map and lead to the import."""
    source.column_map = column_map
    source.save(update_fields=["column_map"])
    log(source, "wagtail.edit", user=request.user)
    messages.success(request, _("The portal now knows the columns of this table. You can import it."))
    return redirect("directory_imports:upload", source.slug)


def map_of(source: ImportSource) -> dict[str, Any]:
    """The map until now; an empty one where something else is stored."""
    kept = source.column_map
    return kept if isinstance(kept, dict) and isinstance(kept.get("columns", {}), dict) else {}


# What goes from step to step


def salt_of(source: ImportSource) -> str:
    return f"{SALT}.{source.pk}"


def columns_of(columns: Sequence[SampleColumn]) -> Carried:
    return {"columns": [column.as_plain() for column in columns]}


def carried_by(source: ImportSource, carried: Carried) -> str:
    return signing.dumps(carried, salt=salt_of(source), compress=True)


# Pages


def sample_page(request: HttpRequest, source: ImportSource, form: SampleForm) -> HttpResponse:
    return page(request, source, "sample", form)


def columns_page(request: HttpRequest, source: ImportSource, form: ColumnsForm) -> HttpResponse:
    return page(request, source, "columns", form, columns_of(form.columns))


def kinds_page(request: HttpRequest, source: ImportSource, form: KindsForm, carried: Carried) -> HttpResponse:
    return page(request, source, "kinds", form, carried)


def page(
    request: HttpRequest, source: ImportSource, step: str, form: Any, carried: Carried | None = None
) -> HttpResponse:
    signed = carried_by(source, carried) if carried else ""
    context = {"source": source, "form": form, "carried": signed}
    return render(request, f"directory/imports/columns/{step}.html", context)
