from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from localoffer.core.registries import queue_sources


class PagesConfig(AppConfig):
    name = "localoffer.pages"
    label = "pages"
    verbose_name = _("Pages")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import (
            alternatives,  # noqa: F401  registers itself
            banner,
            checks,
            five_minutes,  # noqa: F401  registers itself
            registrations,
            seeds,
            sitemaps,  # noqa: F401  registers itself
            young_editors,  # noqa: F401  registers itself
        )
        from .cms import queue
        from .cms.drafts import DRAFTS_SENT_BACK, PAGE_DRAFTS
        from .demonstration import parts
        from .formats.cms import FORMATS_WANTED
        from .languages import make_locales

        banner.register()
        checks.register()
        queue.register()
        parts.register()
        registrations.register()
        seeds.register()
        queue_sources.register(PAGE_DRAFTS)
        queue_sources.register(DRAFTS_SENT_BACK)
        queue_sources.register(FORMATS_WANTED)
        post_migrate.connect(make_locales, sender=self)
