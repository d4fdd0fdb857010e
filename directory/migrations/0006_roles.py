"""Groups for the people who use the CMS, and the check that drafts go through before they are published.

Wagtail's own “Moderators” become the officers, so that pages and the directory share one group and one
workflow. A council may change both afterwards: this runs once.
"""

from django.db import migrations

OFFICERS = "Officers"
EDITORS = "Editors"
REVIEW_GROUP = "Review group"
USER_MANAGERS = "User managers"

LISTINGS = [("directory", "service"), ("directory", "provider"), ("directory", "location")]
LISTS = [
    ("directory", "vocabulary"),
    ("directory", "term"),
    ("directory", "synonym"),
    ("directory", "localofferquestion"),
    ("directory", "schoolterm"),
    ("directory", "importsource"),
    ("core", "team"),
    ("core", "statutoryitem"),
]
AREA = ("directory", "area")
SETTINGS = ("core", "councilsettings")

PERMISSIONS = {
    OFFICERS: [
        *((model, ["view", "add", "change", "delete", "publish", "lock", "unlock"]) for model in LISTINGS),
        *((model, ["view", "add", "change", "delete"]) for model in LISTS),
        (AREA, ["view", "change"]),
        (SETTINGS, ["view", "change"]),
    ],
    EDITORS: [
        *((model, ["view", "add", "change"]) for model in LISTINGS),
        *((model, ["view"]) for model in [*LISTS, AREA]),
    ],
    REVIEW_GROUP: [(model, ["view"]) for model in [*LISTINGS, *LISTS, AREA]],
    USER_MANAGERS: [(("auth", "user"), ["view", "add", "change"])],
}


def create_roles(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    moderators = Group.objects.filter(name="Moderators").first()
    if moderators and not Group.objects.filter(name=OFFICERS).exists():
        moderators.name = OFFICERS
        moderators.save()
    enter = permission(apps, ("wagtailadmin", "admin"), "access_admin", "Can access Wagtail admin")
    for name, grants in PERMISSIONS.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(enter)
        for model, actions in grants:
            for action in actions:
                codename = f"{action}_{model[1]}"
                group.permissions.add(permission(apps, model, codename, f"Can {action} {model[1]}"))


def permission(apps, model, codename, name):
    """The permission, made here where `post_migrate` has not made it yet."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    content_type, _ = ContentType.objects.get_or_create(app_label=model[0], model=model[1])
    return Permission.objects.get_or_create(content_type=content_type, codename=codename, defaults={"name": name})[0]


def create_workflow(apps, schema_editor):
    """The last who approves needs the permission to publish, so the task belongs to the officers."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    Task = apps.get_model("wagtailcore", "GroupApprovalTask")
    officers = apps.get_model("auth", "Group").objects.get(name=OFFICERS)
    task = Task.objects.filter(groups=officers, active=True).first()
    if task is None:
        content_type, _ = ContentType.objects.get_or_create(app_label="wagtailcore", model="groupapprovaltask")
        task = Task.objects.create(content_type=content_type, active=True)
        task.groups.add(officers)
    task.name = "Check by an officer"
    task.save()
    workflow = Workflow.objects.filter(workflow_tasks__task_id=task.pk, active=True).first()
    if workflow is None:
        workflow = Workflow.objects.create(active=True)
        apps.get_model("wagtailcore", "WorkflowTask").objects.create(workflow=workflow, task_id=task.pk, sort_order=0)
    workflow.name = "Officers' check"
    workflow.save()
    for app_label, model in LISTINGS:
        content_type, _ = ContentType.objects.get_or_create(app_label=app_label, model=model)
        apps.get_model("wagtailcore", "WorkflowContentType").objects.get_or_create(
            content_type=content_type, defaults={"workflow": workflow}
        )


class Migration(migrations.Migration):

    dependencies = [
        ("directory", "0005_seeds"),
        ("core", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),  # gives the documents to the group by its old name
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [
        migrations.RunPython(create_roles, migrations.RunPython.noop),
        migrations.RunPython(create_workflow, migrations.RunPython.noop),
    ]
