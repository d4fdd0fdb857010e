"""How gunicorn serves the portal, in production and in `make run`. Options of the command line win."""

import os

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
