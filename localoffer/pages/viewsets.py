"""How the CMS shows our pages."""

from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from .cms.publishing import PageWorkflowActionView


class OfferPageViewSet(PageViewSet):
    """Every page, whatever its type."""

    model = Page
    workflow_action_view_class = PageWorkflowActionView
