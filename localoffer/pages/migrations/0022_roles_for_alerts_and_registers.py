"""Who may write alerts, keep the register of accessibility issues and import redirects.

A council may change this afterwards: it runs once.
"""

from django.db import migrations

ALERT, ISSUE = ("pages", "alert"), ("pages", "knownissue")
REDIRECT = ("wagtailredirects", "redirect")
EVERYTHING = ["view", "add", "change", "delete"]

PERMISSIONS = {
    "Officers": [(model, EVERYTHING) for model in (ALERT, ISSUE, REDIRECT)],
    "Editors": [(ALERT, ["view"]), (ISSUE, ["view"])],
    "Review group": [(ISSUE, ["view"])],
}


def grant(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for name, grants in PERMISSIONS.items():
        group = Group.objects.filter(name=name).first()
        if group is None:
            continue  # a council that works with groups of its own
        for model, actions in grants:
            for action in actions:
                group.permissions.add(permission(apps, model, action))


def permission(apps, model, action):
    """The permission, made here where `post_migrate` has not made it yet."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    content_type, _ = ContentType.objects.get_or_create(app_label=model[0], model=model[1])
    name = f"Can {action} {model[1]}"
    return Permission.objects.get_or_create(
        content_type=content_type, codename=f"{action}_{model[1]}", defaults={"name": name}
    )[0]


class Migration(migrations.Migration):

    dependencies = [
        ("pages", "0012_translators"),
        ("directory", "0006_roles"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
