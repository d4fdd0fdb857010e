"""“Publish what it needs”: the provider and the places of a service, looked at and published together."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from .. import actions
from ..models import Location, Provider, Service
from .forms import ConfirmForm
from .policies import may_run
from .views import edit_address, get_listing

KINDS = (Provider, Location)


def address_of(service: Service) -> str:
    return reverse("directory_cms:companions", args=["service", service.pk])


@require_http_methods(["GET", "POST"])
def companions(request, kind, pk):
    """Shows what would go live with the service, and publishes it on one press."""
    service = get_listing(request, kind, pk, among=(Service,))
    kinds = [model for model in KINDS if may_run(request.user, model)]
    back = edit_address(service)
    if request.method == "POST":
        published = actions.publish_companions(service=service, user=request.user, models=kinds)
        if published:
            messages.success(request, _("Published: %(names)s.") % {"names": names(published)})
        return redirect(back)
    waiting = actions.companions_of(service)
    context = {
        "listing": service,
        "title": _("Publish what it needs"),
        "question": question(waiting, kinds),
        "facts": [(companion.listing._meta.verbose_name, words(companion)) for companion in waiting],
        "form": ConfirmForm(),
        "button": _("Publish"),
        "back": back,
    }
    return render(request, "directory/cms/question.html", context)


def question(waiting, kinds) -> str:
    if not waiting:
        return _("Families can see everything that it needs.")
    ready = sum(not companion.problems and isinstance(companion.listing, tuple(kinds)) for companion in waiting)
    return ngettext(
        "Families see it as soon as you press the button. %(count)d is ready.",
        "Families see them as soon as you press the button. %(count)d are ready.",
        ready,
    ) % {"count": ready}


def words(companion: actions.Companion) -> str:
    """The listing, its address, and what keeps it from going live."""
    listing = companion.listing
    parts = [str(listing)]
    if isinstance(listing, Location):
        parts += [line for line in (listing.address_1, listing.town) if line]
        parts += [listing.get_visibility_display()]
    return "; ".join([*parts, *companion.problems])


def names(listings) -> str:
    return get_text_list([listing.name for listing in listings], _("and"))


def say_what_is_hidden(request, instance) -> None:
    """After publishing a service: which of its places families cannot see yet, with the way to change that."""
    if not isinstance(instance, Service):
        return
    waiting = actions.companions_of(Service.objects.get(pk=instance.pk))
    if waiting:
        hidden = names([companion.listing for companion in waiting])
        messages.warning(
            request,
            _("Families do not see this part of it yet, because it is not published: %(names)s.") % {"names": hidden},
            buttons=[messages.button(address_of(instance), _("Publish what it needs"))],
        )
