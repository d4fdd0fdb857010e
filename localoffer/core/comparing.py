"""What changed between two versions, in words: Wagtail would write “None2027-03-01” and “FalseTrue”."""

from datetime import date, datetime, time

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format, localize, time_format
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.compare import FieldComparison, TextDiff, register_comparison_class

FIELDS = (models.BooleanField, models.DateField, models.TimeField, models.DecimalField, models.IntegerField)


class PlainComparison(FieldComparison):
    """The old value and the new one apart; nothing where there was none."""

    def htmldiff(self) -> SafeString:
        """The difference as HTML."""
        old, new = in_words(self.val_a), in_words(self.val_b)
        if old == new:
            return escape(new)
        parts = [(kind, words) for kind, words in (("deletion", old), ("addition", new)) if words]
        return TextDiff(parts, separator=" ").to_html()


def in_words(value: object) -> str:
    """A day, a time, a number, yes or no as an officer would write it."""
    match value:
        case None:
            return ""
        case bool():
            return _("Yes") if value else _("No")
        case datetime():
            moment = timezone.localtime(value) if timezone.is_aware(value) else value
            return date_format(moment, "j F Y, H:i")
        case date():
            return date_format(value, "j F Y")
        case time():
            return time_format(value, "H:i")
    return str(localize(value))


def register() -> None:
    """Compare fields of these kinds in words, in every comparison of the CMS."""
    for field in FIELDS:
        register_comparison_class(field, comparison_class=PlainComparison)
