import re
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from django.conf import settings
from django.core.paginator import Paginator
from django.template.loader import render_to_string

from localoffer.core import assets
from localoffer.core.templatetags import lo_tags

TEMPLATES = Path(settings.BASE_DIR, "templates")
COMPONENTS = sorted((TEMPLATES / "components").rglob("*.html"))
SPRITE = Path(settings.BASE_DIR, "static/images/icons.svg").read_text()


class TestDatesAndTimes:
    def test_a_date_has_its_weekday(self):
        assert lo_tags.lo_date(date(2026, 3, 24)) == "Tuesday 24 March 2026"

    def test_a_moment_is_shown_in_our_own_time_zone(self):
        assert lo_tags.lo_date(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == "Wednesday 1 July 2026"

    def test_nothing_is_shown_as_nothing(self):
        assert (lo_tags.lo_date(None), lo_tags.lo_time(None), lo_tags.lo_month(None)) == ("", "", "")

    @pytest.mark.parametrize(
        ("moment", "words"),
        [
            (time(9), "9am"),
            (time(9, 30), "9.30am"),
            (time(12), "midday"),
            (time(0), "midnight"),
            (time(0, 5), "12.05am"),
            (time(12, 15), "12.15pm"),
            (time(23, 59), "11.59pm"),
        ],
    )
    def test_times_as_people_write_them(self, moment, words):
        assert lo_tags.lo_time(moment) == words


class TestTimeAgo:
    @pytest.mark.parametrize(
        ("days", "words"),
        [
            (0, "today"),
            (1, "yesterday"),
            (5, "5 days ago"),
            (21, "3 weeks ago"),
            (113, "4 months ago"),
        ],
    )
    def test_days_as_people_say_them(self, days, words):
        assert lo_tags.time_ago(days) == words


class TestPhone:
    @pytest.mark.parametrize(
        ("number", "dialled"),
        [
            ("01632 960 100", "01632960100"),
            ("+44 (0)1632 960100", "+441632960100"),
            ("01632 960100 ext 12", "01632960100"),
            ("111", "111"),
        ],
    )
    def test_a_number_can_be_pressed(self, number, dialled):
        assert f'href="tel:{dialled}"' in lo_tags.tel(number)

    def test_words_are_not_made_a_link(self):
        assert lo_tags.tel("Ask at reception") == "Ask at reception"

    def test_markup_in_a_number_is_escaped(self):
        assert "<script" not in lo_tags.tel("01632<script>alert(1)</script>")


class TestIcons:
    def test_an_icon_is_hidden_from_screen_readers(self):
        assert 'aria-hidden="true"' in lo_tags.icon("pin")

    def test_every_icon_that_a_template_names_is_in_the_sprite(self):
        named = {
            name for path in TEMPLATES.rglob("*.html") for name in re.findall(r'{% icon "([a-z-]+)"', path.read_text())
        }

        assert {name for name in named if f'id="i-{name}"' not in SPRITE} == set()


class TestScripts:
    def test_a_script_carries_the_digest_of_the_file(self, tmp_path, monkeypatch):
        file = tmp_path / "site.js"
        file.write_text("alert(1)")
        monkeypatch.setattr(assets, "_on_disk", lambda path: file)

        html = lo_tags.script("js/site.js")

        assert 'integrity="sha384-' in html
        assert 'type="module"' in html

    def test_the_digest_follows_the_file(self, tmp_path, monkeypatch):
        file = tmp_path / "site.js"
        monkeypatch.setattr(assets, "_on_disk", lambda path: file)
        file.write_text("one")
        first = assets.integrity("js/site.js")
        file.write_text("another")

        assert assets.integrity("js/site.js") != first

    def test_a_file_that_is_not_built_has_none(self):
        assert assets.integrity("js/never-built.js") == ""


class TestQrCodes:
    def test_a_code_is_drawn_without_inline_style(self):
        html = lo_tags.qr("https://example.org/s/K7M2P")

        assert "<svg" in html
        assert "style=" not in html
        assert 'aria-label="QR code for this page"' in html

    def test_the_foot_of_a_printed_page_gets_its_code_as_a_picture(self, client):
        response = client.get("/qr.svg", {"path": "/cookies/"})

        assert response.headers["Content-Type"] == "image/svg+xml"

    def test_a_code_holds_no_whole_postcode(self, client):
        whole, short = ("/find/?postcode=SS9+2NT", "/find/?postcode=SS9")

        codes = [client.get("/qr.svg", {"path": path}).content for path in (whole, short)]

        assert codes[0] == codes[1]

    @pytest.mark.django_db
    @pytest.mark.parametrize("path", ["", "//evil.example/", "https://evil.example/", "/" + "x" * 2000])
    def test_codes_are_for_our_own_pages_only(self, client, path):
        assert client.get("/qr.svg", {"path": path}).status_code == 404


class TestPagination:
    def test_gaps_are_shown_between_far_numbers(self):
        page = Paginator(range(400), 20).page(10)

        assert lo_tags.page_numbers(page) == [1, None, 9, 10, 11, None, 20]

    def test_one_page_needs_none(self):
        page = Paginator(range(3), 20).page(1)

        assert render_to_string("components/pagination.html", {"page": page, "base": "?page="}).strip() == ""

    def test_the_current_page_is_named(self):
        page = Paginator(range(60), 20).page(2)

        html = render_to_string("components/pagination.html", {"page": page, "base": "?q=talk&page="})

        assert 'href="?q=talk&amp;page=2" aria-label="Page 2" aria-current="page"' in html


EXAMPLES = {
    "banner": {"heading": "Sent", "success": True},
    "button": {"url": "/", "label": "Start", "icon_name": "right"},
    "callout": {"heading": "Deadline", "text": "Apply by 31 October."},
    "card": {"url": "/", "title": "Health", "text": "Clinics", "icon_name": "health"},
    "contact_block": {"contact": {"phone": "01632 960 100", "email": "a@example.org", "url": "https://example.org"}},
    "contents": {"entries": [{"label": "One", "url": "#one"}, {"label": "Two", "current": True}]},
    "details": {"summary": "More", "text": "Words"},
    "facts": {"facts": [{"icon": "coins", "label": "Cost", "value": "Free"}, {"icon": "pin", "label": "Area"}]},
    "inset": {"text": "Note"},
    "late_check": {"page": {"check_is_late": True, "review_due": date(2026, 9, 2)}},
    "page_facts": {"item": {"review_due": date(2026, 9, 2), "owner": "SEND team"}},
    "pager": {"next": {"label": "Part 2", "url": "/2/"}},
    "share": {"address": "https://example.org/s/K7M2P"},
    "steps": {"steps": [{"title": "Call", "text": "Any day"}]},
    "table": {"caption": "Times", "heads": ["Day", "Time"], "rows": [["Tuesday", "9am"]]},
    "tag": {"label": "Open", "kind": "good"},
    "warning": {"text": "Call before you go"},
}


class TestComponents:
    @pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
    def test_each_says_on_top_what_it_expects(self, path):
        assert path.read_text().startswith("{# ")

    @pytest.mark.parametrize("name", EXAMPLES)
    def test_each_can_be_drawn_without_inline_style(self, name):
        html = render_to_string(f"components/{name}.html", EXAMPLES[name])

        assert html.strip()
        assert "style=" not in html

    def test_an_optional_extra_is_open_until_a_script_closes_it(self):
        assert " open data-lo-closed>" in render_to_string("components/details.html", EXAMPLES["details"])

    def test_a_fact_without_value_is_left_out(self):
        html = render_to_string("components/facts.html", EXAMPLES["facts"])

        assert html.count("<dt>") == 1

    def test_text_is_escaped(self):
        assert "<script" not in render_to_string("components/callout.html", {"heading": "<script>", "text": "<script>"})
