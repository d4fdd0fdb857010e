"""What the demonstration leaves for officers to try out: one or a few of every kind of work."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import RequestFactory, TestCase
from django.utils import timezone
from wagtail.models import Page, WorkflowState

from directory.models import SearchCount, SourceRecord
from directory.search import SearchQuery, search
from localoffer.core.registries import queue_sources
from localoffer.pages.cms.drafts import drafts_for, sent_back_to
from localoffer.pages.demonstration import waiting
from localoffer.pages.demonstration.reading import table
from localoffer.pages.models import Alert, FormatRequest, NewsPage
from localoffer.pages.officers.models import Link, PreviewComment, PreviewLink
from tests.made_once import demonstration

MOST_CHECKS_DUE = 20


class TestWaiting(TestCase):
    """Loading takes seconds, so the tests share one load."""

    @classmethod
    def setUpTestData(cls):
        demonstration()
        people = {user.username: user for user in get_user_model().objects.all()}
        cls.officer, cls.editor = people["officer"], people["editor"]

    def today(self, user):
        request = RequestFactory().get("/cms/")
        request.user = user
        return {source.name: list(source.items(request, 50)) for source in queue_sources if source.count(request)}

    def test_every_kind_waits_and_no_kind_hides_the_others(self):
        found = self.today(self.officer)

        assert {"drafts-page", "preview-comments", "formats-wanted", "broken-links", "pages-due"} <= set(found)
        checks = [name for name in found if name.startswith(("reviews-due", "pages-due"))]
        assert 5 <= sum(len(found[name]) for name in checks) <= MOST_CHECKS_DUE

    def test_an_officer_approves_what_the_editor_wrote(self):
        state = drafts_for(self.officer).get()
        page = Page.objects.get(pk=state.object_id).specific
        written = page.get_latest_revision_as_object().answer
        assert page.answer != written

        state.current_task_state.approve(user=self.officer)

        page.refresh_from_db()
        assert page.answer == written

    def test_the_editor_reads_why_a_draft_came_back(self):
        state = sent_back_to(self.editor).get()

        assert state.current_task_state.finished_by.username == "officer2"
        assert "drafts-sent-back" in self.today(self.editor)

    def test_every_row_of_the_file_is_there(self):
        """A slip in an address would be left out silently."""
        rows = sum(len(rows) for rows in table("officers").values())

        assert SourceRecord.objects.filter(external_id__startswith=waiting.PREFIX).count() == rows

    def test_made_up_things_say_so(self):
        order = FormatRequest.objects.get()

        assert order.reference == "SAMPLE"
        assert "(sample)" in order.contact
        assert PreviewComment.objects.get().text.startswith("Sample")
        assert Alert.objects.get().heading.startswith("Sample")

    def test_the_alert_is_planned_and_goes_by_itself(self):
        assert not Alert.objects.holding(timezone.now()).exists()
        assert Alert.objects.holding(timezone.now() + timedelta(days=1, hours=12)).count() <= 1

    def test_searches_without_result_find_nothing_here_either(self):
        words = SearchCount.objects.filter(results=0).values_list("words", flat=True)

        assert [word for word in words if search(SearchQuery(words=word)).ids] == []

    def test_one_piece_of_news_comes_by_itself(self):
        news = NewsPage.objects.get(live=False)

        assert news.scheduled_revision.approved_go_live_at > timezone.now()

    def test_what_an_officer_dealt_with_does_not_come_back(self):
        FormatRequest.objects.all().delete()
        Link.objects.broken().update(status=Link.Status.GOOD, failing_since=None)

        assert waiting.load_waiting(timezone.now()) == 0

        assert not FormatRequest.objects.exists()
        assert not Link.objects.broken().exists()

    def test_it_can_be_taken_away(self):
        assert waiting.forget_waiting() > 0

        for model in (WorkflowState, PreviewLink, PreviewComment, FormatRequest, Alert, SearchCount):
            assert not model.objects.exists(), model
        assert not Link.objects.broken().exists()

    def test_a_reset_makes_it_once_again(self):
        call_command("demo", reset=True, verbosity=0)

        assert (drafts_for(self.officer).count(), FormatRequest.objects.count(), Alert.objects.count()) == (1, 1, 1)


class TestWithoutAccounts(TestCase):
    def test_a_production_site_gives_no_draft_to_somebody_who_is_called_editor(self):
        demonstration()
        waiting.forget_waiting()

        with self.settings(PRODUCTION=True):
            waiting.load_waiting(timezone.now())

        assert not WorkflowState.objects.exists()
        assert PreviewLink.objects.get().created_by is None
