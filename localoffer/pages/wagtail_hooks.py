from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from .formats.cms import FormatRequestViewSet, NobodyAdds
from .models import FormatRequest

register_permission_policy(FormatRequest, NobodyAdds(FormatRequest))
register_snippet(FormatRequestViewSet)
