import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from directory.seeds.loading import load
from localoffer.core.models import CouncilSettings, FooterItem
from localoffer.core.registries import Asked
from localoffer.pages.glossary import explain, unexplained_acronyms
from localoffer.pages.models import EasyReadPage, GlossaryPage, GlossaryTerm
from localoffer.pages.seeds import read_glossary
from tests.factories.core import TeamFactory
from tests.factories.pages import GuidePageFactory, HubPageFactory, InformationPageFactory, body, site_home
from tests.factories.people import person

pytestmark = pytest.mark.django_db


def term(name, *others, **values):
    values = {"slug": name.lower().replace(" ", "-"), "meaning": f"What {name} is."} | values
    return GlossaryTerm.objects.create(term=name, also_called="\n".join(others), **values)


@pytest.fixture
def glossary_page():
    page = GlossaryPage(
        title="Glossary", slug="glossary", summary="Words.", owner_team=TeamFactory(), review_due=timezone.localdate()
    )
    return site_home().add_child(instance=page)


def word_links(html):
    return html.count('class="lo-word"')


class TestThePage:
    def test_words_stand_under_their_letter_with_an_anchor(self, glossary_page, client):
        term("Portage")
        term("ADHD")
        term("advocate")
        term("1-to-1")

        html = client.get("/glossary/").content.decode()

        anchors = ("letter-a", "adhd", "advocate", "letter-p", "portage", "other", "1-to-1")
        places = [html.index(f'id="{anchor}"') for anchor in anchors]
        assert places == sorted(places)
        assert 'href="#letter-p"' in html
        assert 'id="letter-b"' not in html

    def test_it_says_what_else_a_word_is_called(self, glossary_page, client):
        term("SEN coordinator", "SENCO", "SENDCO")

        assert "SENCO, SENDCO" in client.get("/glossary/").content.decode()

    def test_it_leads_to_the_page_that_says_more(self, glossary_page, client):
        more = InformationPageFactory(title="Advocates")
        term("Advocate", page=more)

        assert f'<a href="{more.get_url()}">Read more: Advocates</a>' in client.get("/glossary/").content.decode()

    def test_it_does_not_lead_to_a_draft_or_a_page_for_a_few(self, glossary_page, client):
        private = InformationPageFactory(title="Secret")
        PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
        term("Advocate", page=private)
        term("Portage", page=InformationPageFactory(title="Secret draft", live=False))

        assert "Secret" not in client.get("/glossary/").content.decode()

    def test_the_results_of_a_search_lead_there_too(self, glossary_page, client):
        more = InformationPageFactory(title="Advocates")
        term("Advocate", page=more)

        html = client.get("/find/", {"q": "advocate"}).content.decode()

        assert f'<a href="{more.get_url()}">Read more: Advocates</a>' in html

    def test_a_word_stays_when_its_page_is_deleted(self, glossary_page):
        word = term("Advocate", page=InformationPageFactory())

        word.page.delete()

        word.refresh_from_db()
        assert word.page is None

    def test_every_page_links_to_it_once_it_is_published(self, glossary_page, client):
        link = f'<li><a href="{glossary_page.get_url()}">Words we use</a></li>'

        assert client.get("/contact/").content.decode().count(link) == 1

        glossary_page.unpublish()
        assert link not in client.get("/contact/").content.decode()

    def test_a_link_of_the_council_s_own_at_the_foot_takes_its_place(self, glossary_page, client, site_tree):
        council = CouncilSettings.objects.create(site=site_tree)
        FooterItem.objects.create(council=council, label="Our words", page=glossary_page)

        page = client.get("/contact/").content.decode()

        assert "Our words" in page
        assert "Words we use" not in page

    def test_an_empty_glossary_says_so(self, glossary_page, client):
        assert "no words here yet" in client.get("/glossary/").content.decode()


