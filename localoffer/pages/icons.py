"""The signs that officers may put beside words. All are in the sprite `static/images/icons.svg`."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import ChoiceBlock

ICONS = [
    ("book", _("book")),
    ("bus", _("bus")),
    ("calendar", _("calendar")),
    ("care", _("care")),
    ("check", _("tick")),
    ("child", _("child")),
    ("clock", _("clock")),
    ("coins", _("money")),
    ("door", _("door")),
    ("ear", _("ear")),
    ("find", _("searching")),
    ("fun", _("play")),
    ("globe", _("globe")),
    ("hands", _("hands")),
    ("happy", _("happy face")),
    ("health", _("health")),
    ("help", _("question mark")),
    ("home", _("home")),
    ("info", _("information")),
    ("list", _("list")),
    ("mail", _("letter")),
    ("map", _("map")),
    ("ok", _("face without a smile")),
    ("people", _("people")),
    ("phone", _("phone")),
    ("pin", _("place")),
    ("plan", _("plan")),
    ("quiet", _("quiet")),
    ("read", _("reading")),
    ("right", _("arrow")),
    ("route", _("path")),
    ("sad", _("sad face")),
    ("school", _("school")),
    ("speaker", _("sound")),
    ("star", _("star")),
    ("step", _("step")),
    ("voice", _("voice")),
    ("wait", _("waiting")),
    ("warning", _("take care")),
    ("web", _("website")),
    ("wheelchair", _("wheelchair")),
    ("work", _("work")),
    ("worried", _("worried face")),
]


class IconBlock(ChoiceBlock):
    choices = ICONS

    class Meta:
        icon = "image"
        label = _("sign")
