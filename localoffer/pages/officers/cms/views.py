"""Pages of the officers' home: the law, checks of pages, drafts, new pages, setting up."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.models import Page

from localoffer.core.models import StatutoryItem, Team
from localoffer.core.registries import evidence_sources

from .. import reviews
from ..evidence import by_source, coverage, must_count, should_count
from ..models import SetupClosed
from ..page_rows import offer_page_models, pages_that_may
from . import setup
from .drafts import drafts_of
from .home import may_see_law
from .new_page import choices_for
from .queue import SHOWN, due_pages, short_date

PAGE_SIZE = 50
MOST_SHOWN = 50
MOST_EVIDENCE = 200
MOST_DIGITS = 15


# The law


@require_safe
def law(request: HttpRequest) -> HttpResponse:
    """Every item that the law or guidance asks for, by who asks for it, with what is live for it."""
    if not may_see_law(request.user):
        raise PermissionDenied
    rows = coverage()
    show = request.GET.get("show", "")
    show = show if show in LAW_SHOWN else ""
    shown = {source.name: source.rows for source in by_source(filter(LAW_SHOWN[show], rows))}
    context = {
        "sources": [(source, shown[source.name]) for source in by_source(rows) if source.name in shown],
        "show": show,
        "choices": law_choices(),
        "kinds": [source.label for source in evidence_sources],
        "must": must_count(rows),
        "should": should_count(rows),
    }
    return render(request, "pages/officers/law.html", context)


LAW_SHOWN = {
    "": lambda row: True,
    "missing": lambda row: not row.is_covered,
    "must": lambda row: not row.item.is_advice,
    "must-missing": lambda row: not row.item.is_advice and not row.is_covered,
}


def law_choices() -> list[tuple[str, str]]:
    """(value of `show`, words) of what the list may be narrowed to."""
    return [
        ("", _("All items")),
        ("missing", _("Without evidence")),
        ("must", _("What must be there")),
        ("must-missing", _("What must be there, without evidence")),
    ]


@require_safe
def law_item(request: HttpRequest, slug: str) -> HttpResponse:
    """What is live for one item, each thing with its page and its editor."""
    if not may_see_law(request.user):
        raise PermissionDenied
    item = get_object_or_404(StatutoryItem, slug=slug)
    found = [(source.label, list(source.things(slug, MOST_EVIDENCE))) for source in evidence_sources]
    return render(request, "pages/officers/law_item.html", {"item": item, "found": found})


# Checks of pages


@require_http_methods(["GET", "HEAD", "POST"])
def checks(request: HttpRequest) -> HttpResponse:
    """Pages whose check is due, with a tick for each; ticked ones are confirmed in one go."""
    if request.method == "POST":
        return _confirm_ticked(request)
    show = request.GET.get("show", "")
    show = show if show in SHOWN else ""
    page = Paginator(due_pages(request.user, show), PAGE_SIZE).get_page(request.GET.get("page"))
    teams = dict(Team.objects.values_list("pk", "name"))
    rows = [row | {"team": teams.get(row["owner_team_id"], "")} for row in page.object_list]
    context = {"page": page, "rows": rows, "show": show, "days": settings.PAGE_TAKE_DOWN_AFTER_DAYS}
    return render(request, "pages/officers/checks.html", context)


def _confirm_ticked(request: HttpRequest) -> HttpResponse:
    ticked = {int(pk) for pk in request.POST.getlist("page") if pk.isdecimal() and len(pk) <= MOST_DIGITS}
    among = pages_that_may(request.user, "publish")
    pages = Page.objects.all() if among is None else among
    ids = list(pages.filter(pk__in=sorted(ticked)[:PAGE_SIZE]).values_list("pk", flat=True))
    number = reviews.confirm_pages(ids=ids, user=request.user, now=timezone.now()) if ids else 0
    if number:
        words = ngettext(
            "%(n)d page confirmed. Its next check is set.",
            "%(n)d pages confirmed. Their next checks are set.",
            number,
        )
        messages.success(request, words % {"n": number})
    else:
        messages.warning(request, _("Tick the pages that you looked at."))
    return redirect("officers:checks")


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """“Still right” for one page: somebody looked at it today."""
    page = get_object_or_404(Page.objects.live(), pk=pk).specific
    if not isinstance(page, offer_page_models()) or not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    if request.method == "POST":
        reviews.confirm_pages(ids=[page.pk], user=request.user, now=timezone.now())
        page.refresh_from_db(fields=["review_due"])
        messages.success(
            request, _("Confirmed. The next check is on %(date)s.") % {"date": short_date(page.review_due)}
        )
        return redirect("wagtailadmin_home")
    context = {"page": page, "days": settings.PAGE_TAKE_DOWN_AFTER_DAYS}
    return render(request, "pages/officers/confirm.html", context)


# Drafts and new pages


@require_safe
def drafts(request: HttpRequest) -> HttpResponse:
    """What this person has begun and not published, the last saved first."""
    kinds = [(words, list(rows[:MOST_SHOWN])) for words, rows in drafts_of(request.user)]
    return render(request, "pages/officers/drafts.html", {"kinds": [kind for kind in kinds if kind[1]]})


@require_safe
def new_page(request: HttpRequest) -> HttpResponse:
    """Choose a type of page, then where it will stand. A type that cannot be chosen leads back to the first step."""
    choices = choices_for(request.user)
    if not choices:
        raise PermissionDenied
    chosen = next((choice for choice in choices if choice.name == request.GET.get("kind")), None)
    return render(request, "pages/officers/new_page.html", {"choices": choices, "chosen": chosen})


# Setting up


def set_up_only(view):
    """For those who may change the council's settings."""

    def checked(request, *args, **kwargs):
        if not setup.may_set_up(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return checked


@require_safe
@set_up_only
def set_up(request: HttpRequest) -> HttpResponse:
    """The whole checklist; it can be read when it has been put away, too."""
    steps = setup.steps()
    context = {
        "steps": steps,
        "done": sum(state.done for _step, state in steps),
        "is_closed": setup.is_closed(),
    }
    return render(request, "pages/officers/setup.html", context)


@require_POST
@set_up_only
def close_set_up(request: HttpRequest) -> HttpResponse:
    """Put the checklist away, or show it on the home page again."""
    if request.POST.get("do") == "show":
        SetupClosed.objects.all().delete()
        messages.success(request, _("The list is on the home page again."))
    else:
        SetupClosed.objects.get_or_create(only_one=True, defaults={"closed_by": request.user})
        messages.success(request, _("The list is put away. You find it under Settings, “Setting up”."))
    return redirect("wagtailadmin_home")


@require_POST
@set_up_only
def test_mail(request: HttpRequest) -> HttpResponse:
    """Send a mail to whoever asks, so that they see whether mail goes out."""
    if not request.user.email:
        messages.error(request, _("Your account has no e-mail address."))
        return redirect("officers:setup")
    text = _("This mail shows that the Local Offer can send mail: %(url)s") % {
        "url": settings.BASE_URL + reverse("wagtailadmin_home")
    }
    EmailMessage(_("Test mail from the Local Offer"), text, to=[request.user.email]).send()
    messages.success(request, _("The mail waits to be sent. It should reach you within some minutes."))
    return redirect("officers:setup")
