"""What stands between a draft and the public: findings that block, and advice.

Apps add checks in `registries.publish_checks`; a page type adds its own rules in `publishing_problems`.
The same findings are shown beside the editor's form, refused by the form, and refused when somebody approves.
"""

from collections.abc import Iterator

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.fields import StreamField

from .registries import Finding, publish_checks

Problems = dict[str, list[str]]
EMPTY = ("blank", "null", "required")
"""What Django calls a field that lacks a value."""


def findings(page) -> list[Finding]:
    """Everything about this draft: what blocks first, then advice."""
    found = [Finding(message, blocks=True, field=field) for field, message in _missing(page)]
    for field, messages in page.publishing_problems().items():
        found += [Finding(message, blocks=True, field=field) for message in messages]
    for check in publish_checks:
        found += check.find(page)
    return sorted(found, key=lambda finding: not finding.blocks)


def blocking(page) -> list[Finding]:
    """What stops this draft from being published."""
    return [finding for finding in findings(page) if finding.blocks]


def problems_of_checks(page) -> Problems:
    """What page types and checks find, by field: everything that a form does not see by itself."""
    problems: Problems = {field: list(messages) for field, messages in page.publishing_problems().items()}
    for check in publish_checks:
        for finding in check.find(page):
            if finding.blocks:
                problems.setdefault(finding.field, []).append(finding.message)
    return problems


def sentences(page) -> list[str]:
    """What stops this draft, each as a sentence that names its field."""
    return [_sentence(page, finding) for finding in blocking(page)]


def in_sentences(record: Model, problems: Problems) -> list[str]:
    """Problems by field, each as a sentence that names its field."""
    return [_sentence(record, Finding(text, field=field)) for field, texts in problems.items() for text in texts]


def _sentence(page, finding: Finding) -> str:
    label = label_of(page, finding.field)
    return f"{label}: {finding.message}" if label else finding.message


def label_of(page: Model, name: str) -> str:
    """The name of a field as the editor shows it."""
    names = {field.name: field for field in page._meta.get_fields() if hasattr(field, "verbose_name")}
    label = str(names[name].verbose_name) if name in names else ""
    return label[:1].upper() + label[1:]


def _words(error: ValidationError) -> str:
    """What is wrong, said as what to do."""
    return _("Fill this in.") if error.code in EMPTY else error.messages[0]


def _missing(page) -> Iterator[tuple[str, str]]:
    """Fields that must be filled in and are not, or are filled in wrongly."""
    try:
        page.full_clean()
    except ValidationError as error:
        for field, errors in error.error_dict.items():
            for message in map(_words, errors):
                yield ("" if field == NON_FIELD_ERRORS else field), message
    for field in page._meta.concrete_fields:
        if isinstance(field, StreamField):
            value = getattr(page, field.name)
            try:
                value.stream_block.clean(value)
            except ValidationError:
                yield field.name, _("Something in it is missing or cannot be used. Press “Publish” to see where.")
