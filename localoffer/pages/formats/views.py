"""Ordering a page in another format: a short form, a page to check the answers, a receipt."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from localoffer.core.frame_cache import frame_cache
from localoffer.core.origin import same_origin_post
from localoffer.core.public_forms import is_over_limit

from ..models import FormatRequest
from .actions import order_format
from .forms import FormatForm, page_address

MOST_AN_HOUR = 10


@require_http_methods(["GET", "HEAD", "POST"])
@same_origin_post
def formats(request: HttpRequest) -> HttpResponse:
    """The form. `?page=` names the page, `?format=` the format, so that other pages can link to it."""
    if request.method == "POST":
        response = _sent(request)
    else:
        wanted = request.GET.get("format", "")
        initial = {
            "page": page_address(request.GET.get("page", "")),
            "format": wanted if wanted in FormatRequest.Format.values else "",
        }
        response = render(request, "pages/formats/form.html", {"form": FormatForm(initial=initial)})
    response.private_page = True  # it holds what somebody typed, and a stamp of its own
    return response


def _sent(request: HttpRequest) -> HttpResponse:
    form = FormatForm(request.POST)
    do = request.POST.get("do")
    if not form.is_valid():
        return render(request, "pages/formats/form.html", {"form": form})
    if do != "send":
        template = "pages/formats/form.html" if do == "change" else "pages/formats/check.html"
        return render(request, template, {"form": form})
    if is_over_limit(request, "formats", most=MOST_AN_HOUR):
        form.add_error(None, _("Too many requests came from your network. Wait an hour or call us."))
        return render(request, "pages/formats/form.html", {"form": form}, status=429)
    council = frame_cache.get(request).council
    order_format(key=form.key, answers=form.answers, council_email=council.email)
    return redirect("formats-sent", form.key)


@require_safe
def formats_sent(request: HttpRequest, key: str) -> HttpResponse:
    """The receipt. It can be opened again and shows nothing about the person who asked."""
    wanted = get_object_or_404(FormatRequest, key=key)
    response = render(request, "pages/formats/sent.html", {"wanted": wanted})
    response.private_page = True
    return response
