"""The contact page and the accessibility statement, with and without pages of the council's own."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from localoffer.core.models import CouncilSettings
from localoffer.core.publishing import findings
from localoffer.pages.models import KnownIssue
from tests.factories.pages import AccessibilityPageFactory, ContactPageFactory, KnownIssueFactory, body, site_home

pytestmark = pytest.mark.django_db

LAW = "Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018"
STANDARD = "Web Content Accessibility Guidelines version 2.2 AA standard"


def shown(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture(autouse=True)
def _home():
    site_home()


class TestContact:
    def test_every_site_has_one_from_the_start(self, client):
        assert "Contact us</h1>" in shown(client, "/contact/")

    def test_the_councils_own_takes_its_place(self, client):
        ContactPageFactory(title="How to reach us", body=body("Come to the library."))

        html = shown(client, "/contact/")

        assert "How to reach us</h1>" in html
        assert "Come to the library." in html
        assert "Ask for a page in another way" in html

    def test_a_draft_does_not(self, client):
        ContactPageFactory(title="How to reach us", live=False)

        assert "Contact us</h1>" in shown(client, "/contact/")

    def test_its_address_is_always_the_same(self):
        assert ContactPageFactory(title="Anything", slug="anything").slug == "contact"


class TestStatement:
    def test_every_site_has_one_from_the_start(self, client):
        assert "Accessibility statement</h1>" in shown(client, "/accessibility/")

    def test_the_councils_own_is_made_from_the_register(self, client):
        AccessibilityPageFactory(tests=body("A tester used a screen reader on 3 March."))
        KnownIssueFactory(what="The map has no names.", instead="Use the list.", guideline="WCAG 2.2, 1.1.1")
        KnownIssueFactory(what="Old films.", reason="burden", fix_by=None, why_not="It would cost too much.")
        KnownIssueFactory(what="Maps.", reason="outside", fix_by=None, why_not="The law leaves them out.")
        KnownIssueFactory(what="Menus were too small.", fixed_on=timezone.localdate())

        html = shown(client, "/accessibility/")

        assert "Our accessibility statement</h1>" in html
        assert "partially compliant" in html
        for words in (
            "The map has no names.",
            "Use the list.",
            "We plan to mend it by",
            "It would cost too much.",
            "The law leaves them out.",
            "A tester used a screen reader on 3 March.",
            "Equality Advisory and Support Service",
            "EHRC",
            "It was last reviewed on",
            "another format",
        ):
            assert words in html
        assert html.index("What we mended last") < html.index("Menus were too small.")

    def test_without_open_issues_it_is_fully_compliant(self, client):
        AccessibilityPageFactory()
        KnownIssueFactory(reason="outside", fix_by=None, why_not="The law leaves it out.")

        assert f"This website is fully compliant with the {STANDARD}." in shown(client, "/accessibility/")

    def test_it_says_not_compliant_where_most_is_not_met(self, client):
        AccessibilityPageFactory(meets_little=True)
        KnownIssueFactory(what="The map has no names.")

        html = shown(client, "/accessibility/")

        assert f"This website is not compliant with the {STANDARD}. The non-compliances are listed below." in html
        assert "The map has no names." in html
        assert "partially" not in html

    @pytest.mark.parametrize("own", [False, True], ids=["the software's", "the council's own"])
    def test_it_says_what_the_law_asks_for_in_its_words(self, client, site_tree, settings, own):
        CouncilSettings.objects.create(site=site_tree, council_name="Sample Council", product_name="Sample Offer")
        if own:
            AccessibilityPageFactory()
            KnownIssueFactory()

        html = shown(client, "/accessibility/")

        assert ("Our accessibility statement</h1>" in html) is own
        for words in (
            f"This accessibility statement applies to Sample Offer ({settings.BASE_URL}).",
            f"Sample Council is committed to making its website accessible, in accordance with the {LAW}.",
            f"This website is partially compliant with the {STANDARD}, due to the non-compliances listed below.",
        ):
            assert words in html

    def test_it_says_when_the_site_was_tested_and_by_whom(self, client):
        AccessibilityPageFactory(tested_on=date(2026, 11, 22), tested_by="Sample Testers")

        html = shown(client, "/accessibility/")

        assert "This website was last tested on Sunday 22 November 2026. The test was carried out by Sample Tes" in html

    @pytest.mark.parametrize(
        ("values", "said"),
        [({}, False), ({"tested_by": "Sample Testers"}, False), ({"tested_on": date(2026, 11, 22)}, True)],
    )
    def test_what_it_does_not_know_it_leaves_out(self, client, values, said):
        AccessibilityPageFactory(**values)

        html = shown(client, "/accessibility/")

        assert ("This website was last tested on" in html) is said
        assert "The test was carried out by" not in html

    def test_without_a_test_it_may_be_published_but_its_editor_is_told(self):
        page = AccessibilityPageFactory()
        asked = {found.field: found.blocks for found in findings(page) if found.field.startswith("tested_")}
        page.tested_on, page.tested_by = timezone.localdate(), "Sample Testers"

        assert asked == {"tested_on": False, "tested_by": False}
        assert not [found for found in findings(page) if found.field.startswith("tested_")]

    def test_it_is_not_tested_in_the_time_to_come(self):
        page = AccessibilityPageFactory()
        page.tested_on = timezone.localdate() + timedelta(days=1)

        with pytest.raises(ValidationError) as refused:
            page.full_clean()

        assert "tested_on" in refused.value.message_dict

    def test_it_is_not_reviewed_before_it_is_prepared(self):
        page = AccessibilityPageFactory()
        page.reviewed_on = page.prepared_on - timedelta(days=1)

        with pytest.raises(ValidationError) as refused:
            page.full_clean()

        assert "reviewed_on" in refused.value.message_dict


class TestRegister:
    @pytest.mark.parametrize(
        ("field", "values"),
        [
            ("fix_by", {"fix_by": None}),
            ("why_not", {"reason": "burden", "why_not": " "}),
            ("fixed_on", {"fixed_on": timezone.localdate() - timedelta(days=2)}),
            ("fixed_on", {"fixed_on": timezone.localdate() + timedelta(days=2)}),
            ("found_on", {"found_on": timezone.localdate() + timedelta(days=2), "fix_by": None, "fixed_on": None}),
        ],
    )
    def test_what_is_missing_is_said_beside_the_field(self, field, values):
        today = timezone.localdate()
        issue = KnownIssue(**({"what": "x", "found_on": today, "fix_by": today} | values))

        with pytest.raises(ValidationError) as refused:
            issue.full_clean()

        assert field in refused.value.message_dict
