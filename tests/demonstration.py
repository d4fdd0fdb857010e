"""The demonstration council for tests: made once by a process, after that copied into the test's database."""

from django.core.management import call_command

from tests import snapshots
from tests.process_caches import forget_all

_kept: snapshots.Rows = {}


def load() -> None:
    """`manage.py demo`, inside the transaction of a test. Making it takes half a minute, copying it a second."""
    if _kept:
        snapshots.put_in_place_of_everything(_kept)
    else:
        call_command("demo", verbosity=0)
        _kept.update(snapshots.read_everything())
    forget_all()
