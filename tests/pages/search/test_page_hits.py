from datetime import date, timedelta

import pytest
from django.db.models import F
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from directory.models import Synonym
from directory.search import touch_synonyms
from localoffer.core.frame_cache import frame_cache
from localoffer.core.models import FrameVersion
from localoffer.core.registries import Asked
from localoffer.pages.models import (
    AccessibilityPage,
    ContactPage,
    DocumentIndexPage,
    DocumentPage,
    EasyReadPage,
    EventIndexPage,
    GlossaryPage,
    GlossaryTerm,
    NewsIndexPage,
    NewsPage,
    QuestionsPage,
    StoryIndexPage,
    StoryPage,
    YoungHomePage,
    YoungPage,
)
from localoffer.pages.search import keeper
from localoffer.pages.search.kinds import kinds_of_pages
from localoffer.pages.search.results import page_hits
from tests.factories.core import TeamFactory
from tests.factories.directory import SynonymFactory
from tests.factories.pages import (
    EventPageFactory,
    GuidePageFactory,
    HubPageFactory,
    InformationPageFactory,
    NewsPageFactory,
    body,
    site_home,
)

pytestmark = pytest.mark.django_db


def titles(words, **asked):
    return [hit.title for hit in page_hits(Asked(words, **asked))]


def publish(page):
    page.save_revision().publish()
    return page


def child(parent, model, **fields):
    values = {"summary": "What it is about.", "review_due": timezone.localdate(), "owner_team": TeamFactory()} | fields
    return parent.add_child(instance=model(**values))


def part(title, text):
    return ("part", {"title": title, "address": "", "answer": "", "body": body(text)})


def question(text, answer):
    return ("question", {"question": text, "answer": answer, "more": ""})


class TestWhatIsFound:
    def test_a_page_by_its_title_though_texts_pass_over_its_words(self):
        InformationPageFactory(title="I'm worried", body=body("What to do."))
        InformationPageFactory(title="Swimming", body=body("I'm worried, you may say."))

        assert titles("I'm worried") == ["I'm worried"]

    def test_a_heading_of_words_that_say_little_counts_with_the_title_above_it(self):
        GuidePageFactory(
            title="Autism",
            parts=[part("Clinics", "Autism."), part("How long does it take?", "Weeks. You need no plan.")],
        )
        for title in ("From asking to a plan", "Reading a plan"):
            InformationPageFactory(title=title)

        assert titles("how long does a plan take")[0] != "Autism: How long does it take?"
        assert titles("how long does autism take")[0] == "Autism: How long does it take?"

    def test_a_page_by_words_of_its_title_its_summary_and_its_text(self):
        InformationPageFactory(title="Blue Badge", summary="How to park close by.", body=body("A clinic may help."))

        assert titles("badge") == titles("park") == titles("clinic") == ["Blue Badge"]

    def test_a_part_of_a_guide_has_an_address_of_its_own_and_the_name_of_the_guide(self):
        guide = GuidePageFactory(
            title="Travel to school", parts=[part("Who pays?", "We do."), part("How do we appeal?", "Write.")]
        )

        [hit] = page_hits(Asked("how do we appeal"))

        assert hit.title == "Travel to school: How do we appeal?"
        assert hit.url == f"{guide.get_url()}how-do-we-appeal/"

    def test_a_question_has_an_address_of_its_own_and_several_may_show(self):
        page = child(
            HubPageFactory(slug="moving"),
            QuestionsPage,
            title="Moving",
            questions=[question("Does the plan move?", "Yes."), question("Who writes the plan?", "The council.")],
        )

        hits = page_hits(Asked("does the plan move"))

        assert hits[0].title == "Does the plan move?"
        assert hits[0].url == f"{page.get_url()}#does-the-plan-move"
        assert hits[0].summary == "Yes."
        assert "Who writes the plan?" in [hit.title for hit in hits]

    def test_of_a_guide_only_the_best_part_shows(self):
        GuidePageFactory(title="Swimming", parts=[part("Pools", "Swimming."), part("Lessons", "Swimming.")])

        assert len(titles("swimming")) == 1

    def test_words_of_the_glossary(self):
        child(site_home(), GlossaryPage, title="Glossary", slug="glossary")
        GlossaryTerm.objects.create(term="Mediation", slug="mediation", meaning="A meeting to agree.")

        [hit] = page_hits(Asked("meeting to agree"))

        assert (hit.title, hit.url, hit.summary) == ("Mediation", "/glossary/#mediation", "A meeting to agree.")

    def test_a_page_type_joins_by_naming_its_kind(self):
        assert {model.search_kind for model in kinds_of_pages()} >= {
            "guide", "question", "event", "news", "story", "young", "easy-read", "document", "glossary", "video",
        }  # fmt: skip
        assert all(model.search_kind for model in kinds_of_pages())

    def test_it_says_what_kind_a_page_is(self):
        EventPageFactory(title="Rhyme time")

        assert page_hits(Asked("rhyme"))[0].kind == "Event"


