"""A new site begins with our home page, where Wagtail's welcome page stood. A site that has moved on is left alone."""

from django.db import migrations

WELCOME = "Welcome to your new Wagtail site!"


def make_home_page(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    HomePage = apps.get_model("pages", "HomePage")
    Site = apps.get_model("wagtailcore", "Site")
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None or site.root_page.title != WELCOME or site.root_page.numchild:
        return
    welcome = site.root_page
    home = HomePage(page_ptr=welcome)
    home.__dict__.update({name: value for name, value in welcome.__dict__.items() if not name.startswith("_")})
    home.content_type = ContentType.objects.get_or_create(app_label="pages", model="homepage")[0]
    home.title = home.draft_title = "Home"
    home.save()


class Migration(migrations.Migration):

    dependencies = [
        ("pages", "0001_page_types"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0054_initial_locale"),
    ]

    operations = [migrations.RunPython(make_home_page, migrations.RunPython.noop)]
