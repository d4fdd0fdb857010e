"""Finish with a response as Django's own test client does."""

from django.core.signals import request_finished
from django.db import close_old_connections


def release(response):
    """Close the file behind a response, and give the response back.

    `close()` alone says that the request is over, and then the connection that the test works in is closed
    as well: a database in memory ignores that, PostgreSQL does not.
    """
    request_finished.disconnect(close_old_connections)
    try:
        response.close()
    finally:
        request_finished.connect(close_old_connections)
    return response
