"""The report of reading levels."""

import csv
import io

import pytest
from django.urls import reverse

from tests.factories.pages import GuidePageFactory, HubPageFactory, InformationPageFactory, body
from tests.factories.people import person

pytestmark = pytest.mark.django_db

HARD = (
    "Notwithstanding the aforementioned considerations, the responsible authority determines eligibility according "
    "to statutory criteria established by regulation."
)


@pytest.fixture
def pages(site_tree):
    hub = HubPageFactory(title="Health", intro="We help. You can ask us.")
    easy = InformationPageFactory(parent=hub, title="Easy", body=body("You can ask us at any time. We will help you."))
    hard = InformationPageFactory(parent=hub, title="Hard", body=body(*[HARD] * 4))
    InformationPageFactory(parent=hub, title="Draft", live=False)
    return easy, hard


def rows(response):
    return [row.title for row in response.context["object_list"]]


def test_the_hardest_page_comes_first(admin_client, pages):
    found = rows(admin_client.get(reverse("reading_level_report")))

    assert found.index("Hard") < found.index("Easy")
    assert "Draft" not in found


def test_the_longest_sentence_is_shown(admin_client, pages):
    html = admin_client.get(reverse("reading_level_report")).content.decode()

    assert f"16 words: {HARD}" in html


def test_each_row_leads_to_its_page(admin_client, pages):
    html = admin_client.get(reverse("reading_level_report")).content.decode()

    assert reverse("wagtailadmin_pages:edit", args=[pages[1].pk]) in html


def test_a_short_page_has_no_age_but_the_reason(admin_client, site_tree):
    InformationPageFactory(title="Contacts", body=body(HARD))

    response = admin_client.get(reverse("reading_level_report"))

    assert {row.title: row.reading_age for row in response.context["object_list"]}["Contacts"] is None
    assert "Too short to tell: fewer than 50 words in sentences" in response.content.decode()


def test_it_can_be_taken_away_as_a_table(admin_client, pages):
    response = admin_client.get(reverse("reading_level_report"), {"export": "csv"})

    table = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))
    hard = next(row for row in table if row["Page"] == "Hard")
    assert int(hard["Reading age"]) > 18
    assert hard["Words of the longest sentence"] == "16"


def test_officers_may_read_it(client, pages):
    client.force_login(person("Officers"))

    assert client.get(reverse("reading_level_report")).status_code == 200


def test_whoever_does_not_work_on_pages_may_not(client, pages):
    client.force_login(person())

    assert client.get(reverse("reading_level_report")).status_code == 302


def test_many_pages_ask_no_more_queries(admin_client, pages, django_assert_max_num_queries):
    hub = HubPageFactory()
    for _time in range(20):
        GuidePageFactory(parent=hub)
        InformationPageFactory(parent=hub)
    admin_client.get(reverse("reading_level_report"))

    with django_assert_max_num_queries(30):
        admin_client.get(reverse("reading_level_report"))
