"""Private links to drafts: who opens them, what they show, what people may say."""

import re
import time
from datetime import timedelta
from html import unescape
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from localoffer.core.public_forms import new_stamp
from localoffer.pages.officers.models import PreviewComment, PreviewLink
from localoffer.pages.officers.previews import add_comment, make_link, take_back
from tests import films
from tests.factories.directory import ServiceFactory
from tests.factories.pages import GuidePageFactory, InformationPageFactory, VideoPageFactory
from tests.factories.people import person
from tests.responses import release

pytestmark = pytest.mark.django_db
KEY = "a-key"
SAME_SITE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def draft():
    """A page whose live words differ from its draft."""
    page = InformationPageFactory(title="Live words")
    page.title = "Draft words"
    page.save_revision()
    return page


@pytest.fixture
def shared(draft):
    """Link and token of the draft."""
    return make_link(draft=draft, user=person("Officers", username="maker"), days=14)


def address(token, name="preview"):
    return reverse(f"previews:{name}", args=[token])


def stamp(seconds=60):
    """The stamp of a form that was shown so long ago."""
    return new_stamp(time.time() - seconds)


def sent(token, client, **data):
    facts = {"text": "Too long.", "name": "", "website": "", "made": stamp()}
    return client.post(address(token, "comment"), facts | data, headers=SAME_SITE)


@films.PICTURES_LEFT_OPEN
class TestFilm:
    """The film of a draft lies below the draft's own link."""

    @pytest.fixture
    def page(self):
        page = VideoPageFactory(live=False)
        page.film.save("tour.mp4", ContentFile(films.MP4), save=False)
        page.captions.save("tour.vtt", ContentFile(films.CAPTIONS), save=False)
        page.save_revision()
        return page

    @pytest.fixture
    def shared(self, page):
        return make_link(draft=page, user=person("Officers"), days=7)

    def film(self, token, file):
        return reverse("previews:film", args=[token, file.name.removeprefix("films/")])

    def test_the_page_leads_to_it_and_it_plays_with_its_captions(self, client, page, shared):
        content = client.get(address(shared[1])).content.decode()
        seen = client.get(self.film(shared[1], page.film), headers={"Range": "bytes=0-99"})

        assert f'href="{self.film(shared[1], page.film)}"' in content
        assert f'data-captions="{self.film(shared[1], page.captions)}"' in content
        assert "/media/films/" not in content
        assert (seen.status_code, seen["Content-Type"]) == (206, "video/mp4")
        assert b"".join(seen.streaming_content) == films.MP4[:100]
        assert "private" in seen["Cache-Control"]
        assert seen["X-Robots-Tag"] == "noindex, nofollow"
        release(captions := client.get(self.film(shared[1], page.captions)))
        assert captions["Content-Type"] == "text/vtt; charset=utf-8"

    def test_not_once_the_link_is_taken_back(self, client, page, shared):
        take_back(shared[0])

        assert client.get(self.film(shared[1], page.film)).status_code == 404

    def test_not_under_the_link_of_another_draft(self, client, page, draft):
        _link, token = make_link(draft=draft, user=person("Officers"), days=7)

        assert client.get(self.film(token, page.film)).status_code == 404

    def test_not_a_film_that_the_newest_draft_no_longer_names(self, client, page, shared):
        old = self.film(shared[1], page.film)
        page.film.save("newer.mp4", ContentFile(films.MP4), save=False)
        page.save_revision()

        assert client.get(old).status_code == 404

    def test_a_file_that_is_gone_is_not_found(self, client, page, shared):
        default_storage.delete(page.film.name)

        assert client.get(self.film(shared[1], page.film)).status_code == 404


class TestOpening:
    def test_it_shows_the_newest_draft_with_a_banner_and_a_form(self, client, shared):
        link, token = shared

        content = client.get(address(token)).content.decode()

        assert "Draft words</h1>" in content
        assert "Live words" not in content
        assert "Draft for your comments." in content
        assert link.expires_at.strftime("%B %Y") in content
        assert 'name="text"' in content

    def test_later_drafts_show_under_the_same_link(self, client, draft, shared):
        draft.title = "Still newer"
        draft.save_revision()

        assert "Still newer</h1>" in client.get(address(shared[1])).content.decode()

    def test_a_page_that_was_never_published(self, client):
        page = InformationPageFactory(title="Secret", live=False)
        _link, token = make_link(draft=page, user=person("Officers"), days=7)

        assert "Secret</h1>" in client.get(address(token)).content.decode()

    @pytest.mark.parametrize("factory", [ServiceFactory, GuidePageFactory])
    def test_other_kinds_of_draft(self, client, factory):
        record = factory()
        _link, token = make_link(draft=record, user=person("Officers"), days=7)

        content = client.get(address(token)).content.decode()

        assert str(record) in unescape(content)
        assert "Draft for your comments." in content

    def test_a_guide_is_shown_with_all_its_parts(self, client):
        _link, token = make_link(draft=GuidePageFactory(), user=person("Officers"), days=7)

        content = client.get(address(token)).content.decode()

        assert "First." in content
        assert "Second." in content

    def test_the_public_page_has_neither_banner_nor_form(self, client, draft, shared):
        content = client.get(draft.get_url()).content.decode()

        assert "Live words" in content
        assert "preview-comment" not in content

    def test_headers_keep_it_private(self, client, shared):
        for name in ("preview", "comment", "thanks"):
            response = client.get(address(shared[1], name))

            assert response.status_code == 200
            assert "no-store" in response["Cache-Control"]
            assert "noindex" in response["X-Robots-Tag"]
            assert response["Referrer-Policy"] == "no-referrer"
            assert "unsafe-inline" not in response["Content-Security-Policy"]
            assert not response.cookies


