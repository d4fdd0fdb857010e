"""Entry point of the web server (gunicorn localoffer.wsgi)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "localoffer.settings")
os.environ["WEB_PROCESS"] = "1"  # the settings limit how long a web request may keep the database busy

application = get_wsgi_application()
