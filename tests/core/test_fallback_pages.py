from io import StringIO

import pytest
from django.core.management import call_command

from localoffer.core.fallback_pages import PAGES, write_fallback_pages


def test_each_page_says_what_to_do_and_whom_to_call(settings, tmp_path):
    settings.FALLBACK_PHONE = "01632 960 999"

    pages = {path.name: path.read_text() for path in write_fallback_pages(tmp_path / "fallback")}

    assert set(pages) == {f"{name}.html" for name in PAGES}
    assert all('href="tel:01632960999"' in page for page in pages.values())
    assert "Try again in a few minutes." in pages["away.html"]


def test_a_page_asks_for_no_other_file(settings, tmp_path):
    settings.FALLBACK_PHONE = "01632 960 999"

    for path in write_fallback_pages(tmp_path):
        page = path.read_text()
        assert page.startswith("<!DOCTYPE html>")
        assert not any(asking in page for asking in ("src=", "<link", "<script", "style"))


def test_it_is_written_without_a_database(settings, tmp_path):
    """There is none in this test: asking for it would fail."""
    settings.STATIC_ROOT = tmp_path

    call_command("write_fallback_pages", stdout=StringIO())

    assert (tmp_path / "fallback" / "away.html").exists()


@pytest.mark.parametrize(("phone", "warned"), [("", True), ("01632 960 999", False)])
def test_a_missing_number_is_said(settings, tmp_path, phone, warned):
    settings.FALLBACK_PHONE = phone
    said = StringIO()

    call_command("write_fallback_pages", str(tmp_path), stdout=said)

    assert ("FALLBACK_PHONE is not set" in said.getvalue()) is warned
