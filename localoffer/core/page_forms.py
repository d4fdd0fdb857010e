"""The editing form of pages: drafts may be incomplete, what families see may not."""

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminPageForm

from .creating_once import CreatingForm
from .publishing import problems_of_checks

GROUPS = ("for_parents", "for_young_people", "for_professionals")


class OfferPageForm(CreatingForm, WagtailAdminPageForm):
    """Publishes, schedules and sends for a check only what nothing stands against; saves a draft with anything."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.path:  # a new page
            self.initial |= {name: name == self.instance.usually_for for name in GROUPS}

    def _post_clean(self):
        super()._post_clean()
        self._refuse_a_taken_address()
        if self.is_deferred_validation:
            return
        for field, problems in problems_of_checks(self.instance).items():
            for problem in problems:
                self.add_error(field if field in self.fields else None, problem)

    def _refuse_a_taken_address(self):
        """A new page has no place in the tree yet, so it cannot look at its address by itself."""
        if self.instance.path or self.parent_page is None or "slug" in self.errors:
            return
        try:
            self.instance.refuse_a_taken_address(self.parent_page)
        except ValidationError as error:
            self.add_error(None, error)
