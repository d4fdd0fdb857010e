"""Fields of public forms that say in plain words what is wrong, where Django's own words are for programmers."""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.deconstruct import deconstructible
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy, ngettext

CHOOSE_ONE = gettext_lazy("Choose one of the answers in the list.")


class LongTextField(forms.CharField):
    """Text of several lines. A line break counts as one character, as it does for the browser that sends two."""

    widget = forms.Textarea

    def to_python(self, value):
        return str(super().to_python(value)).replace("\r\n", "\n")


@deconstructible
class NotTooLong(MaxLengthValidator):
    """Says by how much somebody has to shorten what they wrote."""

    def __call__(self, value) -> None:
        over = len(value) - self.limit_value
        if over > 0:
            raise ValidationError(too_long(over, self.limit_value), code=self.code)


def too_long(over: int, most: int) -> str:
    return ngettext(
        "What you wrote is %(over)s character too long. Shorten it to %(most)s.",
        "What you wrote is %(over)s characters too long. Shorten it to %(most)s.",
        over,
    ) % {"over": _grouped(over), "most": _grouped(most)}


def _grouped(number: int) -> str:
    """1,000 for 1000, as the language writes it."""
    return number_format(number, use_l10n=True, force_grouping=True)


def use_plain_words(fields: Iterable[forms.Field]) -> None:
    """Let a form's own copies of its fields say in plain words what is too long or not to be chosen."""
    for field in fields:
        field.validators = [_plain(validator) for validator in field.validators]
        if isinstance(field, forms.ChoiceField):
            field.error_messages["invalid_choice"] = CHOOSE_ONE


def _plain(validator):
    return NotTooLong(validator.limit_value) if isinstance(validator, MaxLengthValidator) else validator
