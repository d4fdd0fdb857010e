from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "localoffer.pages"
    label = "pages"
    verbose_name = _("Pages")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import (
            easy_read,  # noqa: F401  registers itself
            registrations,
            seeds,
        )
        from .demonstration import parts

        parts.register()
        registrations.register()
        seeds.register()
