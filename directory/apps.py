from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from localoffer.core.registries import queue_sources


class DirectoryConfig(AppConfig):
    name = "directory"
    verbose_name = _("Directory")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import signals, sitemaps  # noqa: F401
        from .cms import queue
        from .demonstration import parts
        from .imports.cms.queue import IMPORTS_TO_DECIDE
        from .models import Provider, Service
        from .search.signals import connect
        from .views.providers import provider_context
        from .views.services import service_context

        Service.preview_context = staticmethod(service_context)
        Provider.preview_context = staticmethod(provider_context)
        queue_sources.register(queue.REVIEWS_DUE)
        queue_sources.register(IMPORTS_TO_DECIDE)
        for kind in ("Service", "Provider", "Location"):
            queue_sources.register(queue.drafts_waiting(self.get_model(kind)))
        connect()
        parts.register()