class TestWrongLinks:
    def test_all_wrong_ones_look_the_same(self, client, draft, shared):
        link, token = shared
        officer = person("Officers")
        _old, old_token = make_link(draft=draft, user=officer, days=1, now=timezone.now() - timedelta(days=2))
        back, back_token = make_link(draft=draft, user=officer, days=7)
        take_back(back)
        deleted = InformationPageFactory()
        _gone, gone_token = make_link(draft=deleted, user=officer, days=7)
        deleted.delete()
        wrong = [token[:-1], token.swapcase(), "x", link.token_hash, old_token, back_token, gone_token]

        responses = [client.get(address("TOKEN").replace("TOKEN", each)) for each in wrong]

        assert {response.status_code for response in responses} == {404}
        assert "This private link does not work" in responses[0].content.decode()
        assert {response["Cache-Control"] for response in responses} == {"private, no-store"}
        assert len({re.sub(r"preview(/|%2F)[^\"&<]*", "", r.content.decode()) for r in responses}) == 1
        assert client.get(address(token)).status_code == 200
        assert client.get(address("TOKEN").replace("TOKEN", "%00")).status_code == 404

    def test_the_token_itself_is_stored_nowhere(self, shared):
        link, token = shared
        row = PreviewLink.objects.values().get(pk=link.pk)

        assert token not in str(row)
        assert len(token) >= 32

    @pytest.mark.parametrize("name", ["comment", "thanks"])
    def test_the_other_pages_end_with_the_link(self, client, shared, name):
        link, token = shared
        take_back(link)

        assert client.get(address(token, name)).status_code == 404
        assert sent(token, client).status_code == 404
        assert not PreviewComment.objects.exists()


class TestCommenting:
    def test_a_comment_is_kept_and_leads_to_a_receipt(self, client, shared):
        link, token = shared

        response = sent(token, client, name="Sam")

        assert response["Location"] == address(token, "thanks")
        comment = PreviewComment.objects.get()
        assert (comment.link, comment.name, comment.text) == (link, "Sam", "Too long.")

    def test_the_same_form_twice_is_one_comment(self, client, shared):
        form = stamp()

        for _try in range(2):
            assert sent(shared[1], client, made=form).status_code == 302

        assert PreviewComment.objects.count() == 1

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            ({"text": ""}, "Write your comment."),
            ({"text": "x" * 4001}, "What you wrote is 1 character too long. Shorten it to 4,000."),
            ({"name": "x" * 201}, "What you wrote is 1 character too long. Shorten it to 200."),
            ({"website": "https://spam.example/"}, "Please look at your answers once more"),
            ({"text": "http://a http://b www.c"}, "Take out some of the web addresses"),
            ({"made": "forged"}, "Please look at your answers once more"),
        ],
    )
    def test_what_is_refused_comes_back_with_the_words(self, client, shared, data, words):
        kept = data.get("text") or "A real parent's words"

        response = sent(shared[1], client, **({"text": kept} | data))

        content = unescape(response.content.decode())
        assert words in content
        assert "There is a problem" in content
        assert data.get("text", kept) in content
        assert not PreviewComment.objects.exists()

    def test_too_quick(self, client, shared):
        response = sent(shared[1], client, made=new_stamp())

        assert "Please look at your answers once more" in response.content.decode()
        assert not PreviewComment.objects.exists()

    def test_a_form_from_another_site_is_refused(self, strict_client, shared):
        data = {"text": "x", "made": stamp()}

        response = strict_client.post(address(shared[1], "comment"), data, headers={"Sec-Fetch-Site": "cross-site"})

        assert response.status_code == 403

    def test_one_household_writes_twenty_an_hour(self, client, shared):
        answers = [sent(shared[1], client).status_code for _number in range(21)]

        assert answers == [302] * 20 + [200]
        assert PreviewComment.objects.count() == 20

    def test_marks_and_emoji_stay_words(self, client, cms, shared):
        sent(shared[1], client, text="<script>alert(1)</script> 🎈\x00")

        content = cms.get(reverse("officers:comments")).content.decode()

        assert "<script>alert(1)" not in content
        assert "&lt;script&gt;alert(1)&lt;/script&gt; 🎈" in content


class TestErasing:
    @pytest.mark.parametrize(("days", "kept"), [(89, True), (91, False)])
    def test_comments_end_90_days_after_the_link(self, draft, days, kept):
        made = timezone.now() - timedelta(days=days + 7)
        link, _token = make_link(draft=draft, user=person("Officers"), days=7, now=made)
        add_comment(link=link, key=KEY, name="Sam", text="x")

        call_command("purge_expired", stdout=StringIO())

        assert PreviewComment.objects.exists() is kept

    def test_a_link_that_was_taken_back_counts_from_then(self, draft):
        link, _token = make_link(draft=draft, user=person("Officers"), days=60)
        add_comment(link=link, key=KEY, name="Sam", text="x")
        PreviewLink.objects.update(revoked_at=timezone.now() - timedelta(days=91))

        call_command("purge_expired", stdout=StringIO())

        assert not PreviewComment.objects.exists()
