"""One object of every kind, so that every address of the portal leads to something real, and somebody of every role."""

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Locale, Page, Site, UploadedFile, Workflow
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.models import Translation, TranslationSource

from directory.models import ImportRow, ImportRun, LocalOfferQuestion, SchoolTerm
from localoffer.core import roles
from localoffer.pages.models import GlossaryTerm
from localoffer.pages.officers.models import Link
from localoffer.pages.officers.previews import add_comment, make_link
from tests.factories.core import StatutoryItemFactory, TeamFactory
from tests.factories.directory import (
    AreaFactory,
    ImportSourceFactory,
    LocationFactory,
    ServiceFactory,
    SynonymFactory,
    TermFactory,
    VocabularyFactory,
)
from tests.factories.formats import FormatRequestFactory
from tests.factories.pages import AlertFactory, HubPageFactory, InformationPageFactory, KnownIssueFactory
from tests.factories.people import person
from tests.factories.young import young_page, young_section

# In the order of the columns of the table.
ROLES = {
    "anonymous": None,
    "provider": roles.PROVIDERS,
    "young editor": roles.YOUNG_EDITORS,
    "editor": roles.EDITORS,
    "officer": roles.OFFICERS,
    "surgery staff": roles.SURGERY_STAFF,
    "review group": roles.REVIEW_GROUP,
    "user manager": roles.USER_MANAGERS,
    "superuser": None,
}


def people() -> dict:
    """Somebody of every role; nobody for visitors."""
    made = {name: person(role) for name, role in ROLES.items() if role}
    return {"anonymous": None} | made | {"superuser": person(username="root", is_superuser=True)}


class World:
    """What stands in the variables of routes. An answer depends on the object, so each is the usual case."""

    def __init__(self) -> None:
        self.snippets = _snippets()
        self.section = young_section()
        self.in_section = _with_a_check_running(young_page(self.section))
        self.page = _with_a_check_running(InformationPageFactory(title="A page"))
        self.hub = HubPageFactory(title="Elsewhere", slug="elsewhere")
        self.source = self.snippets["directory.importsource"]
        self.run = ImportRun.objects.create(source=self.source, status=ImportRun.Status.CHECKED, dated="2026-01-05")
        self.row = ImportRow.objects.create(run=self.run, number=1, stage=4, kind="service", external_id="1")
        self.image = get_image_model().objects.create(title="A picture", file=get_test_image_file())
        self.document = get_document_model().objects.create(title="A file", file=ContentFile(b"Words", name="file.txt"))
        self.redirect = Redirect.objects.create(old_path="/old", redirect_link="/find/")
        self.collection = Collection.get_first_root_node().add_child(name="A collection")
        self.workflow = Workflow.objects.get(active=True)
        self.site = Site.objects.get(is_default_site=True)
        self.group = Group.objects.create(name="A group")
        self.account = person(username="somebody-else")
        self.upload = UploadedFile.objects.create(
            for_content_type=ContentType.objects.get_for_model(get_image_model()), file=get_test_image_file()
        )
        self.session = EditingSession.objects.create(
            user=self.account,
            content_type=ContentType.objects.get_for_model(Page),
            object_id=str(self.page.pk),
            last_seen_at=timezone.now(),
        )
        self._make_what_hangs_on_pages()

    def _make_what_hangs_on_pages(self) -> None:
        """A translation under way, a private link to a draft with a comment, a broken link."""
        self.locale = Locale.objects.create(language_code="fr")
        source, _ = TranslationSource.update_or_create_from_instance(self.page)
        self.translation = Translation.objects.create(source=source, target_locale=self.locale)
        self.translation.save_target(publish=False)
        self.preview, self.token = make_link(draft=self.page, user=self.account, days=7)
        self.comment = add_comment(link=self.preview, key="a" * 32, name="", text="Too long.")
        self.link = Link.objects.create(key="a" * 64, url="https://example.org/", status=Link.Status.NEW)


def _with_a_check_running(page):
    page.save_revision()
    Workflow.objects.get(active=True).start(page, None)
    return type(page).objects.get(pk=page.pk)


def _snippets() -> dict:
    """A record of every kind that has a place in the CMS, by its label in small letters."""
    place = LocationFactory()
    service = ServiceFactory(owner=TeamFactory(), at=[place])
    listings = [service, service.provider, place]
    for listing in listings:
        _with_a_check_running(listing)
    others = [
        VocabularyFactory(),
        TermFactory(),
        SynonymFactory(),
        AreaFactory(),
        ImportSourceFactory(),
        TeamFactory(),
        StatutoryItemFactory(),
        AlertFactory(),
        KnownIssueFactory(),
        FormatRequestFactory(),
        GlossaryTerm.objects.create(term="A word", slug="a-word", meaning="What it means."),
        LocalOfferQuestion.objects.create(text="How do you involve parents?"),
        SchoolTerm.objects.create(name="Spring", starts="2026-01-05", ends="2026-02-13"),
    ]
    made = {record._meta.label_lower: record for record in [*listings, *others]}
    missing = {model._meta.label_lower for model in get_snippet_models()} - set(made)
    assert not missing, f"the matrix needs a record of {missing}: make one in tests/structure/permissions/world.py"
    return made
