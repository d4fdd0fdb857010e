from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from localoffer.core.models import OfferPage

from ..blocks import TaskBlock
from ..presentation.home import home_context
from .editing import editor
from .grammar import BELOW_HOME


class HomePage(OfferPage):
    """The first page: start any of the top tasks in one press."""

    template = "pages/home_page.html"
    page_description = _("The first page of the site, with the top tasks. A site has one for each language.")
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = BELOW_HOME
    only_leads_on = True

    tasks = StreamField(
        [("task", TaskBlock())],
        verbose_name=_("top tasks"),
        blank=True,
        max_num=3,
        help_text=_("At most three, like “I'm worried about my child”."),
    )
    waiting = StreamField(
        [("link", TaskBlock())],
        verbose_name=_("while you wait"),
        blank=True,
        max_num=1,
        help_text=_("A card that leads to help for families who wait."),
    )

    edit_handler = editor([FieldPanel("tasks"), FieldPanel("waiting")])

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | home_context(self, timezone.now())
