"""Where a form leads back to. The address stands in the form, so anybody can write anything there."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

LONGEST = 2_000
"""Django sends nobody to an address of more than 2,048 characters."""


def way_back(request: HttpRequest, otherwise: str) -> str:
    """The path in `next`, if it is one of this site; else `otherwise`.

    Lead there with `HttpResponseRedirect`: `redirect` takes a word without a slash for the name of a view.
    """
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if _is_path(wanted) else otherwise


def _is_path(text: str) -> bool:
    return text.startswith("/") and len(text) <= LONGEST and url_has_allowed_host_and_scheme(text, allowed_hosts=None)