class TestUnderstanding:
    def test_forms_of_words_and_everyday_words(self):
        InformationPageFactory(title="Appeals")

        assert titles("how do i appeal") == titles("appealing") == ["Appeals"]

    def test_synonyms_of_the_officers(self):
        InformationPageFactory(title="Occupational therapy")
        Synonym.objects.create(words="Occupational therapy", same_as="zot")
        touch_synonyms()

        assert titles("zot") == ["Occupational therapy"]

    def test_the_last_word_may_be_unfinished(self):
        InformationPageFactory(title="Tribunal")

        assert titles("the tribu") == ["Tribunal"]

    def test_the_title_weighs_most(self):
        InformationPageFactory(title="Clubs", summary="About hydrotherapy.")
        InformationPageFactory(title="Hydrotherapy", summary="About water.")
        InformationPageFactory(title="Parks", body=body("Some have hydrotherapy."))

        assert titles("hydrotherapy") == ["Hydrotherapy", "Clubs", "Parks"]

    def test_the_guide_that_has_all_that_was_asked_comes_first(self):
        InformationPageFactory(title="Travel to school")
        InformationPageFactory(title="Appeals about travel")
        InformationPageFactory(title="Appeals")

        assert titles("travel appeal")[0] == "Appeals about travel"

    def test_words_that_stand_nowhere_find_nothing(self):
        InformationPageFactory()

        assert titles("zebra") == []
        assert titles("") == titles("the of") == []


class TestEverydayWords:
    @pytest.mark.parametrize("words", ["council said no", "they said no", "refused", "the council turned us down"])
    def test_a_refusal_is_said_in_many_ways(self, words):
        InformationPageFactory(title="If the council says no")
        InformationPageFactory(title="Youth council")

        assert titles(words)[0] == "If the council says no"

    def test_a_word_that_says_little_alone_is_looked_for_where_nothing_else_is_said(self):
        InformationPageFactory(title="I'm worried about my child")
        InformationPageFactory(title="Swimming", body=body("We are not worried."))

        assert titles("worried") == titles("concerned") == ["I'm worried about my child"]

    def test_who_speaks_matters_little(self):
        InformationPageFactory(title="Can you ask for a plan?")
        InformationPageFactory(title="Plans of the council")

        assert page_hits(Asked("can i ask for a plan"))[0].strength > 0.9

    def test_an_everyday_word_that_no_title_knows_counts_little(self):
        InformationPageFactory(title="Moving")
        InformationPageFactory(title="Swimming")

        assert page_hits(Asked("moving house"))[0].strength > page_hits(Asked("moving hydrotherapy"))[0].strength

    def test_a_denial_is_more_than_the_one_word_of_it_that_is_not_passed_over(self):
        InformationPageFactory(title="School holidays")
        SynonymFactory(words="Afraid of school", same_as="not able to go to school")
        touch_synonyms()

        assert page_hits(Asked("not able to go to school"))[0].strength < 0.5


