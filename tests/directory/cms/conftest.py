import pytest

from tests.factories.people import person


@pytest.fixture
def officer(db):
    return person("Officers")


@pytest.fixture
def cms(client, officer):
    """The CMS as an officer sees it."""
    client.force_login(officer)
    return client
