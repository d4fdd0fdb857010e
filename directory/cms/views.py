"""Small pages on which officers run a listing: still right, open or closed, next check, archive.

They change the live row at once, so they are kept out of the editor, whose words wait as drafts.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from .. import actions
from ..models import Location, Provider, Service
from ..models.listings import Listing
from .columns import checked_words, next_check_words, short_date, state_words
from .forms import ConfirmForm, ReasonForm, ReviewDateForm, StatusForm
from .policies import may_run

MODELS: dict[str, type[Listing]] = {"service": Service, "provider": Provider, "place": Location}


def get_listing(request: HttpRequest, kind: str, pk: int, among: tuple[type[Listing], ...] = ()) -> Listing:
    """The listing, if there is one and this person may run it."""
    model = MODELS.get(kind)
    if model is None or (among and model not in among):
        raise Http404
    if not may_run(request.user, model):
        raise PermissionDenied
    return get_object_or_404(model.objects.with_check_waiting().select_related("owner", "last_confirmed_by"), pk=pk)


def edit_address(listing: Listing) -> str:
    return reverse(type(listing).snippet_viewset.get_url_name("edit"), args=[listing.pk])


def done(request: HttpRequest, listing: Listing, message: str) -> HttpResponse:
    """Back to the editor of the listing, with a message that can be read there."""
    messages.success(request, message)
    return redirect(edit_address(listing))


def ask(request: HttpRequest, listing: Listing, form, **words: str) -> HttpResponse:
    """The page with the question, the facts that matter for the answer, and a button."""
    facts = [
        (_("Status"), state_words(listing)),
        (_("Last checked"), checked_words(listing)),
        (_("Next check"), next_check_words(listing)),
        (_("Owner team"), listing.owner or _("None")),
    ]
    context = {"listing": listing, "form": form, "facts": facts, "back": edit_address(listing), **words}
    return render(request, "directory/cms/question.html", context)


@require_http_methods(["GET", "POST"])
def confirm(request, kind, pk):
    """“Still right”: somebody looked at it today."""
    listing = get_listing(request, kind, pk)
    form = ConfirmForm(request.POST or None)
    if request.method == "POST":
        actions.confirm_listings(listings=[listing], user=request.user, now=timezone.now())
        listing.refresh_from_db(fields=["review_due"])
        day = short_date(listing.review_due)
        return done(request, listing, _("Confirmed. The next check is on %(date)s.") % {"date": day})
    question = _("Did you look at it, and is everything still right?")
    return ask(request, listing, form, title=_("Still right"), question=question, button=_("Yes, it is still right"))


@require_http_methods(["GET", "POST"])
def status(request, kind, pk):
    """Open, pause or close a service."""
    service = get_listing(request, kind, pk, among=(Service,))
    until = service.status_until if service.status == Service.Status.PAUSED else None
    initial = {"status": service.status, "reason": service.status_reason, "until": until}
    form = StatusForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            actions.change_status(service=service, user=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return done(request, service, _status_message(service))
    question = _("Families see a pause and its reason on the page of the service. A closed service is not shown.")
    return ask(request, service, form, title=_("Open, pause or close"), question=question, button=_("Save"))


def _status_message(service: Service) -> str:
    if service.status == Service.Status.OPEN and not service.live:
        return _("It is open again, but not on the site yet. Publish it to show it to families.")
    return _("The service is now: %(status)s.") % {"status": service.get_status_display()}


@require_http_methods(["GET", "POST"])
def review_date(request, kind, pk):
    """Set the day of the next check by hand."""
    listing = get_listing(request, kind, pk)
    form = ReviewDateForm(request.POST or None, initial={"review_due": listing.review_due})
    if form.is_valid():
        actions.set_review_date(listing=listing, review_due=form.cleaned_data["review_due"], user=request.user)
        day = short_date(listing.review_due)
        return done(request, listing, _("The next check is on %(date)s.") % {"date": day})
    question = _("When should somebody look at it again?")
    return ask(request, listing, form, title=_("Change next check"), question=question, button=_("Save"))


@require_http_methods(["GET", "POST"])
def archive(request, kind, pk):
    """Take a service or provider off the site, with the reason."""
    listing = get_listing(request, kind, pk, among=(Service, Provider))
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            _archive(listing, form.cleaned_data["reason"], request.user)
        except actions.StillInUse as error:
            form.add_error(None, _still_in_use(error))
        else:
            return done(request, listing, _("Archived. It is off the site; its history stays here."))
    question = _("Take it off the site? Nothing is deleted: its history stays, and you can open it again.")
    return ask(request, listing, form, title=_("Archive"), question=question, button=_("Archive"), serious=True)


def _archive(listing: Listing, reason: str, user) -> None:
    if isinstance(listing, Service):
        actions.archive_services(services=[listing], reason=reason, user=user)
    else:
        actions.archive_providers(providers=[listing], reason=reason, user=user)


def _still_in_use(error: actions.StillInUse) -> str:
    return ngettext(
        "It still runs %(count)d published service. Archive that first, or move it to another provider.",
        "It still runs %(count)d published services. Archive those first, or move them to another provider.",
        error.count,
    ) % {"count": error.count}
