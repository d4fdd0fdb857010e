from django.core.checks import Error, Tags, register
from django.db import DatabaseError

from .colours import GROUNDS, MINIMUM_CONTRAST, worst_contrast
from .models import CouncilSettings


@register(Tags.database)
def council_colours_are_readable(app_configs=None, databases=None, **kwargs):
    """Refuse stored council colours that are too pale to read, however they got into the database.

    WCAG 2.2, success criterion 1.4.3: text stands out 4.5 to 1 from its ground. The form in the CMS refuses
    them too; this finds what came by import, restore or shell. `migrate` runs it, and `check --database default`;
    a plain `check` connects to nothing.
    """
    if not databases:
        return []
    try:
        stored = list(CouncilSettings.objects.values_list("council_name", "brand_colour", "link_colour"))
    except DatabaseError:
        # No database yet, or one from before the first migration: nothing is stored.
        return []
    return [
        Error(
            f"The {label} {colour} of {council} is too pale: {ratio:.1f} to 1 on {ground}, and 4.5 is needed.",
            hint="Choose a darker colour in the council settings of the CMS.",
            id="localoffer.E001",
        )
        for council, brand, link in stored
        for label, colour in (("brand colour", brand), ("link colour", link))
        for ratio, ground in [worst_contrast(colour, GROUNDS)]
        if ratio < MINIMUM_CONTRAST
    ]
