"""The glossary for the groups of the CMS: officers keep it, everybody else reads it."""

from django.db import migrations

GRANTS = {
    "Officers": ["view", "add", "change", "delete"],
    "Editors": ["view"],
    "Review group": ["view"],
}


def grant(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    kind, _ = ContentType.objects.get_or_create(app_label="pages", model="glossaryterm")
    for name, actions in GRANTS.items():
        group = Group.objects.filter(name=name).first()  # a council may have renamed its groups
        if group is None:
            continue
        for action in actions:
            codename = f"{action}_glossaryterm"
            permission, _ = Permission.objects.get_or_create(
                content_type=kind, codename=codename, defaults={"name": f"Can {action} word of the glossary"}
            )
            group.permissions.add(permission)


class Migration(migrations.Migration):

    dependencies = [
        ("pages", "0022_roles_for_alerts_and_registers"),
        ("directory", "0006_roles"),
    ]

    operations = [
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
