from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("directory", "0012_import_row_outcomes")]

    operations = [
        migrations.AddField(
            model_name="importrun",
            name="alive_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
