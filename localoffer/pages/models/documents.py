from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField
from wagtail.search import index

from localoffer.core.models import OfferPage

from ..blocks import BodyBlock
from ..presentation.documents import all_documents, versions_context
from .editing import editor
from .grammar import HOME, HUB


class DocumentIndexPage(OfferPage):
    """All documents, by topic and year."""

    template = "pages/document_index_page.html"
    page_description = _("The list of all documents, which fills itself. A site has one.")
    parent_page_types = [HOME]
    subpage_types = ["pages.DocumentPage"]
    only_leads_on = True
    max_count = 1
    search_kind = "page"

    edit_handler = editor([])

    class Meta:
        verbose_name = _("list of documents")
        verbose_name_plural = _("lists of documents")

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"groups": all_documents()}


class DocumentPage(OfferPage):
    """A document as a page first; a file is a copy. A newer version marks this one as superseded, never deletes it."""

    template = "pages/document_page.html"
    page_description = _("A report, plan or charter as a page of words, with its versions. The file is only a copy.")
    parent_page_types = ["pages.DocumentIndexPage", HUB]
    subpage_types: list[str] = []
    search_kind = "document"

    version = models.CharField(_("version"), max_length=20, default="1.0")
    dated = models.DateField(_("dated"), default=timezone.localdate)
    body = StreamField(BodyBlock(), verbose_name=_("content"))
    file = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("file"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    superseded_by = models.ForeignKey(
        "self",
        verbose_name=_("newer version"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="older_versions",
    )

    search_fields = [*OfferPage.search_fields, index.SearchField("body")]
    edit_handler = editor(
        [
            FieldRowPanel([FieldPanel("version"), FieldPanel("dated")]),
            FieldPanel("body"),
            FieldPanel("file"),
            FieldPanel("superseded_by"),
        ]
    )

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def search_successor(self):
        return self.superseded_by_id

    def clean(self):
        super().clean()
        if self.superseded_by_id and self._comes_back(self.superseded_by):
            raise ValidationError({"superseded_by": _("The newer version cannot be this document or an older one.")})

    def _comes_back(self, newer) -> bool:
        """Whether the chain of newer versions leads to this document again."""
        seen = {self.pk}
        while newer is not None:
            if newer.pk in seen:
                return True
            seen.add(newer.pk)
            newer = newer.superseded_by
        return False

    @property
    def is_superseded(self) -> bool:
        """Whether a published newer version holds instead."""
        return bool(self.superseded_by_id and self.superseded_by.live)

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | versions_context(self)
