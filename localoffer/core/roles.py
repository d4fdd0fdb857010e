"""The roles of the portal: groups that migrations make. What a role may do is the council's to change later."""

from collections.abc import Iterable

OFFICERS = "Officers"
EDITORS = "Editors"
YOUNG_EDITORS = "Young editors"
SURGERY_STAFF = "Surgery staff"
REVIEW_GROUP = "Review group"
USER_MANAGERS = "User managers"
PROVIDERS = "Providers"
"""Outside the CMS: they see what is theirs on pages of their own."""

IN_THE_CMS = (OFFICERS, EDITORS, YOUNG_EDITORS, SURGERY_STAFF, REVIEW_GROUP, USER_MANAGERS)

Model = tuple[str, str]
"""App and model, like `("pages", "alert")`: migrations know no classes."""
Grants = dict[str, list[tuple[Model, list[str]]]]
"""Role to rows of model and actions, like `{OFFICERS: [(("pages", "alert"), ["view", "change"])]}`."""


def grant(apps, grants: Grants) -> None:
    """Give roles their permissions, in a migration. Making a role that is not there yet is part of it."""
    Group = apps.get_model("auth", "Group")
    for role, rows in grants.items():
        group, _ = Group.objects.get_or_create(name=role)
        for model, actions in rows:
            group.permissions.add(*(permission(apps, model, f"{action}_{model[1]}") for action in actions))


def enter_the_cms(apps, roles: Iterable[str]) -> None:
    """Let these roles sign in to the CMS, in a migration."""
    Group = apps.get_model("auth", "Group")
    enter = permission(apps, ("wagtailadmin", "admin"), "access_admin", "Can access Wagtail admin")
    for role in roles:
        Group.objects.get_or_create(name=role)[0].permissions.add(enter)


def permission(apps, model: Model, codename: str, name: str = ""):
    """The permission, made here where `post_migrate` has not made it yet."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    content_type, _ = ContentType.objects.get_or_create(app_label=model[0], model=model[1])
    action, _, rest = codename.partition("_")
    defaults = {"name": name or f"Can {action} {rest}"}
    return Permission.objects.get_or_create(content_type=content_type, codename=codename, defaults=defaults)[0]
