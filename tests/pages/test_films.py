"""Films: what may come in, what publishing asks for, how they go out in ranges."""

import re
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from wagtail_localize.models import TranslationSource

from localoffer.pages.films.sweeping import sweep_films
from localoffer.pages.models import VideoPage
from tests import films
from tests.factories.pages import VideoPageFactory
from tests.responses import release

pytestmark = [pytest.mark.django_db, films.PICTURES_LEFT_OPEN]


def with_film(**kwargs):
    page = VideoPageFactory(**kwargs)
    page.film.save("tour.mp4", ContentFile(films.MP4))
    page.captions.save("tour.vtt", ContentFile(films.CAPTIONS))
    return page


def problems(page):
    with pytest.raises(ValidationError) as refused:
        page.clean()
    return refused.value.message_dict


class TestComingIn:
    @pytest.mark.parametrize(
        ("content", "name"), [(films.MP4, "a.mp4"), (films.WEBM, "a.webm"), (films.MP4, "A b.MP4")]
    )
    def test_films_are_taken(self, content, name):
        VideoPage(title="x", slug="x", film=films.film(content, name)).clean()

    @pytest.mark.parametrize(
        ("content", "name"),
        [
            (b"<html><script>alert(1)</script>", "a.mp4"),
            (films.WEBM, "a.mp4"),
            (films.MP4, "a.webm"),
            (films.MP4, "a.html"),
            (b"\x00\x00\x00\x18ftypqt  ", "a.mp4"),
            (b"", "a.mp4"),
        ],
    )
    def test_what_is_no_film_is_refused_whatever_its_name(self, content, name):
        assert list(problems(VideoPage(title="x", slug="x", film=films.film(content, name)))) == ["film"]

    def test_a_film_that_is_too_large_is_refused(self, settings):
        settings.FILM_MAX_MB = 0

        assert "too large" in str(problems(VideoPage(title="x", slug="x", film=films.film())))

    @pytest.mark.parametrize(
        "content",
        [
            b"1\n00:00:00,000 --> 00:00:01,000\nSubRip\n",
            b"WEBVTT\n\nno times here\n",
            b"WEBVTT\n\n00:02.000 --> 00:01.000\nbackwards\n",
            b"WEBVTT\n\n00:05.000 --> 00:06.000\na\n\n00:01.000 --> 00:02.000\nb\n",
            b"WEBVTT\n\n1.5 --> 2.5\nbad clock\n",
            b"WEBVTT\n\n00:00.000 --> 00:01.000\n\xff\xfe\n",
        ],
    )
    def test_captions_that_no_browser_would_show_are_refused(self, content):
        page = VideoPage(title="x", slug="x", film=films.film(), captions=films.captions(content))

        assert list(problems(page)) == ["captions"]

    def test_captions_are_taken(self):
        VideoPage(title="x", slug="x", film=films.film(), captions=films.captions()).clean()

    @pytest.mark.parametrize(
        "address", ["https://evil.example/x", "http://media.example.org/x", "https://media.example.org.evil.example/"]
    )
    def test_only_the_councils_media_host_is_linked_to(self, settings, address):
        settings.MEDIA_HOSTS = ["media.example.org"]

        assert list(problems(VideoPage(title="x", slug="x", media_url=address))) == ["media_url"]

    def test_a_film_and_an_address_are_one_too_many(self, settings):
        settings.MEDIA_HOSTS = ["media.example.org"]
        page = VideoPage(title="x", slug="x", film=films.film(), media_url="https://media.example.org/x")

        assert list(problems(page)) == ["media_url"]

    def test_names_cannot_be_guessed(self):
        assert with_film(slug="a").film.name != with_film(slug="b").film.name
        assert with_film(slug="c").film.name.startswith("films/tour-")


class TestPublishing:
    def test_a_film_needs_captions(self):
        page = VideoPageFactory()
        page.film.save("tour.mp4", ContentFile(films.MP4))

        assert list(page.publishing_problems()) == ["captions"]

    def test_something_to_watch_is_needed(self):
        assert list(VideoPageFactory().publishing_problems()) == ["film"]

    def test_a_film_elsewhere_needs_captions_there(self):
        page = VideoPageFactory(slug="x")
        page.media_url = "https://media.example.org/x"

        assert list(page.publishing_problems()) == ["captions_there"]

    def test_a_film_with_captions_is_fine(self):
        assert with_film().publishing_problems() == {}


