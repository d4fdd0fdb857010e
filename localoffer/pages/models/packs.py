"""Topics that can be had on paper."""

from django.template.response import TemplateResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from ..presentation.print_pack import pack_context


class PrintPack(RoutablePageMixin):
    """A page whose topic stands on paper at `print-pack/` below it."""

    pack_template = "pages/print_pack.html"
    # What finds the services of the topic, and the words above them.
    pack_search = ""
    search_heading = ""

    @path("print-pack/", name="print-pack")
    def print_pack(self, request):
        """The whole topic on paper: cover with contacts, its pages, its services.

        Without what the topic shows on its own page, which would be looked up for nothing.
        """
        context = super().get_context(request) | pack_context(self, request)
        return TemplateResponse(request, self.pack_template, context)

    @property
    def pack_address(self) -> str:
        return f"{self.get_url() or '/'}print-pack/"
