from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "localoffer.pages"
    label = "pages"
    verbose_name = _("Pages")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from localoffer.core.registries import queue_sources

        from . import checks, easy_read, sitemaps  # noqa: F401  the last two register themselves
        from .demonstration import parts
        from .formats.cms import FORMATS_WANTED
        from .languages import make_locales

        checks.register()
        parts.register()
        queue_sources.register(FORMATS_WANTED)
        post_migrate.connect(make_locales, sender=self)
