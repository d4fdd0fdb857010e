"""How our entries read in the history of a record and in the site's history report."""

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter


class Confirmed(LogFormatter):
    label = _("Found still right")
    message = _("Found still right")


class Sentence(LogFormatter):
    """An entry whose sentence is filled from what was noted."""

    sentence = ""

    def format_message(self, log_entry):
        data = log_entry.data or {}
        return self.sentence % {name: data.get(name) or "–" for name in self.names}

    names = ("old", "new")


class StatusChanged(Sentence):
    label = _("Status changed")
    names = ("old", "new", "reason")
    sentence = _("Status changed from %(old)s to %(new)s. Reason: %(reason)s")


class Archived(Sentence):
    label = _("Archived")
    names = ("reason",)
    sentence = _("Archived. Reason: %(reason)s")


class ReviewDateChanged(Sentence):
    label = _("Next check changed")
    sentence = _("Next check moved from %(old)s to %(new)s")


class OwnerChanged(Sentence):
    label = _("Owner team changed")
    sentence = _("Handed over from %(old)s to %(new)s")


class AddressChanged(Sentence):
    label = _("Web address changed")
    sentence = _("Web address changed from %(old)s to %(new)s")


class Merged(LogFormatter):
    label = _("Merged")

    def format_message(self, log_entry):
        return _("Merged with “%(name)s”") % {"name": log_entry.data["dropped"]["name"]}


class Exported(Sentence):
    label = _("Exported")
    names = ("rows", "what", "format")
    sentence = _("Exported %(rows)s %(what)s as %(format)s")


FORMATTERS = {
    "directory.confirm": Confirmed,
    "directory.status": StatusChanged,
    "directory.archive": Archived,
    "directory.review_date": ReviewDateChanged,
    "directory.owner": OwnerChanged,
    "directory.address": AddressChanged,
    "directory.merge": Merged,
    "directory.export": Exported,
}
