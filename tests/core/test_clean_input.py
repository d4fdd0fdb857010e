import pytest
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from localoffer.core.middleware import clean_input

UNWANTED = set("\x00\x07\x1f\x7f\x85\ud800\udfff\ufffd\uffff")


def passed_on(request):
    """The request as a view sees it."""
    seen = []
    clean_input(lambda cleaned: seen.append(cleaned) or HttpResponse())(request)
    return seen[0]


def get(query="", path="/find/"):
    request = RequestFactory().get(path)
    request.META["QUERY_STRING"] = query
    return passed_on(request)


class TestQueryString:
    @pytest.mark.parametrize(
        ("query", "seen"),
        [
            ("q=autism", "autism"),
            ("q=au%00tism", "autism"),
            ("q=au%07ti%7Fsm", "autism"),
            ("q=caf%C3%A9+%F0%9F%98%80", "café 😀"),
            ("q=%FFautism%C3", "autism"),
            ("q=autism%ED%A0%80", "autism"),
            ("q=two%0Alines", "two\nlines"),
            ("q=%D7%A9%D7%9C%D7%95%D7%9D", "שלום"),
            ("q=\xff\xc3\xa9", "é"),
        ],
    )
    def test_what_cannot_be_read_is_dropped_and_the_rest_stays(self, query, seen):
        assert get(query).GET["q"] == seen

    def test_repeated_and_empty_parameters_stay(self):
        request = get("need=autism&need=%00speech&q=")

        assert request.GET.getlist("need") == ["autism", "speech"]
        assert request.GET["q"] == ""

    def test_a_thousand_parameters_become_the_first_500(self):
        request = get("&".join(f"need={number}" for number in range(1000)))

        assert request.GET.getlist("need") == [str(number) for number in range(500)]

    def test_the_address_that_links_are_made_from_is_clean_too(self):
        assert "%00" not in get("q=a%00b").get_full_path()

    @given(st.binary(max_size=60))
    def test_no_bytes_can_break_it(self, raw):
        seen = get(raw.decode("latin-1")).GET

        assert not UNWANTED & set("".join([*seen.keys(), *(value for values in seen.lists() for value in values[1])]))


class TestPath:
    def test_control_characters_are_dropped(self):
        request = RequestFactory().get("/services/%00swim%0Aming%C2%85/")

        assert passed_on(request).path_info == "/services/swimming/"

    @given(st.text(max_size=30))
    def test_no_text_can_break_it(self, text):
        request = RequestFactory().get("/")
        request.path = request.path_info = f"/{text}"

        assert not UNWANTED & set(passed_on(request).path_info)


class TestForms:
    def post(self, path="/list/", **options):
        return passed_on(RequestFactory().post(path, **options))

    def test_text_is_cleaned_when_it_is_read(self):
        assert self.post(data={"text": "My\x00 son\r\nis 7\ufffd"}).POST["text"] == "My son\r\nis 7"

    def test_uploads_stay_as_they_are(self, tmp_path):
        upload = tmp_path / "binary.csv"
        upload.write_bytes(b"\x00\xff\x07")

        with upload.open("rb") as file:
            request = self.post(data={"file": file, "name": "a\x00b"})

        assert request.FILES["file"].read() == b"\x00\xff\x07"
        assert request.POST["name"] == "ab"

    def test_a_public_form_has_at_most_500_fields(self):
        request = self.post(data={f"field{number}": "x" for number in range(501)})

        with pytest.raises(TooManyFieldsSent):
            _ = request.POST

    def test_a_form_of_the_cms_may_have_more(self):
        request = self.post("/cms/snippets/", data={f"field{number}": "x" for number in range(501)})

        assert len(request.POST) == 501

    def test_a_public_form_holds_at_most_a_megabyte(self):
        request = self.post(data={"text": "x" * 1_100_000})

        with pytest.raises(RequestDataTooBig):
            _ = request.POST
