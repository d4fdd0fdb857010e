"""The portal with three bare addresses more, served only while measuring."""

import os

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "localoffer.settings")
settings.ROOT_URLCONF = "tests.benchmarks.urls"
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402  (the address list must be chosen first)

application = get_wsgi_application()
