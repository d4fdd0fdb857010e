"""The editing form of pages: drafts may be incomplete, what families see may not."""

from wagtail.admin.forms import WagtailAdminPageForm

from .publishing import problems_of_checks


class OfferPageForm(WagtailAdminPageForm):
    """Publishes, schedules and sends for a check only what nothing stands against; saves a draft with anything."""

    def _post_clean(self):
        super()._post_clean()
        if self.is_deferred_validation:
            return
        for field, problems in problems_of_checks(self.instance).items():
            for problem in problems:
                self.add_error(field if field in self.fields else None, problem)
