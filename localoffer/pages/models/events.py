from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index

from directory.postcodes import normalise_postcode
from localoffer.core.models import OfferPage

from ..blocks import BodyBlock
from ..event_checks import age_problems, contact_problems, length_problems
from ..presentation.event_calendar import event_file, list_file
from ..presentation.event_dates import MOST_YEARS, over_at
from ..presentation.event_page import event_context
from ..presentation.events import index_context
from ..querysets import EventQuerySet
from .editing import editor
from .grammar import HOME


class EventIndexPage(RoutablePageMixin, OfferPage):
    """All events to come, by date: as a list, or as the calendar of a month."""

    template = "pages/event_index_page.html"
    page_description = _("The list of all events to come, with a calendar. It fills itself. A site has one.")
    parent_page_types = [HOME]
    subpage_types = ["pages.EventPage"]
    only_leads_on = True
    max_count = 1
    search_kind = "page"

    edit_handler = editor([])

    class Meta:
        verbose_name = _("list of events")
        verbose_name_plural = _("lists of events")

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | index_context(self, request.GET, timezone.now())

    @path("calendar-file/", name="calendar-file")
    def calendar_file(self, request):
        """All events to come, for a family's own calendar."""
        return list_file(self, timezone.now())


class EventPage(RoutablePageMixin, OfferPage):
    """Something that happens at a time: once, or every week or month. Past ones leave the lists and the search."""

    class Repeats(models.TextChoices):
        NEVER = "", _("does not repeat")
        WEEKLY = "weekly", _("every week")
        FORTNIGHTLY = "fortnightly", _("every two weeks")
        MONTHLY_DAY = "monthly", _("every month on the same weekday, like the second Tuesday")

    template = "pages/event_page.html"
    page_description = _(
        "Something that happens on a day, once or again and again. It leaves the lists when it is over."
    )
    parent_page_types = ["pages.EventIndexPage"]
    subpage_types: list[str] = []
    search_kind = "event"

    topic = models.ForeignKey(
        "pages.HubPage", verbose_name=_("topic"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Only a draft may lack them.
    starts = models.DateTimeField(_("starts"), null=True, db_index=True)
    ends = models.DateTimeField(_("ends"), null=True)
    repeats = models.CharField(_("repeats"), max_length=12, choices=Repeats.choices, blank=True, default=Repeats.NEVER)
    repeats_until = models.DateField(_("repeats until"), null=True, blank=True)
    # Worked out from the four above at each save, so that the database can leave out what is over.
    over_at = models.DateTimeField(null=True, editable=False, db_index=True)
    place_name = models.CharField(_("place"), max_length=120, blank=True, help_text=_("Leave empty if it is online."))
    place_address = models.CharField(_("address"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=8, blank=True)
    online = models.BooleanField(_("online"), default=False)
    min_age = models.PositiveSmallIntegerField(_("from age"), null=True, blank=True)
    max_age = models.PositiveSmallIntegerField(_("to age"), null=True, blank=True)
    cost = models.CharField(_("cost"), max_length=120, blank=True, help_text=_("Like “Free” or “£3 a child”."))
    access = models.TextField(
        _("access"), max_length=500, blank=True, help_text=_("Steps, parking, quiet room, toilets.")
    )
    organiser = models.CharField(_("organised by"), max_length=120, blank=True)
    booking_url = models.URLField(_("booking"), max_length=300, blank=True)
    contact_phone = models.CharField(_("phone"), max_length=30, blank=True)
    contact_email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    cancelled = models.BooleanField(_("cancelled"), default=False)
    body = StreamField(BodyBlock(), verbose_name=_("content"), blank=True)

    objects = PageManager.from_queryset(EventQuerySet)()

    search_fields = [
        *OfferPage.search_fields,
        index.SearchField("body"),
        index.SearchField("place_name"),
        index.FilterField("starts"),
        index.FilterField("over_at"),
    ]
    edit_handler = editor(
        [
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("starts"), FieldPanel("ends")]),
                    FieldRowPanel([FieldPanel("repeats"), FieldPanel("repeats_until")]),
                    FieldPanel("cancelled"),
                ],
                _("When"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("online"),
                    FieldPanel("place_name"),
                    FieldRowPanel([FieldPanel("place_address"), FieldPanel("postcode")]),
                    FieldPanel("access"),
                ],
                _("Where"),
            ),
            FieldPanel("topic"),
            FieldRowPanel([FieldPanel("min_age"), FieldPanel("max_age"), FieldPanel("cost")]),
            MultiFieldPanel(
                [
                    FieldPanel("organiser"),
                    FieldPanel("booking_url"),
                    FieldRowPanel([FieldPanel("contact_phone"), FieldPanel("contact_email")]),
                ],
                _("How to come"),
            ),
            FieldPanel("body"),
        ]
    )

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def clean(self):
        super().clean()
        errors = {}
        if self.starts and self.ends and self.ends <= self.starts:
            errors["ends"] = _("The end must be after the start.")
        if self.repeats and self.repeats_until and self.starts:
            if self.repeats_until < timezone.localdate(self.starts):
                errors["repeats_until"] = _("It must repeat until a day after it starts.")
            elif self.repeats_until.year > self.starts.year + MOST_YEARS:
                errors["repeats_until"] = _("Enter a day within ten years, or leave it empty if it has no end.")
        if self.repeats_until and not self.repeats:
            errors["repeats"] = _("Choose how often it repeats, or take the last day away.")
        errors |= age_problems(self) | contact_problems(self)
        errors = length_problems(self) | errors
        if errors:
            raise ValidationError(errors)
        self.postcode = normalise_postcode(self.postcode)

    def publishing_problems(self):
        problems = super().publishing_problems()
        if not self.online and not self.place_name:
            problems.setdefault("place_name", []).append(_("Say where it is, or tick that it is online."))
        return problems

    @property
    def is_dated(self) -> bool:
        """Whether it says when it starts and ends. Without both it is never published, and stands in no list."""
        return self.starts is not None and self.ends is not None

    def save(self, *args, **kwargs):
        self.over_at = over_at(self) if self.is_dated else None
        super().save(*args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | event_context(self, timezone.now())

    @path("calendar-file/", name="calendar-file")
    def calendar_file(self, request):
        """This event, for a family's own calendar."""
        if not self.is_dated:
            raise Http404
        return event_file(self)

    def search_times(self):
        """Until it is over; one that repeats, until its last time."""
        return None, self.over_at
