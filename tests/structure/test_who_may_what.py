"""What everybody gets at every address of ours: a new address without a row here fails.

Wagtail's and allauth's own addresses are not among them. Lists of records under `cms/snippets/` have a table in
`tests/directory/cms/test_permissions.py`, what roles may do with pages is in `tests/pages/test_roles.py`.
"""

import logging
from unittest import mock

import pytest
from django.contrib.auth import get_user
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.template.backends.django import Template
from django.test import Client

from directory.models import ImportRow, ImportRun
from localoffer.core import roles
from localoffer.pages.officers.models import Link
from localoffer.pages.officers.previews import add_comment, make_link
from tests.factories.core import StatutoryItemFactory
from tests.factories.directory import ImportSourceFactory, ServiceFactory
from tests.factories.pages import InformationPageFactory
from tests.factories.people import person
from tests.responses import release
from tests.structure.test_every_address import routes

ROLES = (
    "visitor",
    roles.PROVIDERS,
    roles.YOUNG_EDITORS,
    roles.EDITORS,
    roles.OFFICERS,
    roles.REVIEW_GROUP,
    roles.USER_MANAGERS,
    "superuser",
)
"""In the order of the letters below."""
ELSEWHERE = ("wagtail.", "wagtail_localize", "allauth.", "django.")
ANSWERS = {403: "-", 404: "0", 405: "only forms"}
TABLE = {
    # For everybody, but here with nothing behind it.
    **dict.fromkeys(
        [
            ".well-known/security.txt",
            "formats/sent/<slug:key>/",
            "go/<slug:short>",
            "go/<slug:short>/",
            "go/<slug:short>/qr.<str:file_format>",
            "media/films/<str:name>",
            "media/images/<str:name>",
            "qr.svg",
            "services/<slug:slug>/calendar.ics",
        ],
        "0",
    ),
    # For everybody.
    **dict.fromkeys(
        [
            "",
            "accessibility/",
            "contact/",
            "cookies/",
            "display/",
            "find/",
            "find/export.<str:file_format>",
            "find/map/",
            "find/pages/",
            "formats/",
            "healthz",
            "help-now/",
            "list/",
            "list/add/",
            "list/clear/",
            "list/compare/",
            "list/move/",
            "list/print/",
            "list/remove/",
            "preview/<str:token>/",
            "preview/<str:token>/comment/",
            "preview/<str:token>/thanks/",
            "privacy/",
            "providers/<slug:slug>/",
            "readyz",
            "robots.txt",
            "s/<str:code>/",
            "services/<slug:slug>/",
            "services/<slug:slug>/qr.svg",
            "services/<slug:slug>/refer/",
            "services/changes.atom",
            "sitemap-<slug:name>.xml",
            "sitemap.xml",
            "theme/<int:version>-<colour:brand>-<colour:link>.css",
        ],
        "y",
    ),
    **dict.fromkeys(
        [
            "cms/users/edit/<int:pk>/",
            "cms/users/new/",
        ],
        "------yy",
    ),
    **dict.fromkeys(
        [
            "cms/directory/imports/rows/<int:pk>/take/",
            "cms/directory/imports/runs/<int:pk>/go-on/",
        ],
        "----0--0",
    ),
    **dict.fromkeys(
        [
            "cms/directory/<slug:kind>/<int:pk>/archive/",
            "cms/directory/<slug:kind>/<int:pk>/confirm/",
            "cms/directory/<slug:kind>/<int:pk>/merge/",
            "cms/directory/<slug:kind>/<int:pk>/needs/",
            "cms/directory/<slug:kind>/<int:pk>/review-date/",
            "cms/directory/<slug:kind>/<int:pk>/status/",
            "cms/directory/imports/",
            "cms/directory/imports/runs/<int:pk>/",
            "cms/directory/imports/runs/<int:pk>/accept/",
            "cms/directory/imports/runs/<int:pk>/discard/",
            "cms/directory/imports/sources/<slug:slug>/new/",
            "cms/directory/imports/sources/<slug:slug>/publish/",
            "cms/directory/imports/sources/<slug:slug>/vanished/",
            "cms/redirects/import/",
            "cms/redirects/import/process/",
            "cms/reports/page-checks/<int:pk>/",
            "cms/setting-up/",
            "cms/setting-up/close/",
            "cms/setting-up/test-mail/",
        ],
        "----y--y",
    ),
    **dict.fromkeys(
        [
            "cms/new-page/",
            "cms/pages/<int:page_id>/checks/",
            "cms/pages/<int:page_id>/review/",
            "cms/reports/links/<int:pk>/check/",
            "cms/reports/links/<int:pk>/ignore/",
            "cms/reports/reading-level/",
            "cms/reports/reading-level/results/",
            "cms/share/<int:content_type_id>/<int:pk>/",
        ],
        "---yy--y",
    ),
    **dict.fromkeys(
        [
            "cms/reports/links/",
            "cms/reports/searches/",
        ],
        "---yyy-y",
    ),
    # Wagtail's interface, of which these parts are closed.
    **dict.fromkeys(
        [
            "cms/api/main/pages/<int:pk>/action/<str:action_name>/",
            "cms/api/main/pages/find/",
        ],
        "--000000",
    ),
    # Of things that one may edit; to others they do not exist.
    **dict.fromkeys(
        [
            "cms/api/main/pages/<int:pk>/",
            "cms/draft-comments/<int:pk>/done/",
            "cms/share/links/<int:pk>/take-back/",
        ],
        "--0yy00y",
    ),
    **dict.fromkeys(
        [
            "cms/reports/law/",
            "cms/reports/law/<slug:slug>/",
        ],
        "--yyyy-y",
    ),
    # Each shows only what the person may see.
    **dict.fromkeys(
        [
            "cms/api/main/pages/",
            "cms/draft-comments/",
            "cms/drafts/",
            "cms/reports/page-checks/",
            "cms/today/",
        ],
        "--yyyyyy",
    ),
}


