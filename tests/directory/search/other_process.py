"""A process of its own that searches and writes, told by lines of JSON on its input."""

import json
import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "localoffer.settings"
django.setup()

from django.db import connection, transaction  # noqa: E402

from directory.models import Provider, Service  # noqa: E402
from directory.search import SearchQuery, search, touch  # noqa: E402


def find(words):
    return sorted(search(SearchQuery(words=words, exact=True)).ids)


def create(name):
    provider, _created = Provider.objects.get_or_create(slug="p", defaults={"name": "P"})
    return Service.objects.create(name=name, slug=f"s{Service.objects.count()}", provider=provider).pk


def rename(pk, name):
    service = Service.objects.get(pk=pk)
    service.name = name
    service.save()


def delete(pk):
    Service.objects.get(pk=pk).delete()


def roll_back(name):
    """Write, search inside the transaction, and take it all back."""
    with transaction.atomic():
        create(name)
        inside = find(name)
        transaction.set_rollback(True)
    return inside


def bulk(names):
    """Writes that send no signals."""
    with transaction.atomic():
        provider, _created = Provider.objects.get_or_create(slug="p", defaults={"name": "P"})
        start = Service.objects.count()
        made = Service.objects.bulk_create(
            Service(name=name, slug=f"s{start + number}", provider=provider) for number, name in enumerate(names)
        )
        touch([service.pk for service in made])
    return [service.pk for service in made]


def queries(words):
    """How many statements a search takes."""
    connection.force_debug_cursor = True
    before = len(connection.queries_log)
    find(words)
    return len(connection.queries_log) - before


for line in sys.stdin:
    name, *arguments = json.loads(line)
    print(json.dumps(globals()[name](*arguments)), flush=True)
