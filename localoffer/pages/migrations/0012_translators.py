"""Officers and editors may translate pages."""

from django.db import migrations

TRANSLATORS = ("Officers", "Editors")


def let_them_translate(apps, schema_editor):
    permission = apps.get_model("auth", "Permission").objects.get(
        content_type__app_label="wagtail_localize", codename="submit_translation"
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=TRANSLATORS):
        group.permissions.add(permission)


class Migration(migrations.Migration):

    dependencies = [
        ("pages", "0011_format_requests"),
        ("directory", "0006_roles"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
    ]

    operations = [migrations.RunPython(let_them_translate, migrations.RunPython.noop)]
