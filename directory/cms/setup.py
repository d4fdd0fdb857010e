"""Steps of setting up a new council's directory."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from localoffer.core.registries import SetupStep, StepState

from ..models import Area, Postcode, Provider, Service
from .queue import list_address


def _areas() -> StepState:
    wards = Area.objects.filter(kind=Area.Kind.WARD).count()
    postcodes = Postcode.objects.count()
    words = _("%(wards)d wards, %(postcodes)d postcodes") % {"wards": wards, "postcodes": postcodes}
    return StepState(bool(wards and postcodes), words)


def _schools() -> StepState:
    schools = Provider.objects.filter(kind=Provider.Kind.SCHOOL, live=True).count()
    return StepState(bool(schools), ngettext("%(n)d school", "%(n)d schools", schools) % {"n": schools})


def _services() -> StepState:
    services = Service.objects.published().count()
    return StepState(bool(services), ngettext("%(n)d service", "%(n)d services", services) % {"n": services})


STEPS = [
    SetupStep(
        name="areas",
        label=gettext_lazy("Postcodes and wards"),
        help=gettext_lazy(
            "So that families can search near them. Whoever runs the server loads them with the commands "
            "load_postcodes and load_areas."
        ),
        url=lambda: list_address(Area),
        state=_areas,
        order=50,
    ),
    SetupStep(
        name="schools",
        label=gettext_lazy("Schools"),
        help=gettext_lazy("Import them from the national register of schools."),
        url=lambda: reverse("directory_imports:index"),
        state=_schools,
        order=51,
    ),
    SetupStep(
        name="services",
        label=gettext_lazy("Services"),
        help=gettext_lazy("Write the first ones, or import a table or a feed."),
        url=lambda: list_address(Service),
        state=_services,
        order=52,
    ),
]
