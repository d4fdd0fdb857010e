from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from .formats.cms import FormatRequestViewSet, NobodyAdds
from .languages import hide_translations_report, to_its_own_language
from .models import FormatRequest

register_permission_policy(FormatRequest, NobodyAdds(FormatRequest))
register_snippet(FormatRequestViewSet)

hooks.register("before_serve_page", to_its_own_language)
hooks.register("construct_reports_menu", hide_translations_report)
