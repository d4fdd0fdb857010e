from django.core.management.base import BaseCommand

from ...reminders import send_reminders


class Command(BaseCommand):
    """Remind owner teams of checks that are due. Run it once a week; twice does no harm."""

    help = "Write one mail to each team whose pages or listings are to be checked."

    def handle(self, *args, **options):
        counts = send_reminders()
        self.stdout.write("{sent} of {teams} teams reminded.".format(**counts))
        if counts["without_a_team"]:
            self.stdout.write("{without_a_team} things to check have no owner team.".format(**counts))