class TestFirstUse:
    def test_a_page_links_to_the_glossary_once(self, glossary_page, client):
        term("Education, health and care plan", "EHCP", slug="ehcp")
        page = InformationPageFactory(
            answer="An EHCP helps.", body=[("text", "<h2>EHCP</h2><p>An EHCP.</p>"), ("text", "<p>The EHCP.</p>")]
        )

        html = client.get(page.url).content.decode()

        assert word_links(html) == 1
        assert '<p>An <a class="lo-word" href="/glossary/#ehcp">EHCP</a> helps.</p>' in html

    def test_in_every_place_where_text_stands(self, glossary_page, client):
        for name in ("Alpha", "Beta", "Gamma", "Delta", "Epsilon"):
            term(name)
        page = InformationPageFactory(
            body=[
                ("callout", {"heading": "Alpha", "text": "<p>An alpha.</p>"}),
                ("steps", {"heading": "Beta", "steps": [{"title": "Beta", "text": "A beta."}] * 2}),
                ("yes_no", {"heading": "", "yes": ["A gamma"], "no": []}),
                ("details", {"summary": "Delta", "text": "<p>A delta.</p>"}),
                ("law", {"text": "An epsilon.", "reference": "Act", "url": ""}),
            ]
        )

        assert word_links(client.get(page.url).content.decode()) == 5

    def test_the_whole_guide_counts_as_one_page_and_each_part_as_its_own(self, glossary_page, client):
        term("Portage")
        parts = [
            ("part", {"title": title, "address": title.lower(), "answer": "", "body": body("Portage helps.")})
            for title in ("One", "Two")
        ]
        guide = GuidePageFactory(parts=parts)

        assert word_links(client.get(f"{guide.url}whole/").content.decode()) == 1
        assert word_links(client.get(guide.url).content.decode()) == 1
        assert word_links(client.get(f"{guide.url}two/").content.decode()) == 1

    def test_not_on_the_glossary_itself_and_not_in_easy_read(self, glossary_page, client):
        term("Portage")
        easy = HubPageFactory(slug="easy").add_child(
            instance=EasyReadPage(
                title="Easy",
                summary="Easy.",
                owner_team=TeamFactory(),
                review_due=timezone.localdate(),
                rows=[],
                where_to_get_help="<p>Portage.</p>",
            )
        )

        assert word_links(client.get(easy.url).content.decode()) == 0
        assert word_links(client.get("/glossary/").content.decode()) == 0

    def test_not_without_a_published_glossary_page(self, glossary_page, client):
        term("Portage")
        page = InformationPageFactory(body=body("Portage."))
        glossary_page.save_revision().publish()
        glossary_page.unpublish()

        assert word_links(client.get(page.url).content.decode()) == 0

    def test_a_change_of_the_word_shows_at_once(self, glossary_page, client):
        word = term("Portage")
        page = InformationPageFactory(body=body("Portage."))
        assert word_links(client.get(page.url).content.decode()) == 1

        word.is_linked = False
        word.save()

        assert word_links(client.get(page.url).content.decode()) == 0

    def test_it_costs_no_query_in_the_warm_case(self, glossary_page, client):
        page = InformationPageFactory(body=body("Portage and Makaton."))
        client.get(page.url)
        queries = _queries(client, page.url)
        term("Portage")
        term("Makaton")
        client.get(page.url)

        assert _queries(client, page.url) == queries


def _queries(client, url):
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
    return len(captured)


class TestExplain:
    @pytest.fixture(autouse=True)
    def two_words(self, glossary_page):
        term("Education, health and care plan", "EHCP", slug="ehcp")
        term("SEN coordinator", "SENCO", slug="senco")

    @pytest.mark.parametrize(
        "words",
        ["EHCP", "ehcps", "what is an EHCP", "what does ehcp mean?", "meaning of EHCP", "What is an EHCP please"],
    )
    def test_a_word_that_stands_alone_or_is_asked_for(self, words):
        found = explain(Asked(words))

        assert (found.word, found.name, found.url) == ("EHCP", "Education, health and care plan", "/glossary/#ehcp")

    @pytest.mark.parametrize("words", ["", "what is", "EHCP refused", "how do i get an EHCP for school", "mean"])
    def test_nothing_where_more_was_asked(self, words):
        assert explain(Asked(words)) is None

    def test_it_stands_above_the_results(self, client):
        html = client.get("/find/", {"q": "what is a senco"}).content.decode()

        assert "<strong>SENCO</strong> means <strong>SEN coordinator</strong>" in html
        assert 'href="/glossary/#senco"' in html


