import pytest
from wagtail.rich_text import expand_db_html

from tests.factories.pages import InformationPageFactory

pytestmark = pytest.mark.django_db


def test_a_link_to_a_page_is_looked_up_once(site_tree, django_assert_num_queries):
    page = InformationPageFactory(slug="waiting")
    first = expand_db_html(f'<a linktype="page" id="{page.pk}">Waiting</a>')

    with django_assert_num_queries(0):
        again = expand_db_html(f'<p><a linktype="page" id="{page.pk}">Waiting</a></p>')

    assert first == f'<a href="{page.url}">Waiting</a>'
    assert again == f"<p>{first}</p>"


def test_it_leads_to_the_new_address_at_once(site_tree):
    page = InformationPageFactory(slug="waiting")
    expand_db_html(f'<a linktype="page" id="{page.pk}">Waiting</a>')

    page.slug = "waiting-well"
    page.save_revision().publish()

    assert "/waiting-well/" in expand_db_html(f'<a linktype="page" id="{page.pk}">Waiting</a>')


def test_a_page_that_is_gone_leaves_the_words(site_tree):
    assert expand_db_html('<a linktype="page" id="999999">Waiting</a>') == "<a>Waiting</a>"
