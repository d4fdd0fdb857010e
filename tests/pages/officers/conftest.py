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


@pytest.fixture(autouse=True)
def _mail_goes_to_the_outbox(settings):
    """Django's tests keep mail in a list; ours is to be found where the portal writes it."""
    settings.EMAIL_BACKEND = "localoffer.core.outbox.OutboxBackend"
