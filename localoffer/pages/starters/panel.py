"""Above the form of a new page: that it begins with a text, and the way to begin without one, or with it again."""

from wagtail.admin.panels import Panel

from .filling import has_starter
from .prompts import CLOSE, OPEN

START = "start"
EMPTY = "empty"


def starts_empty(request) -> bool:
    """Whether this person asked for a form without a text."""
    return request.GET.get(START) == EMPTY


class StarterPanel(Panel):
    """Shown only where somebody opens the form of a new page whose type has a text to begin with."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "pages/cms/starter_panel.html"

        def is_shown(self):
            is_new = self.instance.pk is None and not self.form.is_bound
            return super().is_shown() and is_new and has_starter(self.instance)

        def get_context_data(self, parent_context=None):
            context = {"is_empty": starts_empty(self.request), "other_way": self._other_way(), "open": OPEN}
            return super().get_context_data(parent_context) | context | {"close": CLOSE}

        def _other_way(self) -> str:
            query = self.request.GET.copy()
            query.pop(START, None)
            if not starts_empty(self.request):
                query[START] = EMPTY
            return f"{self.request.path}?{query.urlencode()}".removesuffix("?")
