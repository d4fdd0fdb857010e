"""Every record of ours in the CMS belongs to a role: what only a superuser could change would be changed by nobody."""

import pytest
from django.contrib.auth.models import Permission
from wagtail.snippets.models import get_snippet_models

from localoffer.core.roles import OFFICERS

OURS = ("core", "directory", "pages", "officers", "review", "feedback", "surgeries", "routemaps")


@pytest.mark.django_db
def test_officers_may_change_every_record():
    models = [model for model in get_snippet_models() if model._meta.app_label in OURS]
    held = set(
        Permission.objects.filter(group__name=OFFICERS).values_list(
            "content_type__app_label", "content_type__model", "codename"
        )
    )
    wanted = {(model._meta.app_label, model._meta.model_name, f"change_{model._meta.model_name}") for model in models}

    assert len(wanted) > 10
    assert wanted - held == set(), "give the role its rights in a migration with localoffer.core.roles.grant"
