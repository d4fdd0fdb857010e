"""The report of links: what is broken, where it stands, look again, put off."""

from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.db.models import Count, Exists, Max, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from ..forms import IgnoreForm
from ..links import actions
from ..models import Link, LinkUse
from .link_words import problem_words, use_address

PAGE_SIZE = 50
mending = permission_required("officers.change_link", raise_exception=True)

KINDS = {
    "broken": gettext_lazy("Broken"),
    "ignored": gettext_lazy("Ignored for now"),
    "failing": gettext_lazy("Failed once, looked at again tomorrow"),
    "unsure": gettext_lazy("Answers people only: look yourself"),
    "all": gettext_lazy("All"),
}


def links_of_kind(kind: str):
    """Links of one of `KINDS` that stand somewhere."""
    used = Link.objects.filter(Exists(LinkUse.objects.filter(link=OuterRef("pk"))))
    if kind == "broken":
        return used.broken()
    if kind == "ignored":
        return used.ignored()
    return used if kind == "all" else used.filter(status=kind)


@require_safe
@permission_required("officers.view_link", raise_exception=True)
def report(request: HttpRequest) -> HttpResponse:
    """Links of one kind with every place where they stand."""
    kind = request.GET.get("show", "")
    kind = kind if kind in KINDS else "broken"
    page = Paginator(links_of_kind(kind).prefetch_related("uses"), PAGE_SIZE).get_page(request.GET.get("page"))
    rows = [
        {
            "link": link,
            "problem": problem_words(link) if link.status in ("broken", "failing", "unsure") else "",
            "uses": [(use, use_address(use)) for use in link.uses.all()],
            "is_web": link.url.startswith(("http://", "https://", "/")),
        }
        for link in page.object_list
    ]
    totals = dict(Link.objects.values_list("status").annotate(number=Count("pk")).order_by())
    context = {
        "page": page,
        "rows": rows,
        "kind": kind,
        "kinds": KINDS.items(),
        "total": sum(totals.values()),
        "may_mend": request.user.has_perm("officers.change_link"),
        "latest": Link.objects.aggregate(latest=Max("checked_at"))["latest"],
    }
    return render(request, "pages/officers/links.html", context)


@require_POST
@mending
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Look at one link now. It takes some seconds at the most."""
    link = get_object_or_404(Link, pk=pk)
    actions.check_one(link)
    if link.status == Link.Status.GOOD:
        messages.success(request, _("It works: %(url)s") % {"url": link})
    else:
        messages.warning(request, f"{problem_words(link)}: {link}")
    return redirect(_back(request))


@require_POST
@mending
def ignore(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a broken link off until a day."""
    link = get_object_or_404(Link, pk=pk)
    form = IgnoreForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(form.errors["until"]))
    else:
        until = form.cleaned_data["until"]
        actions.ignore(link, until=until, user=request.user)
        words = _("Put off until %(day)s: %(url)s") if until else _("No longer put off: %(url)s")
        messages.success(request, words % {"day": until and date_format(until), "url": link})
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    kind = request.POST.get("show", "")
    return f"{reverse('officers:links')}?show={kind if kind in KINDS else 'broken'}"
