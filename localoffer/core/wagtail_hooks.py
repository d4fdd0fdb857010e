from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .cms_users.views import refuse_what_is_not_theirs
from .today import replace_panels
from .viewsets import StatutoryItemViewSet, TeamViewSet

register_snippet(TeamViewSet)
register_snippet(StatutoryItemViewSet)

hooks.register("construct_homepage_panels", replace_panels, order=10)
hooks.register("before_bulk_action", refuse_what_is_not_theirs)
