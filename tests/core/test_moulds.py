import pytest
from django.template import engines
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from localoffer.core.moulds import MOST_KEPT, Mould, Moulds, gaps

TEMPLATE = (
    '<a href="?{{ query }}" title="{{ words }}">{% if bold %}<b>{{ words }}</b>{% else %}{{ words }}{% endif %}</a>'
)
NAMES = ("query", "words")


@pytest.fixture
def templates(settings):
    """Templates of this test, in place of those on the disk."""
    options = {"loaders": [("django.template.loaders.locmem.Loader", {"link.html": TEMPLATE, "other.html": "other"})]}
    settings.TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": options}]


def plainly(**context):
    return engines["django"].from_string(TEMPLATE).render(context)


@given(query=st.text(), words=st.text(), bold=st.booleans())
def test_a_mould_gives_what_the_template_gives(query, words, bold):
    mould = Mould(plainly(bold=bold, **gaps(*NAMES)))

    assert mould.filled({"query": query, "words": words}) == plainly(query=query, words=words, bold=bold)


def test_html_stays_html_and_text_is_escaped():
    mould = Mould(plainly(**gaps(*NAMES)))

    assert "<i>x</i></a>" in mould.filled({"query": "", "words": SafeString("<i>x</i>")})
    assert "&lt;i&gt;x&lt;/i&gt;</a>" in mould.filled({"query": "", "words": "<i>x</i>"})


def test_what_fills_one_gap_never_opens_another():
    mould = Mould(plainly(**gaps(*NAMES)))
    sly = gaps("query")["query"]

    assert mould.filled({"query": "SECRET", "words": sly}).count("SECRET") == 1


class TestMoulds:
    def test_each_shape_and_language_is_rendered_once(self, templates):
        moulds = Moulds()
        plain = moulds.of("link.html", NAMES, {"bold": False}, "en-gb")

        assert moulds.of("link.html", NAMES, {"bold": False}, "en-gb") is plain
        assert moulds.of("link.html", NAMES, {"bold": True}, "en-gb") is not plain
        assert moulds.of("link.html", NAMES, {"bold": False}, "cy") is not plain
        assert moulds.of("other.html", NAMES, {"bold": False}, "en-gb") is not plain

    def test_memory_is_limited(self, templates):
        moulds = Moulds()

        for number in range(MOST_KEPT + 5):
            moulds.of("other.html", (), {"number": number}, "en-gb")

        assert len(moulds._made) <= MOST_KEPT
