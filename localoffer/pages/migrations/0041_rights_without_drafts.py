"""Pictures and files have no drafts: editors put in new ones, and change or delete only their own.

Young editors see the teams and the items of the law, which the form of a page lets them choose from.
"""

from django.db import migrations

from localoffer.core import roles

TO_CHOOSE_FROM = [(("core", "team"), ["view"]), (("core", "statutoryitem"), ["view"])]


def keep_files_as_they_are(apps, schema_editor):
    apps.get_model("wagtailcore", "GroupCollectionPermission").objects.filter(
        group__name=roles.EDITORS, permission__codename__in=["change_image", "change_document"]
    ).delete()


def let_young_editors_choose(apps, schema_editor):
    roles.grant(apps, {roles.YOUNG_EDITORS: TO_CHOOSE_FROM})


class Migration(migrations.Migration):

    dependencies = [("pages", "0040_roles")]

    operations = [
        migrations.RunPython(keep_files_as_they_are, migrations.RunPython.noop),
        migrations.RunPython(let_young_editors_choose, migrations.RunPython.noop),
    ]
