"""Much that many tests begin with: made by the first of them in a process, after that copied into the database."""

from collections.abc import Callable
from functools import wraps

from django.core.management import call_command

from tests import snapshots
from tests.process_caches import forget_all


def made_once(make: Callable[[], None]) -> Callable[[], None]:
    """Call it first in a test, before anything else is made: the copy takes the place of every row there is."""
    kept: snapshots.Rows = {}

    @wraps(make)
    def put() -> None:
        if kept:
            snapshots.put_in_place_of_everything(kept)
        else:
            make()
            kept.update(snapshots.read_everything())
        forget_all()

    return put


@made_once
def demonstration() -> None:
    """`manage.py demo`: half a minute, where a copy takes a second."""
    call_command("demo", verbosity=0)
