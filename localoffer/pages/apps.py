from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "localoffer.pages"
    label = "pages"
    verbose_name = _("Pages")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import checks, easy_read, sitemaps  # noqa: F401  the last two register themselves
        from .demonstration import parts

        checks.register()
        parts.register()
