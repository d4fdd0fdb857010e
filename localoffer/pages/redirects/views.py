"""Import redirects in the CMS: look at every row first, then do it."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods
from wagtail.models import Site

from .checking import Outcome, Row, check_pairs
from .forms import RedirectTableForm
from .importing import count_rows, write_redirects
from .reading import Unreadable, read_pairs

MOST_SHOWN = 500
NEEDED = ("wagtailredirects.add_redirect", "wagtailredirects.change_redirect")


@require_http_methods(["GET", "POST"])
@permission_required(NEEDED, raise_exception=True)
def import_redirects(request: HttpRequest) -> HttpResponse:
    """A table of old and new addresses, tried first and then written."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = RedirectTableForm(*sent, initial={"try_only": True})
    context: dict = {"form": form}
    if form.is_valid():
        try:
            rows = check_pairs(read_pairs(form.cleaned_data["file"]), request)
        except Unreadable as problem:
            form.add_error("file", str(problem))
        else:
            tried = form.cleaned_data["try_only"]
            counts = count_rows(rows) if tried else write_redirects(rows, site=_site(request), user=request.user)
            context |= {"tried": tried, "counts": _in_words(counts), **_shown(rows)}
    return render(request, "pages/cms/import_redirects.html", context)


def _site(request: HttpRequest) -> Site:
    site = Site.find_for_request(request)
    if site is None:
        raise Site.DoesNotExist
    return site


def _in_words(counts) -> list[tuple[str, int]]:
    return [(outcome.label, counts[outcome]) for outcome in Outcome]


def _shown(rows: list[Row]) -> dict:
    """Refused rows first; of very many only the first."""
    ordered = sorted(rows, key=lambda row: (row.outcome != Outcome.REFUSED, row.pair.line))
    return {"rows": ordered[:MOST_SHOWN], "left_out": max(0, len(rows) - MOST_SHOWN)}
