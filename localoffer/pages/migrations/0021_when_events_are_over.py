"""Events that happen once are over at their end; those that repeat are worked out at their next save."""

from django.db import migrations
from django.db.models import F


def fill_over_at(apps, schema_editor):
    apps.get_model("pages", "EventPage").objects.filter(repeats="").update(over_at=F("ends"))


class Migration(migrations.Migration):

    dependencies = [("pages", "0020_events_alerts_films")]

    operations = [migrations.RunPython(fill_over_at, migrations.RunPython.noop)]
