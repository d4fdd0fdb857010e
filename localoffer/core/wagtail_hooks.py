from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .today import replace_panels
from .viewsets import StatutoryItemViewSet, TeamViewSet

register_snippet(TeamViewSet)
register_snippet(StatutoryItemViewSet)

hooks.register("construct_homepage_panels", replace_panels, order=10)
