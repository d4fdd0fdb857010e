"""Small parts of the pages of services and providers."""

import json
import re
from datetime import date
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ..models import Service
from ..presentation import links, wording
from ..presentation.facts import age_words
from ..presentation.freshness import freshness

register = template.Library()

# The same letters that Django's json_script escapes: with none of them left, no text can end the element.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}

BREAKS = re.compile(r"(?<=[@/._-])")

register.filter("safe_url", links.safe_url)
register.filter("short_address", links.short_address)
register.filter("phone_words", links.phone_words)
register.filter("pause_words", wording.pause)


@register.simple_tag
def json_ld(data: dict[str, Any]) -> SafeString:
    """Data as `application/ld+json`: a data block, which browsers never run and our policy lets through."""
    text = json.dumps(data, ensure_ascii=False, cls=DjangoJSONEncoder).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', SafeString(text))


@register.filter
def breakable(address: str) -> SafeString:
    """An e-mail or web address that may wrap where a reader would break it, on a narrow screen."""
    return format_html_join("", "{}<wbr>", ((part,) for part in BREAKS.split(address)))


@register.simple_tag
def in_short(service: Service) -> str:
    """A service in one line: “Birth to 5. Leigh-on-Sea. Checked 3 weeks ago”."""
    places = service.service_locations.all()
    towns = list(dict.fromkeys(place.location.public_town for place in places if place.location.public_town))
    parts = [age_words(service), ", ".join(towns[:2]), freshness(service).words]
    return ". ".join(part for part in parts if part)


@register.simple_tag
def date_tile(day: date) -> SafeString:
    """A day as a leaf of a calendar, beside its date in words and therefore hidden from speech."""
    return format_html(
        '<span class="lo-date" aria-hidden="true"><span class="lo-date__day">{}</span>'
        '<span class="lo-date__number">{}</span><span class="lo-date__month">{}</span></span>',
        date_format(day, "D"),
        day.day,
        date_format(day, "M"),
    )
