"""Campaigns: a short address, a poster, a code to print."""

import pytest
from django.core.exceptions import ValidationError

from tests.factories.pages import CampaignPageFactory

pytestmark = pytest.mark.django_db


class TestShortAddress:
    @pytest.mark.parametrize("address", ["/go/speech/", "/go/speech", "/go/SPEECH/", "/go/Speech"])
    def test_leads_to_the_page_as_typed_from_a_poster(self, client, address):
        page = CampaignPageFactory(short="speech")

        response = client.get(address)

        assert response.status_code == 302
        assert response["Location"] == page.url
        assert "no-cache" in response["Cache-Control"]

    @pytest.mark.parametrize("address", ["/go/nothing/", "/go/draft/", "/go/nothing/qr.svg", "/go/speech/qr.exe"])
    def test_what_is_not_there_is_not_found(self, client, address):
        CampaignPageFactory(short="speech")
        CampaignPageFactory(short="draft", live=False)

        assert client.get(address).status_code == 404

    def test_two_campaigns_cannot_have_the_same(self):
        CampaignPageFactory(short="speech")

        with pytest.raises(ValidationError) as refused:
            CampaignPageFactory(short="speech", checked=True)

        assert "short" in refused.value.message_dict


class TestCodes:
    @pytest.mark.parametrize(
        ("file_format", "begins", "content_type"),
        [("svg", b"<svg", "image/svg+xml"), ("png", b"\x89PNG\r\n\x1a\n", "image/png")],
    )
    def test_come_as_files(self, client, file_format, begins, content_type):
        CampaignPageFactory(short="speech")

        response = client.get(f"/go/speech/qr.{file_format}")

        assert response.content.startswith(begins)
        assert response["Content-Type"] == content_type
        assert f'filename="qr-speech.{file_format}"' in response["Content-Disposition"]


class TestPoster:
    def test_has_the_short_address_in_words_and_as_a_code(self, client, settings):
        settings.BASE_URL = "https://offer.example.org"
        page = CampaignPageFactory(short="speech")

        html = client.get(f"{page.url}poster/").content.decode().replace("<wbr>", "")

        assert "Worried about talking?</h1>" in html
        assert "offer.example.org/go/speech" in html
        assert 'class="lo-qr"' in html
        assert "noindex" in html

    def test_the_page_leads_to_it(self, client):
        page = CampaignPageFactory(short="speech")

        html = client.get(page.url).content.decode()

        assert f'href="{page.url}poster/"' in html
        assert 'href="/go/speech/qr.png"' in html
