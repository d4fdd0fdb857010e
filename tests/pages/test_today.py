"""What alerts and the accessibility statement bring to the officers' Today list, and to whom."""

from datetime import datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from localoffer.core.registries import queue_sources
from localoffer.core.today import list_of
from localoffer.pages.models import AccessibilityPage
from tests.factories.pages import AccessibilityPageFactory, AlertFactory, KnownIssueFactory
from tests.factories.people import person

pytestmark = pytest.mark.django_db


def rows(rf, name, user):
    request = rf.get("/cms/")
    request.user = user
    source = next(source for source in queue_sources if source.name == name)
    found = list(source.items(request, 5))
    assert source.count(request) == len(found)
    assert list_of(source) == f"/cms/today/?kind={name}"
    return [item.what for item in found]


@pytest.fixture
def officer():
    return person("Officers")


@pytest.fixture
def editor():
    return person("Editors")


def tonight():
    return timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=1), time.min))


class TestAlerts:
    def test_one_that_ends_today_is_listed(self, rf, officer):
        AlertFactory(heading="Ends today", ends=tonight())
        AlertFactory(heading="Ends later", ends=tonight() + timedelta(hours=1))

        assert rows(rf, "alerts-ending", officer) == ["Ends today"]

    def test_whoever_cannot_change_it_is_not_asked(self, rf, editor):
        AlertFactory(ends=tonight())

        assert rows(rf, "alerts-ending", editor) == []


class TestEndingAnAlert:
    def test_one_that_holds_ends_at_once_by_a_time_that_has_passed(self):
        alert = AlertFactory(starts=timezone.now() - timedelta(hours=2))

        alert.ends = timezone.now() - timedelta(minutes=1)
        alert.full_clean()

    @pytest.mark.parametrize("hours", [-30, 20], ids=["over", "planned"])
    def test_any_other_needs_a_later_time(self, hours):
        begun = timezone.now() + timedelta(hours=hours)
        alert = AlertFactory(starts=begun, ends=begun + timedelta(hours=2))

        alert.starts, alert.ends = timezone.now() - timedelta(hours=2), timezone.now() - timedelta(hours=1)

        with pytest.raises(ValidationError, match="This time has passed"):
            alert.full_clean()


class TestIssues:
    def test_late_ones_are_listed(self, rf, officer):
        today = timezone.localdate()
        KnownIssueFactory(what="Late.", found_on=today - timedelta(days=9), fix_by=today - timedelta(days=1))
        KnownIssueFactory(what="In time.", fix_by=today)
        KnownIssueFactory(
            what="Mended.", found_on=today - timedelta(days=9), fix_by=today - timedelta(days=1), fixed_on=today
        )

        assert rows(rf, "accessibility-issues", officer) == ["Late."]

    def test_whoever_cannot_change_them_is_not_asked(self, rf, editor):
        today = timezone.localdate()
        KnownIssueFactory(found_on=today - timedelta(days=9), fix_by=today - timedelta(days=1))

        assert rows(rf, "accessibility-issues", editor) == []


class TestStatement:
    @pytest.mark.parametrize(("days", "listed"), [(364, False), (367, True)])
    def test_it_is_listed_when_its_review_is_a_year_ago(self, rf, officer, days, listed):
        long_ago = timezone.localdate() - timedelta(days=days)
        page = AccessibilityPageFactory(prepared_on=long_ago, reviewed_on=long_ago)

        assert rows(rf, "accessibility-statement", officer) == ([page.title] if listed else [])

    def test_one_without_a_date_is_listed(self, rf, officer):
        page = AccessibilityPageFactory()
        AccessibilityPage.objects.update(reviewed_on=None)

        assert rows(rf, "accessibility-statement", officer) == [page.title]

    def test_whoever_cannot_edit_it_is_not_asked(self, rf):
        AccessibilityPageFactory()
        AccessibilityPage.objects.update(reviewed_on=None)

        assert rows(rf, "accessibility-statement", person()) == []


class TestRoles:
    @pytest.mark.parametrize(
        ("group", "address", "status"),
        [
            ("Officers", "/cms/snippets/pages/alert/add/", 200),
            ("Editors", "/cms/snippets/pages/alert/add/", 302),
            ("Officers", "/cms/snippets/pages/knownissue/add/", 200),
            ("Editors", "/cms/snippets/pages/knownissue/", 200),
            ("Review group", "/cms/snippets/pages/alert/", 200),
            ("Review group", "/cms/snippets/pages/alert/add/", 302),
            ("Officers", "/cms/redirects/import/", 200),
            ("Editors", "/cms/redirects/import/", 302),
        ],
    )
    def test_each_role_may_do_its_part(self, client, group, address, status):
        client.force_login(person(group))

        assert client.get(address).status_code == status

    def test_the_list_of_alerts_says_which_hold_now(self, client, officer):
        now = timezone.now()
        AlertFactory(heading="Holds")
        AlertFactory(heading="Comes", starts=now + timedelta(days=1), ends=now + timedelta(days=2))
        AlertFactory(heading="Went", starts=now - timedelta(days=2), ends=now - timedelta(days=1))
        client.force_login(officer)

        for state, heading in (("now", "Holds"), ("planned", "Comes"), ("over", "Went")):
            html = client.get(f"/cms/snippets/pages/alert/?state={state}").content.decode()
            assert [name for name in ("Holds", "Comes", "Went") if name in html] == [heading]
