from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from localoffer.core.registries import queue_sources


class PagesConfig(AppConfig):
    name = "localoffer.pages"
    label = "pages"
    verbose_name = _("Pages")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import checks, easy_read, sitemaps, young_editors  # noqa: F401  most register themselves
        from .cms.queue import PAGE_DRAFTS
        from .demonstration import parts

        checks.register()
        queue_sources.register(PAGE_DRAFTS)
        parts.register()