class TestExactTitles:
    def test_the_page_whose_title_was_typed_comes_first(self):
        InformationPageFactory(title="Who decides now?")
        InformationPageFactory(title="Your rights and who decides")
        InformationPageFactory(title="Who decides: panels, boards and money")

        assert titles("who decides")[0] == "Who decides: panels, boards and money"
        assert page_hits(Asked("who decides"))[0].strength == 1

    def test_the_part_of_a_title_that_only_says_the_kind_is_no_title(self):
        hub = HubPageFactory()
        InformationPageFactory(parent=hub, title="Breaks for families")
        child(hub, EasyReadPage, title="Breaks: Easy Read", rows=[], where_to_get_help="Call.")

        assert titles("breaks") == ["Breaks for families", "Breaks: Easy Read"]

    def test_news_are_not_new(self):
        child(site_home(), NewsIndexPage, title="News", slug="news")
        InformationPageFactory(title="Who tells the new council?")

        assert titles("news") == ["News"]

    @pytest.mark.parametrize(
        ("model", "title", "words"),
        [
            (EventIndexPage, "Events", "event"),
            (StoryIndexPage, "Stories", "stories"),
            (DocumentIndexPage, "Documents", "document"),
            (AccessibilityPage, "Accessibility statement", "accessibility"),
            (ContactPage, "Contact us", "contact"),
        ],
    )
    def test_lists_and_pages_that_every_site_has_are_found(self, model, title, words):
        days = dict.fromkeys(["prepared_on", "reviewed_on"], date(2026, 1, 5)) if model is AccessibilityPage else {}
        child(site_home(), model, title=title, **days)
        InformationPageFactory(title="When will the new council contact us?")

        assert titles(words)[0] == title

    @pytest.mark.parametrize("words", ["phone number", "email", "e-mail address"])
    def test_the_contact_page_by_what_stands_on_it(self, words):
        child(site_home(), ContactPage, title="Contact us", slug="contact")

        [hit] = page_hits(Asked(words))

        assert (hit.title, hit.url) == ("Contact us: Phone, e-mail and post", "/contact/")
        assert hit.strength >= 0.5


class TestWhatAPageIsAbout:
    def test_a_guide_with_more_parts_about_it_comes_first(self):
        hub = HubPageFactory()
        parts = [part("Colleges", "Write."), part("Schools", "Write."), part("Doctors", "Write.")]
        GuidePageFactory(parent=hub, title="Complaints", parts=parts)
        parts = [part("Colleges", "Ask."), part("Choices", "A college."), part("Money", "At college.")]
        GuidePageFactory(parent=hub, title="Next steps", parts=parts)

        assert titles("college") == ["Next steps: Colleges", "Complaints: Colleges"]

    def test_a_question_that_names_no_subject_answers_those_who_ask_about_its_list(self):
        rows = [question("Who can help us?", "The council."), question("Who writes the plan?", "The council.")]
        child(HubPageFactory(slug="moving"), QuestionsPage, title="Moving house", questions=rows)

        assert page_hits(Asked("who can help us"))[0].strength < page_hits(Asked("moving who can help us"))[0].strength


class TestStrength:
    def test_a_question_that_a_title_answers_is_strong(self):
        InformationPageFactory(title="Annual review of a plan")

        assert page_hits(Asked("what is an annual review"))[0].strength >= 0.5

    def test_a_word_somewhere_in_a_text_is_weak(self):
        InformationPageFactory(title="Sport for everyone", body=body("There is swimming, too."))

        assert page_hits(Asked("swimming"))[0].strength < 0.2

    def test_a_heading_with_the_one_word_asked_for_is_not_strong(self):
        InformationPageFactory(title="Sport for everyone", body=[("text", "<h2>Swimming</h2><p>In pools.</p>")])

        assert page_hits(Asked("swimming"))[0].strength < 0.5


