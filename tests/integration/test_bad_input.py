"""Whatever stands in the address, a visitor gets a page that helps: a kind message and what can still be found."""

import re
from urllib.parse import quote, urlencode

import pytest
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from directory.search.freshness import publish
from localoffer.core.models import CouncilSettings
from tests.factories.directory import LocationFactory, PostcodeFactory, ServiceFactory, TermFactory, VocabularyFactory

NAMES = ("q", "exact", "postcode", "within", "age", "price", "sort", "page", "map", "type", "cost", "print", "read")
BAD_VALUES = [
    ("postcode", "ZZ99 9ZZ"),
    ("postcode", "75008"),
    ("postcode", "K1A 0B1"),
    ("postcode", "Nowhere-on-Sea"),
    ("postcode", "x" * 8_000),
    ("postcode", "🏠"),
    ("age", "99"),
    ("age", "-1"),
    ("age", "three"),
    ("age", "3.5"),
    ("age", "9" * 400),
    ("price", "cheap"),
    ("price", "-5"),
    ("price", "1e400"),
    ("price", "NaN"),
]
SENSELESS = [
    "within=far&postcode=SS9",
    "within=-1&postcode=SS9",
    "within=inf&postcode=SS9",
    "within=5",
    "sort=price",
    "sort=best;DROP TABLE",
    "page=0",
    "page=10000",
    "page=-3",
    "page=1.5",
    "page=9999999999999999999999",
    "type=unknown",
    "type=health&type=unknown",
    "type=" + "x" * 5_000,
    "type=health&type=health",
    "&".join(f"type=t{n}" for n in range(400)),
    "colour=blue",
    "exact=perhaps",
    "map=yes",
    "map=",
    "age=3&age=4",
    "postcode=SS9&postcode=SS1",
    "sort=name&sort=nearest",
]
ODD_WORDS = [
    "x" * 8_000,
    "speech " * 1_200,
    "🧩 🙂 👨‍👩‍👧",
    "spee\x00ch",
    "\x00",
    "\u202eheceps\u202c",
    "علاج النطق",
    "دعم speech",
    "a\u0301" * 200,
    "' OR 1=1 --",
    '"unclosed phrase',
    "speech AND NOT (therapy",
    "NEAR(speech therapy)",
    "name:speech",
    "* % _ \\ ^ & | ! :*",
    "<b>speech</b>",
    "{{ speech }} {% speech %}",
    "%s %(x)s {0}",
    "..",
    "a",
    "   ",
    "\ufffe\uffff",
    "ﬁrst ｓｐｅｅｃｈ",
]
BROKEN_BYTES = [
    b"q=%ff%fe%c3%28",
    b"q=\xff\xfe",
    b"q=%ed%a0%80",
    b"q=%00speech%00",
    b"q=%u0041",
    b"q=%zz%",
    b"%ff=%ff",
    b"type=%ff",
    b"postcode=%00%ff",
    b"age=%00",
    b"page=%ff",
    b"=",
    b"&&&==&",
    b"q",
    b"q[]=1&q[a]=2",
    b"within=%e2%88%9e",
    "age=٣".encode(),
    "age=３".encode(),
]


@pytest.fixture
def directory(site_tree):
    CouncilSettings.objects.create(site=site_tree, place_name="Southend-on-Sea", authority_code="E06000033")
    PostcodeFactory(code="SS9", latitude=51.545, longitude=0.655, authority_code="E06000033")
    health = TermFactory(vocabulary=VocabularyFactory(slug="type", label="Type of help"), slug="health", label="Health")
    ServiceFactory(name="Speech drop-in", terms=[health], at=[LocationFactory(latitude=51.54, longitude=0.66)])


def open_raw(client, query: bytes | str):
    """As it arrives from a wire: nothing encoded or mended on the way."""
    raw = query if isinstance(query, bytes) else query.encode()
    return client.get("/find/", QUERY_STRING=raw.decode("latin-1"))


def message_of(response, field: str) -> str:
    """The message that stands beside the field, as its description."""
    html = response.content.decode()
    assert re.search(rf'<(?:input|select)[^>]*name="{field}"[^>]*aria-describedby="{field}-error"', html)
    return strip_tags(re.search(rf'<p class="govuk-error-message" id="{field}-error">(.*?)</p>', html, re.S)[1]).strip()


