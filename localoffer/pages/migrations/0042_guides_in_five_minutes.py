import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("pages", "0041_rights_without_drafts")]

    operations = [
        migrations.AddField(
            model_name="fiveminutepage",
            name="guide",
            field=models.ForeignKey(
                blank=True,
                help_text="The guide that says the same at length. Each leads to the other.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="pages.guidepage",
                verbose_name="guide",
            ),
        ),
    ]