class TestWhatIsHidden:
    def test_drafts_and_pages_that_were_taken_down(self):
        InformationPageFactory(title="Secret", live=False)
        page = publish(InformationPageFactory(title="Public"))
        assert titles("secret") == []
        assert titles("public") == ["Public"]

        page.unpublish()

        assert titles("public") == []

    def test_private_pages_and_pages_below_them(self):
        hub = HubPageFactory(title="Topic", slug="closed")
        publish(InformationPageFactory(parent=hub, title="Inside"))
        assert titles("inside") == ["Inside"]

        PageViewRestriction.objects.create(page=hub, restriction_type=PageViewRestriction.LOGIN)

        assert titles("inside") == []

    def test_events_that_are_over(self):
        now = timezone.now()
        EventPageFactory(title="Past swim", starts=now - timedelta(days=2), ends=now - timedelta(days=1))
        EventPageFactory(title="Next swim")

        assert titles("swim") == ["Next swim"]

    def test_an_event_that_repeats_shows_until_its_last_day(self):
        start = {"starts": timezone.now() - timedelta(days=21), "repeats": "weekly"}
        EventPageFactory(title="Ended swim", repeats_until=timezone.localdate() - timedelta(days=1), **start)
        EventPageFactory(title="Last swim", repeats_until=timezone.localdate(), **start)
        EventPageFactory(title="Endless swim", repeats_until=None, **start)

        assert set(titles("swim")) == {"Last swim", "Endless swim"}

    def test_news_before_its_day_and_after_its_last(self):
        today, day = timezone.localdate(), timedelta(days=1)
        NewsPageFactory(title="Ended swim", day=today - 9 * day, ends=today - day)
        NewsPageFactory(title="Coming swim", day=today + day, ends=today + 9 * day)
        NewsPageFactory(title="New swim", day=today, ends=today)

        assert titles("swim") == ["New swim"]

    def test_stories_without_consent_or_after_it(self):
        index = child(site_home(), StoryIndexPage, title="Stories", slug="stories")
        today, day = timezone.localdate(), timedelta(days=1)
        for title, until in (("Ended swim", today - day), ("Never swim", None), ("Told swim", today)):
            story = {"person": "Sam", "lead": "Sam swims.", "body": body("Words."), "consent_until": until}
            child(index, StoryPage, title=title, **story)

        assert titles("swim") == ["Told swim"]

    def test_news_that_never_end(self):
        NewsPageFactory(title="Harbour", ends=date(9999, 12, 31))

        assert titles("harbour") == ["Harbour"]

    def test_a_page_that_cannot_be_read_hides_no_other(self, monkeypatch, caplog):
        InformationPageFactory(title="Harbour")
        odd = InformationPageFactory(title="Harbour odd")
        original = keeper.units_of

        def units_of(page):
            if page.pk == odd.pk:
                raise ValueError("odd")
            return original(page)

        monkeypatch.setattr(keeper, "units_of", units_of)

        assert titles("harbour") == ["Harbour"]
        assert "cannot be searched" in caplog.text

    def test_what_ends_while_the_index_stands(self, monkeypatch):
        news = NewsPageFactory(title="Short swim")
        assert titles("swim") == ["Short swim"]

        later = timezone.now() + timedelta(days=40)
        monkeypatch.setattr("localoffer.pages.search.results.timezone.now", lambda: later)

        assert NewsPage.objects.get(pk=news.pk).live
        assert titles("swim") == []

    def test_a_document_with_a_published_newer_version(self):
        index = child(site_home(), DocumentIndexPage, title="Documents", slug="documents")
        new = child(index, DocumentPage, title="Charter 2", body=body("Words."))
        publish(child(index, DocumentPage, title="Charter 1", body=body("Words."), superseded_by=new))
        publish(new)
        assert titles("charter") == ["Charter 2"]

        new.unpublish()

        assert titles("charter") == ["Charter 1"]


