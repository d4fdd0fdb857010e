"""The checklist of a new site: every step worked out from what is there."""

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import Site, WorkflowContentType, WorkflowPage

from localoffer.core.models import CouncilSettings, OutgoingMail, Team
from localoffer.core.registries import SetupStep, StepState, setup_steps

from ...models import AccessibilityPage, ContactPage, HomePage
from ..addresses import snippet_address
from ..evidence import coverage, must_count
from ..models import SetupClosed


def may_set_up(user) -> bool:
    return user.has_perm("core.change_councilsettings")


def is_closed() -> bool:
    """Whether somebody has put the checklist away."""
    return SetupClosed.objects.exists()


def steps() -> list[tuple[SetupStep, StepState]]:
    """Every step in its order, with how far it is. A fixed number of queries, whatever the site holds."""
    return [(step, step.state()) for step in sorted(setup_steps, key=lambda step: step.order)]


def _council() -> CouncilSettings:
    site = Site.objects.filter(is_default_site=True).first()
    return (site and CouncilSettings.objects.filter(site=site).first()) or CouncilSettings()


def _default(name: str) -> object:
    return CouncilSettings._meta.get_field(name).get_default()


def _name() -> StepState:
    council = _council()
    missing = [
        words
        for given, words in (
            (council.council_name != str(_default("council_name")), _("no name")),
            (council.place_name != str(_default("place_name")), _("no place")),
            (bool(council.authority_code), _("no code")),
        )
        if not given
    ]
    return StepState(not missing, ", ".join(missing))


def _look() -> StepState:
    council = _council()
    coloured = any(getattr(council, name) != _default(name) for name in ("brand_colour", "link_colour"))
    missing = [] if council.logo_id else [_("no logo")]
    missing += [] if coloured else [_("colours as delivered")]
    return StepState(bool(council.logo_id) and coloured, ", ".join(missing))


def _contacts() -> StepState:
    council = _council()
    missing = [
        words
        for value, words in (
            (council.phone, _("no phone")),
            (council.email, _("no e-mail")),
            (council.sendiass_phone or council.sendiass_url, _("no independent advice service")),
            (council.social_care_phone, _("no number for a child who is not safe")),
        )
        if not value
    ]
    return StepState(not missing, ", ".join(missing))


def _teams() -> StepState:
    number = Team.objects.count()
    return StepState(bool(number), ngettext("%(n)d team", "%(n)d teams", number) % {"n": number})


def _pages() -> StepState:
    kinds = ((HomePage, _("home page")), (ContactPage, _("contact page")), (AccessibilityPage, _("accessibility")))
    missing = [words for model, words in kinds if not model.objects.live().exists()]
    return StepState(not missing, _("Missing: %(pages)s") % {"pages": ", ".join(missing)} if missing else "")


def _navigation() -> StepState:
    council = _council()
    number = council.navigation_items.count() if council.pk else 0
    return StepState(bool(number), ngettext("%(n)d entry", "%(n)d entries", number) % {"n": number})


def _second_factor() -> StepState:
    enter = Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin")
    members = get_user_model().groups.through.objects.filter(user=OuterRef("pk"), group__permissions__in=enter)
    has_access = Q(is_superuser=True) | Exists(members)
    has_code = Exists(Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP))
    people = get_user_model().objects.filter(has_access, is_active=True)
    without = people.exclude(has_code).count()
    words = ngettext("%(n)d person without a second step", "%(n)d people without a second step", without)
    return StepState(not without, words % {"n": without} if without else "")


def _workflow() -> StepState:
    pages = WorkflowPage.objects.filter(workflow__active=True).exists()
    listings = WorkflowContentType.objects.filter(workflow__active=True).exists()
    missing = [words for there, words in ((pages, _("pages")), (listings, _("listings"))) if not there]
    return StepState(not missing, _("None for: %(kinds)s") % {"kinds": ", ".join(missing)} if missing else "")


def _mail() -> StepState:
    sent = OutgoingMail.objects.filter(status=OutgoingMail.Status.SENT).exists()
    dead = OutgoingMail.objects.filter(status=OutgoingMail.Status.DEAD).count()
    words = ngettext("%(n)d mail could not be sent", "%(n)d mails could not be sent", dead) % {"n": dead}
    return StepState(sent, words if dead else "")


def _law() -> StepState:
    must = must_count(coverage())
    words = _("%(covered)d of %(total)d") % {"covered": must.covered, "total": must.total}
    return StepState(must.total > 0 and must.is_complete, words)


def _settings_url() -> str:
    return reverse("wagtailsettings:edit", args=["core", "councilsettings"])


STEPS = [
    SetupStep(
        "council",
        gettext_lazy("Your council"),
        gettext_lazy("Its name, the place as families say it, and its code."),
        _settings_url,
        _name,
        order=10,
    ),
    SetupStep(
        "look",
        gettext_lazy("Logo and colours"),
        gettext_lazy("Colours that are hard to read are refused."),
        _settings_url,
        _look,
        order=20,
    ),
    SetupStep(
        "contacts",
        gettext_lazy("Contacts"),
        gettext_lazy("They stand on every page: your phone and e-mail, independent advice, help in danger."),
        _settings_url,
        _contacts,
        order=30,
    ),
    SetupStep(
        "teams",
        gettext_lazy("Teams"),
        gettext_lazy("Every page and service has an owner team with a shared mailbox."),
        lambda: snippet_address(Team, "list"),
        _teams,
        order=40,
    ),
    SetupStep(
        "pages",
        gettext_lazy("First pages"),
        gettext_lazy("Home, contact, accessibility."),
        lambda: reverse("officers:new-page"),
        _pages,
        order=60,
    ),
    SetupStep(
        "navigation",
        gettext_lazy("Navigation"),
        gettext_lazy("At most eight entries, in families' words."),
        _settings_url,
        _navigation,
        order=70,
    ),
    SetupStep(
        "second-factor",
        gettext_lazy("A second step for everybody who signs in"),
        gettext_lazy("A code from a phone, besides the password."),
        lambda: reverse("wagtailusers_users:index"),
        _second_factor,
        order=80,
    ),
    SetupStep(
        "workflow",
        gettext_lazy("A second person approves"),
        gettext_lazy("So that nothing that matters goes live on one person's word."),
        lambda: reverse("wagtailadmin_workflows:index"),
        _workflow,
        order=85,
    ),
    SetupStep(
        "mail",
        gettext_lazy("Mail is sent"),
        gettext_lazy("Send yourself a mail from this list."),
        lambda: f"{reverse('officers:setup')}#mail",
        _mail,
        order=90,
    ),
    SetupStep(
        "law",
        gettext_lazy("What the law asks for"),
        gettext_lazy("Each item that must be there needs a live page or service."),
        lambda: f"{reverse('officers:law')}?show=must-missing",
        _law,
        order=95,
    ),
]
