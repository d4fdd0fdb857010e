from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from localoffer.core import registries
from localoffer.core.registries import queue_sources


class DirectoryConfig(AppConfig):
    name = "directory"
    verbose_name = _("Directory")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import signals, sitemaps  # noqa: F401
        from .cms import deleting, home, queue, setup
        from .demonstration import parts
        from .evidence import SERVICES
        from .imports.cms.queue import IMPORTS_TO_DECIDE
        from .models import Provider, Service
        from .outgoing_links import PROVIDER_LINKS, SERVICE_LINKS
        from .search.signals import connect
        from .views.providers import provider_context
        from .views.services import service_context

        Service.preview_context = staticmethod(service_context)
        Provider.preview_context = staticmethod(provider_context)
        queue_sources.register(IMPORTS_TO_DECIDE)
        queue_sources.register(queue.PAUSES_OVER)
        for kind in ("Service", "Provider", "Location"):
            model = self.get_model(kind)
            queue_sources.register(queue.reviews_due(model))
            queue_sources.register(queue.drafts_waiting(model))
            registries.review_sources.register(queue.to_check(model))
        registries.tiles.register(home.SEARCHES)
        registries.tiles.register(home.CHECKS)
        registries.quick_actions.register(home.QUICK_ACTIONS)
        registries.evidence_sources.register(SERVICES)
        registries.link_sources.register(SERVICE_LINKS)
        registries.link_sources.register(PROVIDER_LINKS)
        for step in setup.STEPS:
            registries.setup_steps.register(step)
        for use in deleting.USES:
            registries.record_uses.register(use)
        connect()
        parts.register()
