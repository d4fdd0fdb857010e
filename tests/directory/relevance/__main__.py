"""`python -m tests.directory.relevance`: the table and the worst queries, in the database of DATABASE_URL.

The demonstration must be loaded there (`manage.py demo`). Queries held out are counted but never listed, unless
somebody asks for them with `--all`: what is fixed with a query in sight says nothing about the next one.
"""

import argparse
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "localoffer.settings")
django.setup()

from .engines import engines  # noqa: E402 -- Django must be set up first
from .reading import DEVELOPMENT, queries  # noqa: E402
from .report import measured, table, worst  # noqa: E402


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--worst", type=int, default=20, help="how many queries to list")
    options.add_argument("--all", action="store_true", help="list queries that are held out, too")
    chosen = options.parse_args()
    outcomes = measured(engines(), queries())
    listed = [outcome for outcome in outcomes["ours"] if chosen.all or outcome.query.half == DEVELOPMENT]
    sys.stdout.write("\n".join([*table(outcomes), "", *worst(listed, chosen.worst), ""]))


main()
