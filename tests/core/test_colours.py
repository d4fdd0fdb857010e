import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.checks import run_checks
from hypothesis import assume, given
from hypothesis import strategies as st
from wagtail.models import Site

from localoffer.core import theme
from localoffer.core.checks import council_colours_are_readable
from localoffer.core.colours import GROUNDS, contrast, mix
from localoffer.core.models import CouncilSettings

TOKENS = Path(settings.BASE_DIR, "static/scss/_tokens.scss").read_text()
THEMES = ("light", "cream", "dark", "contrast")
TEXT_TOKENS = (
    "govuk-text-colour",
    "govuk-secondary-text-colour",
    "govuk-brand-colour",
    "govuk-link-colour",
    "govuk-link-visited-colour",
    "govuk-link-hover-colour",
    "govuk-error-colour",
    "govuk-success-colour",
)
GROUND_TOKENS = (
    "govuk-body-background-colour",
    "govuk-template-background-colour",
    "lo-surface",
    "lo-field",
    "lo-sand",
    "lo-tint",
)
colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def token(name, theme_name):
    """The colour of a token in one theme, read from the table in _tokens.scss."""
    row = re.search(rf'"{name}":\s+(.+),', TOKENS).group(1).split()
    return row[THEMES.index(theme_name)]


class TestContrast:
    def test_black_on_white_is_21_to_1(self):
        assert contrast("#000000", "#ffffff") == pytest.approx(21)

    def test_the_order_does_not_matter(self):
        assert contrast("#005a70", "#ffffff") == contrast("#ffffff", "#005a70")

    @pytest.mark.parametrize(("share", "expected"), [(0, "#000000"), (0.5, "#808080"), (1, "#ffffff")])
    def test_mixing_goes_from_one_colour_to_the_other(self, share, expected):
        assert mix("#000000", "#ffffff", share) == expected


class TestOurThemes:
    @pytest.mark.parametrize("theme_name", THEMES)
    @pytest.mark.parametrize("text", TEXT_TOKENS)
    def test_every_text_colour_is_readable_on_every_ground(self, theme_name, text):
        lowest = min(contrast(token(text, theme_name), token(ground, theme_name)) for ground in GROUND_TOKENS)

        assert lowest >= 4.5

    def test_python_knows_the_same_grounds_as_the_style_sheet(self):
        light_and_cream = {token(ground, name) for ground in GROUND_TOKENS for name in ("light", "cream")}

        assert set(GROUNDS.values()) == light_and_cream - {token("lo-field", "cream")}

    @pytest.mark.parametrize("theme_name", ["light", "cream", "dark"])
    def test_python_knows_the_same_words_as_the_style_sheet(self, theme_name):
        names = ("text", "secondary-text", "link-visited", "error", "success")

        assert theme.WORDS[theme_name] == tuple(token(f"govuk-{name}-colour", theme_name) for name in names)

    def test_python_knows_the_same_surfaces_as_the_style_sheet(self):
        assert {name: token("lo-surface", name) for name in theme.SURFACES} == theme.SURFACES
        assert set(theme.DARK_GROUNDS) == {token(name, "dark") for name in GROUND_TOKENS} - {token("lo-tint", "dark")}


class TestCouncilTheme:
    @given(brand=colours, link=colours)
    def test_whatever_a_council_may_choose_is_readable_in_every_theme(self, brand, link):
        assume(theme.is_readable(brand) and theme.is_readable(link))

        for name in ("light", "cream", "dark"):
            made = theme.shades(name, brand, link)
            grounds = [token(ground, name) for ground in GROUND_TOKENS if ground != "lo-tint"] + [made["lo-tint"]]
            for text in ("govuk-brand-colour", "govuk-link-colour"):
                assert min(contrast(made[text], ground) for ground in grounds) >= 4.5
            hero_text = "#f1efe9" if name == "dark" else "#ffffff"
            assert contrast(hero_text, made["lo-hero"]) >= 4.5
            assert contrast(made["lo-hero-soft"], made["lo-hero"]) >= 4.5

    def test_our_own_colours_need_no_style_sheet(self):
        assert theme.theme_address("#005A70", "#0b5394") == ""

    def test_the_style_sheet_may_be_kept_for_ever(self, client):
        response = client.get(theme.theme_address("#8a1538", "#8a1538"))

        assert response.headers["Content-Type"].startswith("text/css")
        assert "immutable" in response.headers["Cache-Control"]

    @pytest.mark.parametrize("colours", ["eeeeee-0b5394", "005a70-ffff00"])
    def test_colours_that_are_too_pale_get_none(self, client, db, colours):
        assert client.get(f"/theme/{theme.VERSION}-{colours}.css").status_code == 404

    def test_high_contrast_stays_as_it_is(self):
        assert theme.style_sheet("#8a1538", "#8a1538").startswith(':root:not([data-theme="contrast"])')

    def test_pages_link_to_it(self, client, site_tree):
        CouncilSettings.objects.create(site=site_tree, brand_colour="#8a1538")

        page = client.get("/cookies/").content.decode()

        assert f'href="/theme/{theme.VERSION}-8a1538-0b5394.css"' in page


@pytest.mark.django_db
class TestSystemCheck:
    def test_a_pale_colour_in_the_database_is_refused(self):
        CouncilSettings.objects.create(site=Site.objects.get(), council_name="Palecester", brand_colour="#99ccff")

        errors = [error for error in run_checks(databases=["default"]) if error.id == "localoffer.E001"]

        assert len(errors) == 1
        assert "Palecester" in errors[0].msg

    def test_readable_colours_pass(self):
        CouncilSettings.objects.create(site=Site.objects.get(), brand_colour="#8a1538", link_colour="#003366")

        assert council_colours_are_readable(databases=["default"]) == []

    def test_a_database_without_tables_is_no_error(self, monkeypatch):
        monkeypatch.setattr(CouncilSettings._meta, "db_table", "not_there_yet")

        assert council_colours_are_readable(databases=["default"]) == []


def test_a_plain_check_connects_to_no_database():
    """Without the mark `django_db` any statement raises."""
    assert run_checks(include_deployment_checks=True) is not None
