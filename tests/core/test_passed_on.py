import pytest

from localoffer.core.passed_on import passed_on


@pytest.mark.parametrize(
    ("address", "short"),
    [
        ("/find/?postcode=SS9+2NT", "/find/?postcode=SS9"),
        ("/find/?postcode=ss92nt&within=5", "/find/?postcode=SS9&within=5"),
        ("/find/?postcode=SS9-2NT", "/find/?postcode=SS9"),
        ("/find/?q=club+SS9+2NT&postcode=SS1+1AA", "/find/?q=club+SS9&postcode=SS1"),
        ("/formats/?page=/find/%3Fpostcode%3DSS9%2B2NT", "/formats/?page=%2Ffind%2F%3Fpostcode%3DSS9"),
        ("/find/?town=near+SS9+2NT+and+SW1A+1AA", "/find/?town=near+SS9+and+SW1A"),
    ],
)
def test_a_whole_postcode_is_shortened_wherever_it_stands(address, short):
    assert passed_on(address) == short


@pytest.mark.parametrize("address", ["/find/?q=club+SS9+2NT", "/find/?q=SS9+2NT+club&postcode="])
def test_one_among_the_words_becomes_the_place_of_the_search(address):
    assert passed_on(address) == "/find/?q=club&postcode=SS9"


@pytest.mark.parametrize(
    "address",
    [
        "/cookies/",
        "/find/?postcode=SS9",
        "/find/?postcode=SS9+2",
        "/find/?postcode=Leigh-on-Sea&age=",
        "/find/?q=a%20b",
    ],
)
def test_any_other_address_stays_as_it_is(address):
    assert passed_on(address) == address


def test_a_short_code_that_looks_like_a_postcode_stays_in_a_shared_list():
    assert passed_on("/list/?ids=K72MP.QW3RT") == "/list/?ids=K72MP.QW3RT"
