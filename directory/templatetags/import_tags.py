from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from ..imports.records import Kind
from ..imports.world import MODELS

register = template.Library()


@register.filter
def kind_words(row):
    """What kind of record a row of an import is."""
    return {"service": _("service"), "provider": _("provider"), "location": _("place")}.get(row.kind, row.kind)


@register.filter
def edit_address(row):
    """The editor of the listing that a row of an import belongs to."""
    return reverse(MODELS[Kind(row.kind)].snippet_viewset.get_url_name("edit"), args=[row.object_id])
