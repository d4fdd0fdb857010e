"""Searches of families that found nothing, and all others, as a report for officers."""

from datetime import timedelta

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from ..models import SearchCount, Synonym
from .home import SEARCHES_OF_DAYS, may_see_searches

PAGE_SIZE = 100


class SearchesForm(forms.Form):
    """Which searches to show."""

    days = forms.TypedChoiceField(
        label=_("Time"),
        coerce=int,
        choices=[(30, _("30 days")), (SEARCHES_OF_DAYS, _("90 days")), (365, _("12 months"))],
        required=False,
        empty_value=SEARCHES_OF_DAYS,
    )
    show = forms.ChoiceField(
        label=_("Searches"),
        choices=[("", _("Without result")), ("all", _("All"))],
        required=False,
    )


@require_safe
def searches(request: HttpRequest) -> HttpResponse:
    """The words, how often they were searched for, and the fewest services that they found."""
    if not may_see_searches(request.user):
        raise PermissionDenied
    form = SearchesForm(request.GET)
    form.is_valid()  # what cannot be used is left out
    days = form.cleaned_data.get("days") or SEARCHES_OF_DAYS
    show = form.cleaned_data.get("show", "")
    since = timezone.localdate() - timedelta(days=days)
    counts = SearchCount.objects
    rows = counts.for_officers(since) if show == "all" else counts.without_results(since)
    context = {
        "form": SearchesForm(initial={"days": days, "show": show}),
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "query": f"days={days}&show={show}",
        "show": show,
        "find_url": reverse("directory:find"),
        "teach_url": reverse(Synonym.snippet_viewset.get_url_name("add"))
        if request.user.has_perm("directory.add_synonym")
        else "",
    }
    return render(request, "directory/cms/searches.html", context)
