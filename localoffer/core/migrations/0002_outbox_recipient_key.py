from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="outgoingmail",
            name="recipient_key",
            field=models.CharField(db_index=True, default="", editable=False, max_length=254),
        ),
    ]
