from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index

from localoffer.core.days import end_of
from localoffer.core.models import OfferPage

from ..blocks import BodyBlock
from ..querysets import EventQuerySet
from .editing import editor
from .grammar import HOME


class EventIndexPage(OfferPage):
    """All events to come, by date."""

    template = "pages/event_index_page.html"
    parent_page_types = [HOME]
    subpage_types = ["pages.EventPage"]
    max_count = 1

    edit_handler = editor([])

    class Meta:
        verbose_name = _("list of events")
        verbose_name_plural = _("lists of events")


class EventPage(OfferPage):
    """Something that happens at a time: once, or every week or month. Past ones leave the lists and the search."""

    class Repeats(models.TextChoices):
        NEVER = "", _("does not repeat")
        WEEKLY = "weekly", _("every week")
        FORTNIGHTLY = "fortnightly", _("every two weeks")
        MONTHLY_DAY = "monthly", _("every month on the same weekday, like the second Tuesday")

    template = "pages/event_page.html"
    parent_page_types = ["pages.EventIndexPage"]
    subpage_types: list[str] = []
    search_kind = "event"

    starts = models.DateTimeField(_("starts"), db_index=True)
    ends = models.DateTimeField(_("ends"))
    repeats = models.CharField(_("repeats"), max_length=12, choices=Repeats.choices, blank=True, default=Repeats.NEVER)
    repeats_until = models.DateField(_("repeats until"), null=True, blank=True)
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

    def search_times(self):
        """Until it is over; one that repeats, until the last day."""
        if not self.repeats:
            return None, self.ends
        return None, end_of(self.repeats_until) if self.repeats_until else None
