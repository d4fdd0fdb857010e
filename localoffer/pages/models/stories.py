import logging
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index
from wagtail.url_routing import RouteResult

from localoffer.core.days import NEVER, end_of
from localoffer.core.models import OfferPage

from ..blocks import BodyBlock
from ..consent import ERASED, consent_problems
from ..presentation.stories import gone_story, index_context
from ..querysets import StoryQuerySet
from .editing import editor
from .grammar import HOME

logger = logging.getLogger("localoffer.pages")
BY_THE_CLOCK = "wagtail.publish.scheduled"


class StoryIndexPage(OfferPage):
    """Stories that families and young people allowed us to tell."""

    template = "pages/story_index_page.html"
    page_description = _("The list of all stories, which fills itself. A site has one.")
    parent_page_types = [HOME]
    subpage_types = ["pages.StoryPage"]
    only_leads_on = True
    max_count = 1
    search_kind = "page"

    edit_handler = editor([])

    class Meta:
        verbose_name = _("list of stories")
        verbose_name_plural = _("lists of stories")

    def get_context(self, request, *args, **kwargs):
        today = timezone.localdate()
        return super().get_context(request, *args, **kwargs) | index_context(self, request.GET.get("page"), today)


class StoryPage(OfferPage):
    """A family's or a young person's story: not published without recorded consent, hidden when consent ends.

    Who agreed, and to what, is personal data: never shown, and erased a year after the day until which they
    agreed, so that a question about a story that was told can still be answered for that long (`purge_expired`).
    """

    PURPOSE = _("To show that a family or a young person agreed to have their story told")
    PERSONAL = ERASED
    CONSENT_KEPT = timedelta(days=365)

    template = "pages/story_page.html"
    page_description = _(
        "A family's or young person's own story. It needs their consent, and goes when the consent ends."
    )
    parent_page_types = ["pages.StoryIndexPage"]
    subpage_types: list[str] = []
    search_kind = "story"

    person = models.CharField(
        _("name in the story"), max_length=80, help_text=_("A changed first name, unless they want their own.")
    )
    name_changed = models.BooleanField(_("the name is changed"), default=True)
    lead = models.TextField(_("beginning"), max_length=400)
    body = StreamField(BodyBlock(), verbose_name=_("content"))

    consent_by = models.CharField(
        _("who agreed"),
        max_length=120,
        blank=True,
        help_text=_("Never shown. For a child: the young person and who has parental responsibility."),
    )
    consent_on = models.DateField(_("agreed on"), null=True, blank=True)
    consent_covers = models.TextField(_("what they agreed to"), max_length=500, blank=True)
    consent_until = models.DateField(_("agreed until"), null=True, blank=True, db_index=True)

    objects = PageManager.from_queryset(StoryQuerySet)()

    search_fields = [*OfferPage.search_fields, index.SearchField("lead"), index.SearchField("body")]
    edit_handler = editor(
        [
            FieldRowPanel([FieldPanel("person"), FieldPanel("name_changed")]),
            FieldPanel("lead"),
            FieldPanel("body"),
            MultiFieldPanel(
                [
                    FieldPanel("consent_by"),
                    FieldRowPanel([FieldPanel("consent_on"), FieldPanel("consent_until")]),
                    FieldPanel("consent_covers"),
                ],
                _("Consent"),
                help_text=_("Needed before the story can be published. Families never see it."),
            ),
            FieldPanel("go_live_at", heading=_("Publish by itself on"), help_text=_("Leave empty to publish at once.")),
        ],
        settings_panels=[],
    )

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    def publishing_problems(self):
        problems = super().publishing_problems()
        for field, found in consent_problems(self, timezone.localdate()).items():
            problems.setdefault(field, []).extend(found)
        return problems

    def publish(self, revision, *args, **kwargs):
        """However it is published (by hand, by a workflow, by the clock): never without consent."""
        problems = consent_problems(revision.as_object(), timezone.localdate())
        if not problems:
            super().publish(revision, *args, **kwargs)
        elif kwargs.get("log_action") == BY_THE_CLOCK:  # an error would hold up everything else that is due
            revision.approved_go_live_at = None
            revision.save(update_fields=["approved_go_live_at"])
            logger.warning("Story %s was not published: its consent has ended.", self.pk, extra={"event": "publish"})
        else:
            raise ValidationError(problems)

    def clean(self):
        super().clean()
        self.expire_at = self._end_of_telling()

    def save(self, *args, **kwargs):
        self.expire_at = self._end_of_telling()
        super().save(*args, **kwargs)

    def _end_of_telling(self):
        """The end of the last day that they agreed to: `publish_scheduled` then takes the story down."""
        return end_of(self.consent_until) if self.consent_until else None

    def may_be_told(self, today) -> bool:
        """Whether families may read it today."""
        return self.live and not consent_problems(self, today)

    def route(self, request, path_components):
        """A story that was told and is not any more still has its address: it says that it has gone."""
        if not path_components and self.first_published_at:
            return RouteResult(self)
        return super().route(request, path_components)

    def serve(self, request, *args, **kwargs):
        today = timezone.localdate()
        if getattr(request, "is_preview", False) or self.may_be_told(today):
            return super().serve(request, *args, **kwargs)
        return gone_story(self, request, today)

    def search_times(self):
        """Until consent ends; without recorded consent never."""
        return None, end_of(self.consent_until) if self.consent_until else NEVER
