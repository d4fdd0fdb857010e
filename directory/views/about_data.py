"""Where the data of this site comes from, and on which terms it may be shown."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..geography.attribution import geography_notices
from ..presentation.data_sources import sources_in_use


@require_safe
def about_data(request: HttpRequest) -> HttpResponse:
    """The sources that this site really uses, with the notices that they ask for."""
    context = {"sources": sources_in_use(), "notices": geography_notices()}
    return render(request, "directory/about_data.html", context)