class TestFreshness:
    def test_a_change_shows_at_once_where_it_was_made(self):
        page = publish(InformationPageFactory(title="Rivers"))
        assert titles("rivers") == ["Rivers"]

        page.title = "Mountains"
        publish(page)

        assert titles("rivers") == []
        assert titles("mountains") == ["Mountains"]

    def test_a_page_that_moved_has_its_new_address(self):
        page = publish(InformationPageFactory(title="Rivers", slug="rivers"))
        page_hits(Asked("rivers"))

        Page.objects.get(pk=page.pk).move(HubPageFactory(title="Water", slug="water"), pos="last-child")

        assert page_hits(Asked("rivers"))[0].url == "/water/rivers/"

    def test_a_deleted_page_is_gone(self):
        page = publish(InformationPageFactory(title="Rivers"))
        assert titles("rivers") == ["Rivers"]

        page.delete()

        assert titles("rivers") == []

    def test_a_changed_word_of_the_glossary(self):
        child(site_home(), GlossaryPage, title="Glossary", slug="glossary")
        term = GlossaryTerm.objects.create(term="Portage", slug="portage", meaning="Play at home.")
        assert titles("play at home") == ["Portage"]

        term.meaning = "Visits for small children."
        term.save()

        assert titles("play at home") == []
        assert titles("visits for small children") == ["Portage"]

    def test_another_process_sees_a_change_after_two_seconds(self, monkeypatch):
        publish(InformationPageFactory(title="Rivers"))
        assert titles("rivers") == ["Rivers"]
        seconds = [0.0]
        monkeypatch.setattr("localoffer.core.frame_cache.CHECK_EVERY", 2.0)
        monkeypatch.setattr("localoffer.core.frame_cache.time.monotonic", lambda: frame_cache._checked + seconds[0])
        Page.objects.filter(title="Rivers").update(live=False)
        type(frame_cache).version(frame_cache)
        _count_elsewhere()

        assert titles("rivers") == ["Rivers"]
        seconds[0] = 2.1
        assert titles("rivers") == []

    def test_only_the_changed_page_is_read_again(self, django_assert_num_queries):
        pages = [publish(InformationPageFactory(title=f"River {n}")) for n in range(5)]
        titles("river")
        pages[0].title = "Lake"
        publish(pages[0])
        read = []
        before = type(pages[0]).get_url
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(type(pages[0]), "get_url", lambda page, *a: read.append(page.pk) or before(page, *a))
            titles("river")

        assert read == [pages[0].pk]


def _count_elsewhere():
    FrameVersion.objects.update(number=F("number") + 1)


class TestQueries:
    def test_a_warm_search_asks_the_database_nothing(self, django_assert_num_queries):
        hub = HubPageFactory()
        for number in range(5):
            InformationPageFactory(parent=hub, title=f"River {number}")
            GuidePageFactory(parent=hub, title=f"Lake {number}")
        titles("river lake")

        with django_assert_num_queries(0):
            assert len(page_hits(Asked("river"))) == 5
            assert len(page_hits(Asked("lake"))) == 5

    def test_making_the_index_costs_the_same_for_many_pages(self, django_assert_max_num_queries):
        hub = HubPageFactory()
        for number in range(30):
            GuidePageFactory(parent=hub, title=f"Lake {number}")
            EventPageFactory(title=f"Event {number}")

        with django_assert_max_num_queries(45):
            page_hits(Asked("lake"))


class TestYoungPeople:
    @pytest.fixture
    def pages(self):
        section = child(site_home(), YoungHomePage, title="For young people", slug="young", intro="Hello.")
        audience = {"for_parents": False, "for_young_people": True}
        child(section, YoungPage, title="My plan", parts=[part("What it is", "Yours.")], **audience)
        InformationPageFactory(title="A plan of your own")

    def test_their_pages_stand_back_unless_one_of_them_asks(self, pages):
        assert titles("plan")[0] == "A plan of your own"
        assert titles("my plan", age=13)[0] != "My plan" or page_hits(Asked("my plan", age=13))[0].strength < 0.5
        assert titles("my plan", age=14)[0] == "My plan"
        assert page_hits(Asked("my plan", age=14))[0].strength >= 0.5

    def test_a_search_for_the_kind_finds_them(self, pages):
        assert titles("plan for young people")[0] == "My plan"


class TestProfessionals:
    def test_what_is_said_to_them_alone_stands_below_what_families_read(self):
        InformationPageFactory(title="A late plan", for_parents=False, for_professionals=True)
        families = InformationPageFactory(title="A late plan")

        found = page_hits(Asked("late plan"))

        assert found[0].url == families.get_url()
        assert found[0].strength > found[1].strength


class TestEasyRead:
    def test_the_original_comes_first_unless_easy_read_is_asked_for(self):
        hub = HubPageFactory()
        InformationPageFactory(parent=hub, title="Short breaks")
        child(hub, EasyReadPage, title="Short breaks: Easy Read", rows=[], where_to_get_help="Call.")

        assert titles("short breaks")[0] == "Short breaks"
        assert titles("short breaks easy read")[0] == "Short breaks: Easy Read"
