"""How gunicorn serves the portal, in production and in `make run`. Options of the command line win."""

import os
import threading

workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "gthread"
timeout = 30
graceful_timeout = 20
keepalive = 5
max_requests = 20_000
max_requests_jitter = 2_000
limit_request_line = 8190
# The portal writes its own access log without query strings, which hold postcodes and search words.
accesslog = None


worker_ended = threading.Event()


def post_worker_init(worker):
    """Make the search index while the first visitors are on their way (a second, or a minute for all England).

    And write the counts of searches from now on.
    """
    from directory import search  # noqa: PLC0415 -- Django is set up only now

    threading.Thread(target=search.warm, daemon=True).start()
    threading.Thread(target=search.search_log.keep_flushing, args=[worker_ended], daemon=True).start()


def worker_exit(server, worker):
    """Write the counts of searches that this worker still holds, however few seconds old they are."""
    from directory import search  # noqa: PLC0415 -- as above

    worker_ended.set()
    search.search_log.flush()
