from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from localoffer.core import registries


class OfficersConfig(AppConfig):
    """The officers' home: what waits, figures, link checker, reminders, previews, setting up."""

    name = "localoffer.pages.officers"
    label = "officers"
    verbose_name = _("Officers' home")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import evidence, preview_views, reminders, signals, uses
        from .cms import home, link_advice, queue, setup
        from .cms import preview_views as cms_preview_views
        from .links import sources

        for source in queue.SOURCES:
            registries.queue_sources.register(source)
        for tile in (home.LAW, home.DRAFTS):
            registries.tiles.register(tile)
        for slot in preview_views.SLOTS:
            registries.frame_slots.register(slot)
        for step in setup.STEPS:
            registries.setup_steps.register(step)
        for links in (sources.PAGE_LINKS, sources.SETTINGS_LINKS, sources.ALERT_LINKS):
            registries.link_sources.register(links)
        registries.quick_actions.register(home.QUICK_ACTIONS)
        registries.evidence_sources.register(evidence.PAGES)
        registries.review_sources.register(reminders.PAGES_TO_CHECK)
        registries.publish_checks.register(link_advice.DEAD_LINKS)
        registries.editor_notes.register(cms_preview_views.EDITOR_NOTE)
        for use in uses.USES:
            registries.record_uses.register(use)
        signals.connect()