class TestPanorama:
    def tour(self, **values):
        return VideoPageFactory(
            **{"kind": "tour", "panorama": films.around(), "panorama_text": "A door, then a mat."} | values
        )

    def test_it_needs_no_film_and_no_captions(self):
        page = self.tour()

        page.full_clean()
        assert page.publishing_problems() == {}

    @pytest.mark.parametrize(
        ("values", "field", "words"),
        [
            ({"panorama_text": ""}, "panorama_text", "Say what the picture shows: many people cannot see it."),
            ({"kind": "film"}, "panorama", "Only a 360-degree tour has a picture all the way round."),
            (
                {"media_url": "https://media.example.org/x", "captions_there": True},
                "panorama",
                "Give a film, an address or a picture all the way round, not several.",
            ),
        ],
    )
    def test_what_does_not_go_together_is_refused(self, settings, values, field, words):
        settings.MEDIA_HOSTS = ["media.example.org"]
        page = self.tour()
        for name, value in values.items():
            setattr(page, name, value)

        with pytest.raises(ValidationError) as refused:
            page.full_clean()

        assert refused.value.message_dict == {field: [words]}

    def test_a_picture_that_is_not_twice_as_wide_as_high_is_refused(self):
        page = self.tour()
        page.panorama = films.around(size=(900, 600))

        with pytest.raises(ValidationError) as refused:
            page.full_clean()

        assert "not twice as wide as high" in refused.value.message_dict["panorama"][0]

    def test_the_flat_picture_with_its_description_leads_to_the_whole_one(self, client):
        html = client.get(self.tour(title="A calm room").url).content.decode()

        assert 'data-lo-panorama="A calm room"' in html
        assert 'alt="A door, then a mat."' in html
        assert re.search(r'<a class="lo-poster lo-poster--picture" href="/media/images/[^"]+\.webp"', html)
        assert "What you see there</h2>" in html
        assert "The words of this film" not in html
        assert "data-lo-film" not in html


class TestPage:
    def test_a_press_leads_to_the_film_with_its_captions(self, client):
        page = with_film(minutes=3)

        html = client.get(page.url).content.decode()

        assert f'href="/media/{page.film.name}"' in html
        assert f'data-captions="/media/{page.captions.name}"' in html
        without_script = html.partition("<noscript>")[2].partition("</noscript>")[0]
        assert (
            html.count("<video") == without_script.count('<video class="lo-film__player" controls preload="none"') == 1
        )
        assert f'<track kind="captions" src="/media/{page.captions.name}"' in without_script
        assert "3 minutes, with captions" in html
        assert 'alt="Two people at a table."' in html
        assert "Hello and welcome." in html

    @pytest.mark.parametrize(
        ("length", "words"),
        [
            ({"seconds": 43}, "43 seconds, with captions"),
            ({"minutes": 0, "seconds": 1}, "1 second, with captions"),
            ({"minutes": 1, "seconds": 5}, "1 minute 5 seconds, with captions"),
            ({}, "with captions"),
        ],
    )
    def test_how_long_it_is_stands_on_the_poster(self, client, length, words):
        html = client.get(with_film(**length).url).content.decode()

        assert f'<span class="lo-poster__more">{words}</span>' in html

    def test_a_film_elsewhere_is_a_link_that_says_where_it_goes(self, client, settings):
        settings.MEDIA_HOSTS = ["media.example.org"]
        page = VideoPageFactory(media_url="https://media.example.org/x", captions_there=True)

        html = client.get(page.url).content.decode()

        assert "Watch the film on media.example.org" in html
        assert "data-lo-film" not in html
        assert "<iframe" not in html


