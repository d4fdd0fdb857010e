"""How the CMS shows our pages."""

from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from .cms.second_person import SecondPersonActionView, SecondPersonCreateView, SecondPersonEditView


class OfferPageViewSet(PageViewSet):
    """Every page, whatever its type."""

    model = Page
    add_view_class = SecondPersonCreateView
    edit_view_class = SecondPersonEditView
    workflow_action_view_class = SecondPersonActionView
