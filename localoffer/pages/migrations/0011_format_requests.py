"""Officers see and deal with requests for other formats."""

from django.db import migrations


def let_officers_see_them(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    content_type, _ = ContentType.objects.get_or_create(app_label="pages", model="formatrequest")
    for action in ("view", "change", "delete"):
        # Made here, because post_migrate has not made them yet.
        permission, _ = Permission.objects.get_or_create(
            content_type=content_type,
            codename=f"{action}_formatrequest",
            defaults={"name": f"Can {action} request for another format"},
        )
        for officers in Group.objects.filter(name="Officers"):
            officers.permissions.add(permission)


class Migration(migrations.Migration):

    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("directory", "0006_roles"),
        ("pages", "0003_home_page"),
    ]

    operations = [migrations.RunPython(let_officers_see_them, migrations.RunPython.noop)]