class TestGoingOut:
    @pytest.fixture
    def address(self):
        return f"/media/{with_film().film.name}"

    def body(self, response):
        return b"".join(response.streaming_content)

    def test_the_whole_film(self, client, address):
        response = client.get(address)

        assert self.body(response) == films.MP4
        assert response["Content-Type"] == "video/mp4"
        assert response["Content-Length"] == str(len(films.MP4))
        assert response["Accept-Ranges"] == "bytes"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"] == "default-src 'none'; media-src 'self'"
        assert "public" in response["Cache-Control"]

    @pytest.mark.parametrize(
        ("asked", "first", "last"),
        [("bytes=0-99", 0, 99), ("bytes=100-", 100, None), ("bytes=-50", -50, None), ("bytes=0-999999", 0, None)],
    )
    def test_one_range_of_it(self, client, address, asked, first, last):
        response = client.get(address, headers={"Range": asked})

        wanted = films.MP4[first:] if last is None else films.MP4[first : last + 1]
        assert response.status_code == 206
        assert self.body(response) == wanted
        assert response["Content-Length"] == str(len(wanted))
        assert response["Content-Range"].endswith(f"/{len(films.MP4)}")

    @pytest.mark.parametrize("asked", ["bytes=999999-", "bytes=-0"])
    def test_a_range_beyond_the_end_is_refused(self, client, address, asked):
        response = client.get(address, headers={"Range": asked})

        assert response.status_code == 416
        assert response["Content-Range"] == f"bytes */{len(films.MP4)}"

    @pytest.mark.parametrize(
        "asked", ["bytes=0-1,5-9", "pages=1-2", "bytes=-", "bytes=9-2", "bytes=x-y", "bytes=" + "9" * 40 + "-"]
    )
    def test_a_range_that_makes_no_sense_gets_the_whole_film(self, client, address, asked):
        response = client.get(address, headers={"Range": asked})

        assert response.status_code == 200
        assert self.body(response) == films.MP4

    def test_a_range_of_an_older_film_gets_the_whole_new_one(self, client, address):
        old = "Wed, 01 Jan 2020 00:00:00 GMT"

        response = client.get(address, headers={"Range": "bytes=0-9", "If-Range": old})

        assert response.status_code == 200
        release(response)

    def test_captions_have_their_own_type(self, client):
        response = client.get(f"/media/{with_film().captions.name}")

        assert response["Content-Type"] == "text/vtt; charset=utf-8"
        release(response)

    def test_the_film_of_a_draft_is_for_colleagues_only(self, client, admin_client):
        address = f"/media/{with_film(live=False).film.name}"

        assert client.get(address).status_code == 404
        seen = admin_client.get(address)
        assert seen.status_code == 200
        assert "private" in seen["Cache-Control"]
        release(seen)

    @pytest.mark.parametrize("name", ["nothing.mp4", "..%2Fsecret.mp4", "x.html", "%00.mp4", "x.mp4%2F..%2Fy"])
    def test_other_names_are_not_found(self, client, name):
        assert client.get(f"/media/films/{name}").status_code == 404


class TestSweeping:
    TOMORROW = timezone.now() + timedelta(days=2)

    def replaced(self):
        """A page whose film was replaced, the old name and the new one."""
        page = with_film()
        old = page.film.name
        page.film.save("newer.mp4", ContentFile(films.MP4))
        return page, old, page.film.name

    def test_a_replaced_film_goes_and_the_new_one_and_its_captions_stay(self):
        page, old, new = self.replaced()

        assert sweep_films(now=self.TOMORROW) == 1
        assert [default_storage.exists(name) for name in (old, new, page.captions.name)] == [False, True, True]
        assert sweep_films(now=self.TOMORROW) == 0

    def test_one_that_an_earlier_version_or_a_draft_names_stays(self):
        page = with_film()
        page.save_revision()
        page.film.save("newer.mp4", ContentFile(films.MP4), save=False)
        page.save_revision()
        VideoPage.objects.filter(pk=page.pk).update(film="")

        assert sweep_films(now=self.TOMORROW) == 0

    def test_one_that_a_translation_would_be_made_from_stays(self):
        page = with_film()
        TranslationSource.get_or_create_from_instance(page)
        VideoPage.objects.filter(pk=page.pk).update(film="", captions="")

        assert sweep_films(now=self.TOMORROW) == 0

    def test_one_that_just_came_in_and_files_of_others_stay(self):
        self.replaced()
        default_storage.save("films/.keep", ContentFile(b""))

        assert sweep_films() == 0
        assert default_storage.exists("films/.keep")


def test_no_host_is_allowed_until_the_council_names_one():
    assert django_settings.MEDIA_HOSTS == []
    assert django_settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["media-src"] == ["'self'"]