def finds_speech(response) -> bool:
    return response.status_code == 200 and "Speech drop-in" in response.content.decode()


@pytest.mark.django_db
class TestOneBadValueLeavesTheRest:
    def test_a_kind_message_stands_beside_the_field_and_the_words_still_find(self, client, directory, subtests):
        for field, value in BAD_VALUES:
            with subtests.test(field=field, value=value):
                response = client.get("/find/", {"q": "speech", field: value})

                assert finds_speech(response)
                assert len(message_of(response, field)) > 10

    def test_values_that_make_no_sense_are_left_out(self, client, directory, subtests):
        for query in SENSELESS:
            with subtests.test(query=query):
                assert finds_speech(client.get(f"/find/?{query}"))

    def test_an_unknown_filter_value_is_said(self, client, directory):
        response = client.get("/find/?type=unknown&q=speech")

        assert finds_speech(response)
        assert "lo-notes" in response.content.decode()

    def test_repeated_words_are_one_search(self, client, directory):
        assert client.get("/find/?q=speech&q=therapy").status_code == 200


@pytest.mark.django_db
class TestOddWords:
    def test_any_words_give_a_page(self, client, directory, subtests):
        for words in ODD_WORDS:
            with subtests.test(words=words):
                response = client.get("/find/", {"q": words})

                assert response.status_code == 200
                assert "lo-sentence" in response.content.decode()

    def test_broken_bytes_give_a_page(self, client, directory, subtests):
        for raw in BROKEN_BYTES:
            with subtests.test(raw=raw):
                assert open_raw(client, raw).status_code in {200, 400}

    def test_what_was_typed_does_not_break_out_of_the_page(self, client, directory):
        attack = "\"'><script>alert(1)</script>"

        response = client.get("/find/", dict.fromkeys(NAMES, attack))

        assert response.status_code == 200
        assert b"<script>alert" not in response.content

    def test_a_very_long_address_is_no_fault_of_ours(self, client, directory):
        assert client.get("/find/?" + urlencode({f"a{n}": "b" * 20 for n in range(400)})).status_code in {200, 400}


@pytest.mark.django_db
class TestOtherPagesOfTheSearch:
    @pytest.mark.parametrize("path", ["/find/map/", "/find/export.csv", "/find/export.xlsx"])
    @pytest.mark.parametrize("query", ["q=%00&age=99&page=0", "postcode=ZZ9&within=x", "type=unknown&q=" + "x" * 8_000])
    def test_they_take_the_same_odd_values(self, client, directory, path, query):
        assert client.get(f"{path}?{query}").status_code == 200

    @pytest.mark.parametrize("name", ["export.pdf", "export.", "export.xlsx.exe"])
    def test_an_unknown_kind_of_file_does_not_exist(self, client, directory, name):
        assert client.get(f"/find/{name}").status_code == 404


values = st.one_of(
    st.text(max_size=60),
    st.integers().map(str),
    st.floats().map(str),
    st.sampled_from(["health", "free", "SS9", "speech", "1", "25", "best", "nearest", "\x00", "\u202e", "🙂"]),
)
names = st.one_of(st.sampled_from(NAMES), st.text(max_size=12))


class TestAnyQueryString(TestCase):
    @classmethod
    def setUpTestData(cls):
        health = TermFactory(vocabulary=VocabularyFactory(slug="type"), slug="health")
        VocabularyFactory(slug="cost")
        PostcodeFactory(code="SS9")
        ServiceFactory(name="Speech drop-in", terms=[health], at=[LocationFactory(latitude=51.54, longitude=0.66)])
        publish()  # once, and not again for each example

    @given(st.lists(st.tuples(names, values), max_size=8))
    def test_pairs(self, pairs):
        address = "&".join(
            f"{quote(name, errors='surrogatepass')}={quote(value, errors='surrogatepass')}" for name, value in pairs
        )

        assert self.client.get(f"/find/?{address}").status_code in {200, 400}

    @given(st.binary(max_size=120))
    def test_bytes(self, raw):
        assert open_raw(self.client, raw).status_code in {200, 400}
