"""Templates keep to the layers too; import-linter sees only Python (`make lint`)."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines

# Lower rooms first. Rooms of one row are strangers to each other.
ROWS = [
    {"core", "components", "forms", "allauth", "account", "mfa", "errors"},
    {"directory", "feedback"},
    {"surgeries", "routemaps"},
    {"pages"},
    {"review"},
]
TEMPLATES = settings.BASE_DIR / "templates"
USES = re.compile(r"""{%-?\s*(?:include|extends)\s+["']([^"']+)["']""")
LOADS = re.compile(r"{%-?\s*load\s+(.+?)\s*-?%}")


def row(room):
    return next(number for number, rooms in enumerate(ROWS) if room in rooms)


def room_of(template):
    """The room a template belongs to; those at the top (base.html, 404.html) are the ground floor's."""
    parts = Path(template).parts
    if parts[0] in {"blocks", "emails"}:
        parts = parts[1:]
    return parts[0] if len(parts) > 1 else "core"


def rooms_used(text):
    """Rooms whose templates or tags a template uses; our changes to Wagtail's own templates are Wagtail's."""
    for name in USES.findall(text):
        if (TEMPLATES / name).exists() and not room_of(name).startswith("wagtail"):
            yield room_of(name), name
    for words in LOADS.findall(text):
        for name in words.split(" from ")[-1].split():
            if room := room_of_library(name):
                yield room, name


def room_of_library(name):
    """The room that a library of template tags belongs to; None for Django's, Wagtail's and allauth's."""
    parts = engines["django"].engine.libraries.get(name, "").split(".")
    room = parts[1] if parts[0] == "localoffer" else parts[0]
    return room if is_ours(room) and parts[0] != "allauth" else None


def is_ours(room):
    """False for the framework's: Wagtail's templates, of which we change a few, and Django's."""
    return any(room in rooms for rooms in ROWS)


def may_use(room, other):
    if row(room) == 0 or row(other) == 0:
        return row(other) == 0
    return room == other or row(other) < row(room)


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_a_template_uses_only_its_own_room_and_those_below(path):
    room = room_of(path.relative_to(TEMPLATES))
    if not is_ours(room):
        return

    upwards = [name for other, name in rooms_used(path.read_text()) if not may_use(room, other)]

    assert upwards == []


@pytest.mark.parametrize(
    ("room", "text", "allowed"),
    [
        ("directory", "{% load i18n lo_tags service_tags %}", True),
        ("directory", "{% include 'components/card.html' %}", True),
        ("pages", "{% include 'directory/service_detail.html' %}", True),
        ("core", "{% include 'directory/service_detail.html' %}", False),
        ("feedback", "{% extends 'directory/service_detail.html' %}", False),
        ("feedback", "{% load next_session from service_tags %}", False),
    ],
)
def test_the_check_itself(room, text, allowed):
    assert all(may_use(room, other) for other, _name in rooms_used(text)) is allowed
