from django.db import models
from django.http import HttpResponsePermanentRedirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.search import index

from localoffer.core.models import OfferPage
from localoffer.core.page_sections import Section
from localoffer.core.page_text import lines_of_block

from ..blocks import BodyBlock, PartBlock
from ..part_addresses import part_addresses
from ..presentation.guide import part_context, parts_of, whole_context, whole_url
from .editing import editor
from .grammar import HOME, HUB


class GuidePage(RoutablePageMixin, OfferPage):
    """Two to eight parts that answer one question from beginning to end."""

    template = "pages/guide_page.html"
    page_description = _(
        "For a long subject: two to eight parts, each on a page of its own, that can be printed as one."
    )
    whole_template = "pages/guide_whole.html"
    parent_page_types = [HUB]
    subpage_types: list[str] = []
    search_kind = "guide"

    answer = models.TextField(
        _("short answer"), max_length=500, help_text=_("One to three sentences, before anything else.")
    )
    parts = StreamField([("part", PartBlock())], verbose_name=_("parts"), min_num=2, max_num=8)

    search_fields = [*OfferPage.search_fields, index.SearchField("answer"), index.SearchField("parts")]
    edit_handler = editor([FieldPanel("answer"), FieldPanel("parts")])

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")

    def search_sections(self):
        """Each part. The first one stands at the address of the guide itself."""
        for part, block in zip(parts_of(self), self.parts, strict=True):
            yield Section(part.title, part.url, list(lines_of_block(block.block, block.value)), summary=part.answer)

    def clean(self):
        """Gives each part an address that stays: what the live guide has, else one made from the title."""
        super().clean()
        for part, address in zip(self.parts, part_addresses(self.parts, self._live_addresses()), strict=True):
            part.value["address"] = address

    def _live_addresses(self) -> dict[str, str]:
        """Addresses that families may have, by id of the part."""
        live = type(self)._default_manager.filter(pk=self.pk).first() if self.pk else None
        return {part.id: part.value["address"] for part in live.parts} if live else {}

    @path("", name="first")
    def first_part(self, request):
        """The beginning of the guide."""
        return self._show(request, 0)

    @path("whole/", name="whole")
    def whole(self, request):
        """All parts on one page, to read on or to print."""
        return self.render(request, template=self.whole_template, context_overrides=whole_context(self, parts_of(self)))

    @path("<str:address>/", name="part")
    def one_part(self, request, address):
        """A part by its address; an unknown one says so and leads to the guide."""
        parts = parts_of(self)
        numbers = [number for number, part in enumerate(parts) if part.address == address]
        if not numbers:
            response = self.render(request, template="pages/guide_part_missing.html")
            response.status_code = 404
            return response
        if numbers[0] == 0:
            return HttpResponsePermanentRedirect(parts[0].url)
        return self._show(request, numbers[0], parts)

    def _show(self, request, number, parts=None):
        parts = parts or parts_of(self)
        if not parts:  # only in the preview of an empty draft
            return self.render(request, context_overrides={"answer": self.answer, "entries": []})
        return self.render(request, context_overrides=part_context(self, parts, number))

    def serve_preview(self, request, mode_name):
        """Every part on one page, so that an editor sees what a change does wherever it stands."""
        return self.whole(request)

    @property
    def part_urls(self) -> list[str]:
        """Addresses of all parts but the first, for search engines. The whole guide would be the same words twice."""
        return [part.url for part in parts_of(self)[1:]]

    @property
    def whole_address(self) -> str:
        """Where the guide stands on one page; what “print this guide” opens."""
        return whole_url(self)


class InformationPage(OfferPage):
    """One page about one thing."""

    template = "pages/information_page.html"
    page_description = _("For a short subject: everything on one page.")
    parent_page_types = [HOME, HUB]
    subpage_types: list[str] = []
    search_kind = "guide"

    answer = models.TextField(_("short answer"), max_length=500, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("content"))

    search_fields = [*OfferPage.search_fields, index.SearchField("answer"), index.SearchField("body")]
    edit_handler = editor([FieldPanel("answer"), FieldPanel("body")])

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