class TestUnexplainedAcronyms:
    def test_short_forms_that_nobody_explains_once_each_in_their_order(self):
        assert unexplained_acronyms("The MASH and the ABC. Ask the MASH team or two LACs.") == ["MASH", "ABC", "LAC"]

    def test_those_of_the_glossary_are_explained(self, glossary_page):
        term("Multi-agency safeguarding hub", "MASH")

        assert unexplained_acronyms("Call MASH or EHC.") == ["EHC"]

    @pytest.mark.parametrize(
        "text",
        [
            "An education, health and care (EHC) plan. Your EHC plan.",
            "The multi-agency safeguarding hub (MASH). MASH helps.",
            "Your EHC (education, health and care) plan.",
        ],
    )
    def test_those_that_the_text_spells_out_are_explained(self, text):
        assert unexplained_acronyms(text) == []

    def test_brackets_with_something_else_explain_nothing(self):
        assert unexplained_acronyms("The team at the hospital (MASH). MASH helps.") == ["MASH"]

    @pytest.mark.parametrize(
        "text", ["SS2 6ER", "SS9", "Part III", "A plan. I go.", "Send a PDF", "UK", "Sections A to K"]
    )
    def test_postcodes_numbers_and_what_everybody_knows_are_none(self, text):
        assert unexplained_acronyms(text) == []


def load_words():
    """Of all lists that every council starts with, the words."""
    load(read_glossary())


class TestSeeds:
    def test_every_council_starts_with_words_once(self):
        load_words()
        number = GlossaryTerm.objects.count()

        load_words()

        assert number == GlossaryTerm.objects.count() >= 80

    def test_what_officers_changed_deleted_or_wrote_before_stays(self):
        mine = term("Portage", meaning="Ours.", slug="our-portage")
        load_words()
        GlossaryTerm.objects.filter(slug="mediation").delete()
        GlossaryTerm.objects.filter(slug="advocate").update(meaning="Changed.")

        load_words()

        mine.refresh_from_db()
        assert mine.meaning == "Ours."
        assert not GlossaryTerm.objects.filter(slug="mediation").exists()
        assert GlossaryTerm.objects.get(slug="advocate").meaning == "Changed."

    def test_no_short_form_means_two_things(self):
        load_words()
        names = [name for row in GlossaryTerm.objects.all() for name in (row.term, *row.other_names)]

        assert len(names) == len({name.lower() for name in names})

    def test_the_command_counts_them(self, capsys):
        call_command("load_seeds")

        assert "words of the glossary: 1" in capsys.readouterr().out


class TestInTheCms:
    def signed_in(self, client, group):
        client.force_login(person(group))

    def test_officers_keep_the_list(self, client):
        self.signed_in(client, "Officers")
        term("Portage")

        assert "Portage" in client.get(reverse("wagtailsnippets_pages_glossaryterm:list")).content.decode()
        answer = client.post(
            reverse("wagtailsnippets_pages_glossaryterm:add"),
            {"term": "Makaton", "slug": "makaton", "meaning": "Signs.", "also_called": "", "source": "", "as_of": ""},
        )
        assert answer.status_code == 302
        assert GlossaryTerm.objects.filter(term="Makaton").exists()

    def test_editors_read_it_and_change_nothing(self, client):
        self.signed_in(client, "Editors")
        word = term("Portage")

        assert client.get(reverse("wagtailsnippets_pages_glossaryterm:list")).status_code == 200
        assert client.get(reverse("wagtailsnippets_pages_glossaryterm:add")).status_code == 302
        address = reverse("wagtailsnippets_pages_glossaryterm:delete", args=[word.pk])
        client.post(address)
        assert GlossaryTerm.objects.filter(pk=word.pk).exists()

    def test_each_group_has_its_permissions(self):
        def of(group):
            rows = Permission.objects.filter(group__name=group, content_type__model="glossaryterm")
            return set(rows.values_list("codename", flat=True))

        assert of("Officers") == {f"{action}_glossaryterm" for action in ("view", "add", "change", "delete")}
        assert of("Editors") == of("Review group") == {"view_glossaryterm"}
