"""Before a page is unpublished or deleted: what leads to it, with a way to each, so that nobody is led nowhere."""

from wagtail.admin.views.pages.delete import DeleteView
from wagtail.admin.views.pages.unpublish import UnpublishView

from ..officers.cms.leads import leads_to


class PageUnpublishView(UnpublishView):
    """The question before a page is taken off the site."""

    template_name = "pages/cms/unpublish.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"leads": leads_to(self.object)}


class PageDeleteView(DeleteView):
    """The question before a page that is not on the site is deleted."""

    template_name = "pages/cms/delete.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"leads": leads_to(self.page)}
