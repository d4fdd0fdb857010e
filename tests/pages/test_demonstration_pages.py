"""The demonstration's pages as they come out of the content files."""

from django.core.exceptions import ValidationError
from django.test import TestCase
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.segments.extract import extract_segments

from tests.made_once import demonstration


def fields_of(page):
    return [field for field in page._meta.get_fields() if isinstance(field, StreamField)]


class TestPages(TestCase):
    """Loading takes seconds, so the tests share one load."""

    @classmethod
    def setUpTestData(cls):
        demonstration()
        cls.pages = list(Page.objects.filter(depth__gt=1).specific())

    def test_each_can_be_published_again_as_it_is(self):
        problems = {}
        for page in self.pages:
            for field in fields_of(page):
                try:
                    field.stream_block.clean(getattr(page, field.name))
                except ValidationError as error:
                    problems[page.url_path] = error
        assert problems == {}

    def test_each_can_be_translated(self):
        for page in self.pages:
            extract_segments(page)
