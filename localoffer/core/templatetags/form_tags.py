"""What the field templates need to draw Django's widgets in the clothes of GOV.UK Frontend."""

from django import template
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

register = template.Library()

CLASSES = {
    "textarea": "govuk-textarea",
    "select": "govuk-select",
    "selectmultiple": "govuk-select",
    "clearablefile": "govuk-file-upload",
    "file": "govuk-file-upload",
    "checkbox": "govuk-checkboxes__input",
}
OPTION_CLASSES = {"radioselect": "govuk-radios", "checkboxselectmultiple": "govuk-checkboxes"}


@register.simple_tag
def govuk_widget(field: BoundField) -> SafeString:
    """The widget of a field with its class; classes that the form itself gave stay."""
    look = CLASSES.get(field.widget_type, "govuk-input")
    classes = [look, field.field.widget.attrs.get("class", "")]
    if field.errors and look in {"govuk-input", "govuk-textarea", "govuk-select"}:
        classes.append(f"{look}--error")
    return field.as_widget(attrs={"class": " ".join(filter(None, classes))})


@register.filter
def options_class(field: BoundField) -> str:
    """`govuk-radios` or `govuk-checkboxes` for a field of choices, else an empty string."""
    return OPTION_CLASSES.get(field.widget_type, "")


@register.filter
def options(field: BoundField) -> list:
    """The single choices of a field, each with the class of its input."""
    choices = list(field)
    for choice in choices:
        choice.data["attrs"] = choice.data["attrs"] | {"class": f"{options_class(field)}__input"}
    return choices


@register.filter
def first_input(field: BoundField) -> str:
    """Id of the input to jump to from the error summary: the first one where there are several."""
    if options_class(field):
        return f"{field.auto_id}_0"
    return field.id_for_label or field.auto_id
