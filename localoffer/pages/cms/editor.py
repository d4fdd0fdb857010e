"""The form of a new page and the editor of one that is there: texts to begin with, and help at the side."""

from localoffer.core.creating_once import CreatingOnce
from localoffer.core.side_help import SideHelp

from ..starters.filling import fill
from ..starters.panel import starts_empty
from .second_person import SecondPersonCreateView, SecondPersonEditView


class PageCreateView(SideHelp, CreatingOnce, SecondPersonCreateView):
    """A new page begins with the text of its type, unless somebody asks for an empty form."""

    def get(self, request):
        if not starts_empty(request):
            fill(self.page)
        return super().get(request)


class PageEditView(SideHelp, SecondPersonEditView):
    """The editor. Publishing a draft that was never public is its first check."""

    def get_object(self):
        """The draft, which knows already whether it is being checked: to show it, Wagtail asks some fifteen times."""
        draft = super().get_object()
        if self.request.method == "GET":
            draft._current_workflow_states = self.real_page_record._current_workflow_states
        return draft

    def publish_action(self):
        is_first = self.page.first_published_at is None
        response = super().publish_action()
        if is_first:
            self.page.note_first_check(self.request.user)
        return response
