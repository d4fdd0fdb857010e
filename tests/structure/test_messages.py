"""scripts/messages finds the strings, keeps translations, and says what is out of date."""

import gettext
import shutil
import subprocess
import sys

import pytest
from babel.messages.pofile import read_po
from django.conf import settings

SCRIPT = settings.BASE_DIR / "scripts" / "messages"


@pytest.fixture
def project(tmp_path):
    """A tiny copy of the layout, as git sees it."""
    (tmp_path / "scripts").mkdir()
    shutil.copy(SCRIPT, tmp_path / "scripts")
    (tmp_path / "templates").mkdir()
    (tmp_path / "localoffer" / "cms").mkdir(parents=True)
    (tmp_path / "directory").mkdir()
    (tmp_path / "templates" / "page.html").write_text(
        '{% load i18n %}<h1>{% translate "Good morning" %}</h1>\n'
        "  <p>{% blocktranslate count n=n %}{{ n }} dog{% plural %}{{ n }} dogs{% endblocktranslate %}</p>\n"
        '{% include "part.html" with label=_("A label") %}'
    )
    (tmp_path / "localoffer" / "cms" / "forms.py").write_text(
        "from django.utils.translation import gettext_lazy as _, pgettext\n"
        'A = _("One " "sentence")\nB = pgettext("verb", "Open")\nC = _(A)\n'
    )
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    return tmp_path


def run(project, *arguments):
    return subprocess.run(
        [sys.executable, "scripts/messages", *arguments], cwd=project, capture_output=True, text=True, check=False
    )


def template(project):
    with (project / "locale" / "django.pot").open("rb") as file:
        return read_po(file)


def translate(project, string, words):
    path = project / "locale" / "pl" / "LC_MESSAGES" / "django.po"
    path.write_text(path.read_text().replace(f'msgid "{string}"\nmsgstr ""', f'msgid "{string}"\nmsgstr "{words}"'))


def polish(project):
    with (project / "locale" / "pl" / "LC_MESSAGES" / "django.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


class TestFinding:
    def test_strings_of_templates_and_python_are_found(self, project):
        run(project)

        found = {message.id: message.context for message in template(project) if message.id}
        assert found == {
            "Good morning": None,
            ("%(n)s dog", "%(n)s dogs"): None,
            "A label": None,
            "One sentence": None,
            "Open": "verb",
        }

    def test_what_only_officers_see_is_marked_and_comes_last(self, project):
        run(project)

        notes = [message.auto_comments for message in template(project) if message.id]
        assert notes == [[], [], [], ["Seen by officers only."], ["Seen by officers only."]]


class TestLanguages:
    def test_a_new_language_begins_with_every_string(self, project):
        run(project, "pl")

        text = (project / "locale" / "pl" / "LC_MESSAGES" / "django.po").read_text()
        assert 'msgid "Good morning"' in text
        assert "nplurals=3" in text

    def test_a_translation_stays_when_others_come_and_go(self, project):
        run(project, "pl")
        translate(project, "Good morning", "Dzień dobry")
        page = project / "templates" / "page.html"
        page.write_text(page.read_text().replace("A label", "Another label"))

        run(project)

        assert polish(project).gettext("Good morning") == "Dzień dobry"
        text = (project / "locale" / "pl" / "LC_MESSAGES" / "django.po").read_text()
        assert '"Another label"' in text
        assert '"A label"' not in text

    def test_what_nobody_translated_stays_english(self, project):
        run(project, "pl")

        assert polish(project).gettext("Good morning") == "Good morning"
        assert polish(project).ngettext("%(n)s dog", "%(n)s dogs", 5) == "%(n)s dogs"


class TestChecking:
    def test_fresh_catalogues_pass(self, project):
        run(project, "pl")

        assert run(project, "--check").returncode == 0

    def test_a_new_string_fails_and_nothing_is_written(self, project):
        run(project, "pl")
        page = project / "templates" / "page.html"
        page.write_text(page.read_text() + '{% translate "New" %}')

        checked = run(project, "--check")

        assert checked.returncode == 1
        assert "Out of date: locale/django.pot" in checked.stdout
        assert "New" not in (project / "locale" / "django.pot").read_text()

    def test_a_translation_that_was_not_compiled_fails(self, project):
        run(project, "pl")
        translate(project, "Good morning", "Dzień dobry")

        checked = run(project, "--check")

        assert "Out of date: locale/pl/LC_MESSAGES/django.mo" in checked.stdout
