"""Small parts of the directory's pages."""

from django import template

from ..presentation import controls

register = template.Library()

register.simple_tag(controls.filter_fields)
register.simple_tag(controls.select_options)
