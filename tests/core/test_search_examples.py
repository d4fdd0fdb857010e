"""Examples for the search that officers give."""

import pytest
from django.core.exceptions import ValidationError

from localoffer.core.models import CouncilSettings

pytestmark = pytest.mark.django_db


def council(count, site):
    return CouncilSettings(site=site, search_examples="\n".join(f"word {number}" for number in range(count)))


def test_six_are_fine(site_tree):
    council(6, site_tree).full_clean()


def test_seven_are_refused(site_tree):
    with pytest.raises(ValidationError) as refused:
        council(7, site_tree).full_clean()

    assert refused.value.message_dict["search_examples"] == ["Give at most 6."]