@pytest.fixture
def variables(db):
    """What stands in the variables of routes: one real object of each kind. The longest beginning of a route wins."""
    service, page = ServiceFactory(), InformationPageFactory()
    page.save_revision()
    source = ImportSourceFactory()
    run = ImportRun.objects.create(source=source, status=ImportRun.Status.CHECKED, dated="2026-01-05")
    row = ImportRow.objects.create(run=run, number=1, stage=4, kind="service", external_id="1")
    officer = person(roles.OFFICERS, username="somebody-else")
    preview, token = make_link(draft=page, user=officer, days=7)
    content_type = ContentType.objects.get_for_model(page)
    return {
        "": {
            "name": "services",
            "file_format": "csv",
            "short": "none",
            "key": "none",
            "token": token,
            "code": service.short_code,
        },
        "theme/": {"version": 1, "brand": "8a1538", "link": "8a1538"},
        "providers/": {"slug": service.provider.slug},
        "services/": {"slug": service.slug},
        "cms/api/main/pages/": {"pk": page.pk, "action_name": "publish"},
        "cms/directory/": {"kind": "service", "pk": service.pk},
        "cms/directory/imports/sources/": {"slug": source.slug},
        "cms/directory/imports/runs/": {"pk": run.pk},
        "cms/directory/imports/rows/": {"pk": row.pk},
        "cms/draft-comments/": {"pk": add_comment(link=preview, key="a" * 32, name="", text="Too long.").pk},
        "cms/pages/": {"page_id": page.pk},
        "cms/reports/law/": {"slug": StatutoryItemFactory().slug},
        "cms/reports/links/": {
            "pk": Link.objects.create(key="a" * 64, url="https://e.example/", status=Link.Status.NEW).pk
        },
        "cms/reports/page-checks/": {"pk": page.pk},
        "cms/share/": {"content_type_id": content_type.pk, "pk": page.pk},
        "cms/share/links/": {"pk": preview.pk},
        "cms/users/": {"pk": person(username="new-here").pk},
    }


def our_routes():
    with mock.patch("tests.structure.test_every_address.FOREIGN", ELSEWHERE):
        return sorted({route for route, _pattern in routes() if not route.startswith("cms/snippets/")})


def address_of(route, variables):
    """The address with real objects in it."""
    known = {}
    for start in sorted((each for each in variables if route.startswith(each)), key=len):
        known |= variables[start]
    first, *others = route.split("<")
    filled = [f"{known[part.split('>', 1)[0].split(':')[-1]]}{part.split('>', 1)[1]}" for part in others]
    return "/" + first + "".join(filled)


def cache_of(get_user):
    """The same people with their rights for each session."""
    known = {}

    def get_known_user(request):
        key = request.session.session_key
        if key not in known:
            known[key] = get_user(request)
        return known[key]

    return get_known_user


class Somebody:
    """One person, or nobody, with a browser."""

    def __init__(self, role):
        # A script is told that it may not; a person would be sent to Wagtail's first page and told there.
        as_a_script = {"X-Requested-With": "XMLHttpRequest", "Sec-Fetch-Site": "same-origin"}
        self.client = Client(raise_request_exception=False, headers=as_a_script)
        if role == "superuser":
            self.client.force_login(person(username="root", is_superuser=True))
        elif role != "visitor":
            self.client.force_login(person(role))

    def gets(self, address):
        """A letter: y let in, - refused or sent to sign in, 0 not found, ! refused, but not when a form is sent.

        What only takes forms is sent one.
        """
        opened, sent = self.ask(self.client.get, address), ""
        if opened in ("only forms", "-"):
            sent = self.ask(self.client.post, address)
        if opened == "only forms":
            return sent
        return "!" if opened == "-" and sent == "y" else opened

    def ask(self, send, address):
        """What comes of it; whatever changed is taken back."""
        with transaction.atomic():
            response = release(send(address))
            transaction.set_rollback(True)
        if response.get("Location", "").startswith("/accounts/login/"):
            return "-"
        return "e" if response.status_code >= 500 else ANSWERS.get(response.status_code, "y")


def letters_of(everybody, address):
    """A letter for each role; for the visitor alone where the address is open to visitors or leads nowhere."""
    visitor, *others = everybody
    first = visitor.gets(address)
    return first if first in "y0" else first + "".join(each.gets(address) for each in others)


def test_everybody_gets_what_the_table_says(variables, site_tree):
    everybody = [Somebody(role) for role in ROLES]
    logging.disable(logging.CRITICAL)
    # Drawing pages says nothing about rights, and one reading of everybody's is enough.
    with (
        mock.patch.object(Template, "render", return_value=""),
        mock.patch("django.contrib.auth.middleware.auth.get_user", cache_of(get_user)),
    ):
        found = {route: letters_of(everybody, address_of(route, variables)) for route in our_routes()}
    logging.disable(logging.NOTSET)

    assert found == TABLE
