import pytest

from tests.languages import pseudo

PSEUDO = "vo"
RIGHT_TO_LEFT = "dv"


@pytest.fixture(scope="session")
def catalogues(tmp_path_factory):
    """A folder with the made-up languages."""
    folder = tmp_path_factory.mktemp("locale")
    pseudo.write_catalogue(folder, PSEUDO, pseudo.accented)
    pseudo.write_catalogue(folder, RIGHT_TO_LEFT, pseudo.from_the_right)
    return folder


@pytest.fixture
def made_up_languages(settings, catalogues):
    """English, one language in accented letters and one from right to left."""
    settings.LOCALE_PATHS = [catalogues]
    settings.LANGUAGES = [
        ("en-gb", "English"),
        (PSEUDO, pseudo.accented("Pseudo")),
        (RIGHT_TO_LEFT, pseudo.from_the_right("Pseudo")),
    ]
    settings.LANGUAGES_BIDI = [*settings.LANGUAGES_BIDI, RIGHT_TO_LEFT]
