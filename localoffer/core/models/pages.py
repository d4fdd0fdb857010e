from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Locale, Page
from wagtail.search import index

from .. import page_text, previews, second_person
from ..addresses import taken_address
from ..blocks import SourceBlock
from ..page_forms import OfferPageForm
from ..page_sections import Section
from ..reading_versions import versions_of
from ..translations import page_addresses, standing
from .last_publishing import UNDONE, LastPublishing
from .review import ReviewDates, day_problem, days_late

BY_THE_CLOCK = "wagtail.publish.scheduled"


class OfferPage(ReviewDates, Page):  # type: ignore[django-manager-missing]  # Wagtail makes its manager at run time
    """Every public page: who keeps it up to date, when it is checked, whom it is for, what law it answers.

    Words live in drafts; the dates of checks live on the row alone (`OPERATIONAL_FIELDS`).
    """

    summary = models.CharField(
        _("summary"),
        max_length=200,
        help_text=_("One sentence. Families see it on cards and in search results."),
    )
    owner_team = models.ForeignKey(
        "core.Team",
        verbose_name=_("owner team"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The team that keeps this up to date. Needed before the page can be published."),
    )
    review_due = models.DateField(_("next check"), null=True, db_index=True)
    for_parents = models.BooleanField(_("parents and carers"), default=True)
    for_young_people = models.BooleanField(_("young people"), default=False)
    for_professionals = models.BooleanField(_("professionals and councillors"), default=False)
    statutory_items = ParentalManyToManyField(
        "core.StatutoryItem",
        verbose_name=_("what the law asks for"),
        blank=True,
        related_name="+",
        help_text=_("Which parts of the law this page is evidence for."),
    )
    sources = StreamField(
        [("source", SourceBlock())],
        verbose_name=_("where facts and law come from"),
        blank=True,
        help_text=_("Shown in small print at the end of the page."),
    )

    privacy_reason = models.CharField(
        _("why names and numbers in it are all right"),
        max_length=200,
        blank=True,
        help_text=_("Only if the check before publishing found words that look like a child or a family."),
    )

    # Which group a new page is for, until its writer says otherwise.
    usually_for = "for_parents"
    # Set by page types that, with everything below them, are never published by their writer alone.
    second_person_for_all = False
    # Set by page types whose own words are an introduction to other pages, which tell the law themselves. A law among
    # their sources says why the topic is there. Their cards change often, and one officer may change them.
    only_leads_on = False

    # Set by page types below which every page says whom to call in danger.
    who_helps_now_below = False

    # Set by page types that stand in the search: the name of their kind, like "guide" (docs/developers/search.md).
    search_kind = ""
    # Page types whose words stand in other tables set this, so that the search reads them at every change.
    search_words_elsewhere = False
    # Whether the first use of a word of the glossary leads there.
    links_glossary = True

    # Set by page types that the software itself shows at an address that every site has.
    stands_at_a_fixed_address = False

    # Set on a live page that wagtail-localize has put a translator's words into (`core/waiting_words.py`).
    words_wait = False

    content_panels = [*Page.content_panels, FieldPanel("summary")]
    record_panels = [
        FieldPanel("owner_team"),
        FieldPanel("review_due"),
        MultiFieldPanel(
            [FieldPanel("for_parents"), FieldPanel("for_young_people"), FieldPanel("for_professionals")],
            _("Whom it is for"),
        ),
        FieldPanel("statutory_items"),
        FieldPanel("sources"),
        FieldPanel("privacy_reason"),
    ]
    base_form_class = OfferPageForm
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.FilterField("review_due")]

    class Meta:
        abstract = True

    def route(self, request, path_components):
        """As Wagtail does; where nothing is found, the request notes that something public was here once.

        A draft that was never published and a page that is not for everybody say nothing about themselves.
        """
        try:
            return super().route(request, path_components)
        except Http404:
            if self._was_taken_down():
                request.page_is_gone = True
            raise

    def _was_taken_down(self) -> bool:
        if self.live or not self.first_published_at or self.is_site_root():
            return False
        return not self.get_view_restrictions().exists()

    def get_context(self, request, *args, **kwargs):
        """With how this page stands to its original, where it is a translation."""
        context = super().get_context(request, *args, **kwargs)
        if len(settings.LANGUAGES) > 1:
            request.translations = self._addresses()
            context["standing"] = standing(self)
        return context

    def _addresses(self) -> dict[str, str] | None:
        """This page by language. The first page leads into every language, translated or not."""
        if self.is_site_root():
            return None
        return page_addresses(self)

    def clean(self):
        super().clean()
        if not (self.for_parents or self.for_young_people or self.for_professionals):
            raise ValidationError({"for_parents": _("Choose at least one group that the page is for.")})
        if self.path and not self.is_root():
            self.refuse_a_taken_address(self.get_parent())

    def refuse_a_taken_address(self, parent: Page) -> None:
        """Refuse a slug below this parent at whose address visitors would find something else."""
        if self.stands_at_a_fixed_address:
            return
        if address := taken_address(parent, self.slug):
            words = gettext("The site already shows something else at %(address)s. Choose a different slug.")
            raise ValidationError({"slug": words % {"address": address}})

    def save(self, clean=True, **kwargs):
        """Save it, complete or not where it is an alias: that repeats what its original holds.

        Words that wait to be published stay out of the row.
        """
        if self.words_wait and kwargs.get("update_fields") is None:
            return
        kwargs["clean"] = clean and not self.alias_of_id
        with transaction.atomic():
            if kwargs.get("update_fields") is None:
                LastPublishing.objects.note(self)
            super().save(**kwargs)

    def with_content_json(self, content):
        """The draft in `content`, with the dates of checks that stand on the live row.

        Editors write the next check into the draft; of the two dates the later one holds, so that a draft
        from before a check does not bring the older date back.
        """
        draft = super().with_content_json(content)
        written = draft.review_due
        for field in self.OPERATIONAL_FIELDS:
            setattr(draft, field, getattr(self, field))
        draft.review_due = max(filter(None, (written, self.review_due)), default=None)
        return draft

    @property
    def says_the_same_as(self) -> Page | None:
        """The page that this one says again in other words, in the same language."""
        return None

    def second_person_reason(self) -> str:
        """Why somebody other than the writer must publish this draft, in words; empty where nobody must."""
        if second_person.stands_in_such_a_section(self):
            return gettext("A second person checks everything in this section.")
        if second_person.says_the_law(self):
            return gettext("It says what the law is, or names a law as its source, so a second person checks it.")
        if second_person.a_young_editor_wrote(self):
            return gettext("A young editor wrote it, so a second person checks it.")
        return ""

    def publish(self, revision, user=None, changed=True, log_action=True, **options):
        """Publish a revision, unless it is this person's own and needs a second one."""
        if log_action not in (BY_THE_CLOCK, UNDONE):  # a second person approved that day, or those words
            second_person.refuse_the_writer(revision, user)
        somebody_looked = user is not None or log_action == BY_THE_CLOCK
        is_first = somebody_looked and self.first_published_at is None
        super().publish(revision, user=user, changed=changed, log_action=log_action, **options)
        if is_first:
            self.note_first_check(user)

    def note_first_check(self, user) -> None:
        """Whoever publishes a new page has read it; later publishing may be about one link and is no check.

        The editor of Wagtail publishes past `publish`, so it calls this by itself.
        """
        rows = type(self)._default_manager.filter(pk=self.pk, live=True, last_confirmed_at=None)
        rows.update(last_confirmed_at=timezone.now(), last_confirmed_by=user)

    @property
    def follows_another(self) -> bool:
        """Whether it says in other words what another page says, so that it can be behind that page."""
        return self.locale_id != Locale.get_default().pk

    def note_words_from(self, moment: datetime) -> None:
        """Words of that moment stand here again. What follows another page is as far behind it as it was then.

        Other pages count as changed now: feeds and calendars would not take an older date for news.
        """
        if self.follows_another:
            type(self)._default_manager.filter(pk=self.pk).update(last_published_at=moment)

    @property
    def check_is_late(self) -> bool:
        """Whether its check is so late that families are told."""
        return days_late(self.review_due) > settings.PAGE_LATE_AFTER_DAYS

    @property
    def had_better_go(self) -> bool:
        """Whether its check is so late that it should be taken down, unless somebody finds it still right."""
        return days_late(self.review_due) > settings.PAGE_TAKE_DOWN_AFTER_DAYS and not self.is_site_root()

    @cached_property
    def crumbs(self) -> list[tuple[str, str]]:
        """The way here, from the top down, without the home page and without this page."""
        return [(page.title, page.get_url()) for page in self._above]

    @cached_property
    def _above(self) -> list[Page]:
        return list(self.get_ancestors().filter(depth__gt=2).live())

    @property
    def says_who_helps_now(self) -> bool:
        """Whether it stands in a section whose pages all say whom to call in danger."""
        return any(getattr(page.specific_class, "who_helps_now_below", False) for page in self._above)

    def readable_text(self) -> str:
        """All words that readers see, one paragraph, heading or point of a list a line."""
        return "\n".join(page_text.lines_of_page(self))

    def search_sections(self) -> Iterable[Section]:
        """Pieces of this page that the search finds by themselves."""
        return ()

    def search_times(self) -> tuple[datetime | None, datetime | None]:
        """From when until when the search shows this page; None on a side without a limit."""
        return None, None

    def search_successor(self) -> int | None:
        """The page that took this one's place: as long as that one is published, the search shows it instead."""
        return None

    def publishing_problems(self) -> dict[str, list[str]]:
        """What stops this page from being published, in words, by field. Page types add their own."""
        problem = day_problem(self.review_due)
        if not problem or self._is_a_translation() or self._keeps_its_day():
            return {}
        return {"review_due": [problem]}

    def _keeps_its_day(self) -> bool:
        """Whether families see it with the same next check, which may have passed: links are mended then, too."""
        standing = type(self)._default_manager.filter(pk=self.pk, live=True, review_due=self.review_due)
        return self.pk is not None and standing.exists()

    def _is_a_translation(self) -> bool:
        """Whether its original, which its translator cannot change, says when it is checked."""
        return self.locale_id is not None and self.locale_id != Locale.get_default().pk

    @cached_property
    def preview_modes(self):
        """The usual page, each theme, to print; and its Easy Read version where there is one.

        Looked up once: the editor asks for them in every line of its list of previews.
        """
        modes = list(previews.MODES)
        if any(version.kind == "easy-read" for version in versions_of(self)):
            modes.append(("easy-read", _("Easy Read version")))
        return modes

    def make_preview_request(self, original_request=None, preview_mode=None, extra_request_attrs=None):
        """The page as the mode shows it. “Easy Read” shows what is published: it is a page of its own."""
        if preview_mode == "easy-read":
            for version in versions_of(self):
                if version.kind == "easy-read" and version.page:
                    return version.page.make_preview_request(original_request, previews.USUAL, extra_request_attrs)
        attributes = previews.request_attributes(preview_mode, original_request) | (extra_request_attrs or {})
        return super().make_preview_request(original_request, preview_mode, attributes)
