"""The roles that pages add to those of the directory, and what every role may do with pages and their records.

A council may change all of this afterwards: it runs once. A later model adds its rows in a migration of its own
with `roles.grant`; `tests/structure/test_roles.py` fails while nobody but a superuser may change it.
"""

from django.db import migrations

from localoffer.core import roles

ALERT, TERM, ISSUE = ("pages", "alert"), ("pages", "glossaryterm"), ("pages", "knownissue")
KEEP = ["view", "add", "change", "delete"]
PERMISSIONS = {
    roles.OFFICERS: [
        *((model, KEEP) for model in (ALERT, TERM, ISSUE)),
        (("wagtailredirects", "redirect"), KEEP),
    ],
    # These have no drafts: what is saved is public at once.
    roles.EDITORS: [(model, ["view"]) for model in (ALERT, TERM, ISSUE)],
    roles.REVIEW_GROUP: [(model, ["view"]) for model in (ALERT, TERM, ISSUE)],
    roles.YOUNG_EDITORS: [],
    roles.SURGERY_STAFF: [],
    roles.PROVIDERS: [],
}
# On the root of the tree, so that the home pages of other languages, which stand beside ours, are meant too.
PAGES = {
    roles.OFFICERS: ["add", "change", "publish", "bulk_delete", "lock", "unlock"],
    roles.EDITORS: ["add", "change"],
}
YOUNG = ["add", "change"]
COLLECTIONS = {
    roles.OFFICERS: [
        (("wagtailcore", "collection"), ["add", "change", "delete"]),
        *((model, ["add", "change", "choose"]) for model in [("wagtailimages", "image"), ("wagtaildocs", "document")]),
    ],
    # Pictures of young people are put in by an editor, who knows about consent.
    roles.YOUNG_EDITORS: [
        (model, ["choose"]) for model in [("wagtailimages", "image"), ("wagtaildocs", "document")]
    ],
}


def give_permissions(apps, schema_editor):
    roles.grant(apps, PERMISSIONS)
    roles.enter_the_cms(apps, roles.IN_THE_CMS)


def give_pages(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    for role, actions in PAGES.items():
        for root in Page.objects.filter(depth=1):
            give_page(apps, role, root.pk, actions)
    for section in apps.get_model("pages", "YoungHomePage").objects.all():
        give_page(apps, roles.YOUNG_EDITORS, section.pk, YOUNG)


def give_page(apps, role, page_id, actions):
    group = apps.get_model("auth", "Group").objects.get(name=role)
    for action in actions:
        permission = roles.permission(apps, ("wagtailcore", "page"), f"{action}_page")
        apps.get_model("wagtailcore", "GroupPagePermission").objects.get_or_create(
            group=group, page_id=page_id, permission=permission
        )


def give_collections(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for role, rows in COLLECTIONS.items():
        for root in apps.get_model("wagtailcore", "Collection").objects.filter(depth=1):
            for model, actions in rows:
                for action in actions:
                    apps.get_model("wagtailcore", "GroupCollectionPermission").objects.get_or_create(
                        group=Group.objects.get(name=role),
                        collection=root,
                        permission=roles.permission(apps, model, f"{action}_{model[1]}"),
                    )


class Migration(migrations.Migration):

    dependencies = [
        ("pages", "0030_glossary_roles"),
        ("directory", "0006_roles"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]

    operations = [
        migrations.RunPython(give_permissions, migrations.RunPython.noop),
        migrations.RunPython(give_pages, migrations.RunPython.noop),
        migrations.RunPython(give_collections, migrations.RunPython.noop),
    ]
