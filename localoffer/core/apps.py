from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "localoffer.core"
    label = "core"
    verbose_name = _("Foundation")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import accounts, checks, comparing, lookups, production  # noqa: F401  they register themselves
        from .frame_cache import watch
        from .picture_consent import register
        from .shared_cache import make_cache_table
        from .waiting_words import keep_live_words

        watch()
        keep_live_words()
        comparing.register()
        register()
        post_migrate.connect(make_cache_table, sender=self)
