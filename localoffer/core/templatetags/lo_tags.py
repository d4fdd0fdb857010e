"""Small components and ways of writing dates, times and numbers, for every app's templates."""

import re
from datetime import date, datetime, time

from django import template
from django.conf import settings
from django.forms.utils import flatatt
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi, ngettext
from django.utils.translation import gettext as _

from .. import qr_code
from ..assets import integrity
from ..languages import is_english, language_tag

register = template.Library()

ICON_SIZES = {"": "", "small": " lo-icon--small", "disc": " lo-icon--disc", "large": " lo-icon--disc lo-icon--large"}
# Signs that point along the line are turned round where text runs from right to left.
POINTING = frozenset({"left", "right", "list", "refer", "speaker", "step"})
NOT_DIALLED = re.compile(r"[^0-9+]")


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """An icon of the sprite: `{% icon "pin" %}`, `"small"`, `"disc"`. Always beside a word, so hidden from speech."""
    return format_html(
        '<svg class="lo-icon{}{}" aria-hidden="true" focusable="false"><use href="{}#i-{}"></use></svg>',
        ICON_SIZES[size],
        " lo-icon--turns" if name in POINTING else "",
        static("images/icons.svg"),
        name,
    )


@register.simple_tag
def script(path: str, **attributes: str) -> SafeString:
    """A script that runs after the page is there and only if it is the file that we built.

    `{% script "js/site.js" %}`. Never inline: the Content-Security-Policy allows our own files only.
    """
    attributes |= {"type": "module", "src": static(path)}
    if digest := integrity(path):
        attributes["integrity"] = digest
    return format_html("<script{}></script>", flatatt(attributes))


@register.simple_tag
def script_data(prefix: str, path: str) -> SafeString:
    """Address and integrity of a script for `data-` attributes, where another script loads it on demand.

    `<div {% script_data "map" "js/map.js" %}>` gives `data-map-script` and `data-map-integrity`.
    """
    return format_html('data-{}-script="{}" data-{}-integrity="{}"', prefix, static(path), prefix, integrity(path))


@register.simple_tag
def in_english() -> SafeString:
    """` lang="en-GB"` for content that is written in English, on a page in another language.

    `<h1{% in_english %}>{{ service.name }}</h1>`: screen readers and hyphenation need to know (WCAG 2.2, 3.1.2).
    """
    return SafeString("") if is_english() else format_html(' lang="{}"', language_tag(settings.LANGUAGE_CODE))


@register.simple_tag(takes_context=True)
def display_attributes(context) -> SafeString:
    """What the visitor chose in “Ways to read this page”, as data attributes for <html>."""
    frame = context.get("frame")
    if frame is None:
        return SafeString("")
    chosen = {f"data-{name}": value for name, value in frame.display.changed.items()}
    if frame.print_as:
        chosen["data-print"] = frame.print_as
    return flatatt(chosen) if chosen else SafeString("")


@register.simple_tag(takes_context=True)
def frame_piece(context, name: str) -> SafeString:
    """A part of the frame that is the same for every visitor, from this process's memory."""
    return context["frame"].piece(name)


@register.simple_tag(takes_context=True)
def frame_slot(context, place: str) -> SafeString:
    """What apps have registered for a place of the frame (`registries.FrameSlot.place`)."""
    return context["frame"].slot(place)


@register.filter
def lo_date(value: date | datetime | None) -> str:
    """“Tuesday 24 March 2026”; nothing for nothing."""
    return date_format(_local(value), "l j F Y") if value else ""


@register.filter
def lo_month(value: date | datetime | None) -> str:
    """“May 2025”; nothing for nothing."""
    return date_format(_local(value), "F Y") if value else ""


@register.filter
def lo_time(value: time | datetime | None) -> str:
    """“9am”, “9.30am”, “midday”, “midnight”; nothing for nothing."""
    if value is None or value == "":
        return ""
    value = _local(value)
    if value.minute == 0 and value.hour in {0, 12}:
        return _("midday") if value.hour else _("midnight")
    clock = f"{value.hour % 12 or 12}" + (f".{value.minute:02d}" if value.minute else "")
    # Translators: write %(full)s instead where people say 14:30; it holds that.
    pattern = _("%(clock)sam") if value.hour < 12 else _("%(clock)spm")
    return pattern % {"clock": clock, "full": f"{value.hour:02d}:{value.minute:02d}"}


@register.simple_tag
def tel(number: str, label: str = "") -> SafeString:
    """A phone number that can be pressed: `{% tel "01632 960 100" %}`."""
    dialled = digits_to_dial(number)
    # Between words from right to left the groups of a number would change places.
    direction = SafeString(' dir="ltr"') if get_language_bidi() else ""
    if not dialled:
        return format_html("<span{}>{}</span>" if direction else "{1}", direction, label or number)
    return format_html('<a href="tel:{}"{}>{}</a>', dialled, direction, label or number)


@register.filter
def digits_to_dial(number: str) -> str:
    """What a phone dials for a number as people write it; nothing where it holds no number."""
    # Extension and words after the number are shown but not dialled.
    digits = NOT_DIALLED.sub("", re.split(r"(?i)\b(?:ext|x|option)", number.replace("(0)", ""), maxsplit=1)[0])
    return digits if len(digits) >= 3 else ""


@register.simple_tag
def mailto(address: str, label: str = "") -> SafeString:
    """An e-mail address that can be pressed. On a narrow screen it breaks after the @ first."""
    name, _at, host = address.partition("@")
    shown = label or (format_html("{}@<wbr>{}", name, host) if host else address)
    return format_html('<a href="mailto:{}">{}</a>', address, shown)


@register.simple_tag
def qr(address: str, label: str = "") -> SafeString:
    """A QR code as SVG, drawn here, for print and for sharing."""
    return qr_code.svg(address, label or _("QR code for this page"))


def time_ago(days: int) -> str:
    """Days as people say them: today, yesterday, 5 days ago, 3 weeks ago, 4 months ago."""
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    if days < 14:
        return ngettext("%(n)d day ago", "%(n)d days ago", days) % {"n": days}
    if days < 61:
        return ngettext("%(n)d week ago", "%(n)d weeks ago", days // 7) % {"n": days // 7}
    months = round(days / 30.44)
    return ngettext("%(n)d month ago", "%(n)d months ago", months) % {"n": months}


def _local(value):
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


@register.filter
def with_query(address: str, pair: str) -> str:
    """An address with one more pair in its query: `{{ back|with_query:"print=large" }}`."""
    bare, _hash, _fragment = address.partition("#")
    return f"{bare}{'&' if '?' in bare else '?'}{pair}"


@register.filter
def page_numbers(page) -> list[int | None]:
    """Numbers to show for a Page: the first, the last and those around it; None stands for a gap."""
    return [
        n if isinstance(n, int) else None
        for n in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
