"""People of the CMS, by role."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group


def person(role: str | None = None, **facts):
    """Somebody in the group of a role, as the migrations made it; without a role, nobody in particular."""
    name = facts.pop("username", (role or "somebody").lower().replace(" ", "-"))
    user = get_user_model().objects.create_user(name, f"{name}@example.org", "a long enough password", **facts)
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user
