from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)
from wagtail.search import index

from localoffer.core.models import LastPublishing, Reviewed

from ..querysets import ListingQuerySet


class Listing(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    index.Indexed,
    Reviewed,
    ClusterableModel,
):
    """What providers, services and places share: drafts, moderation, history, locks, review dates, source.

    Facts in `OPERATIONAL_FIELDS` are about the running of the listing, not its words. They live on the row
    alone: publishing a draft that was written earlier must not bring old values back.
    """

    OPERATIONAL_FIELDS = (*Reviewed.OPERATIONAL_FIELDS, "source_id", "external_id", "source_dated", "updated_at")

    source = models.ForeignKey(
        "directory.ImportSource",
        verbose_name=_("comes from"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    external_id = models.CharField(_("id at the source"), max_length=200, blank=True, editable=False)
    source_dated = models.DateField(_("date of the source"), null=True, blank=True, editable=False)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True, db_index=True)

    objects = ListingQuerySet.as_manager()

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args, **kwargs):
        """Save it; where that publishes, what families read until now is kept for a day."""
        if kwargs.get("update_fields") is None:
            LastPublishing.objects.note(self)
        super().save(*args, **kwargs)

    def with_content_json(self, content):
        """The draft in `content`, with operational facts of the live row."""
        draft = super().with_content_json(content)
        for field in self.OPERATIONAL_FIELDS:
            setattr(draft, field, getattr(self, field))
        return draft

    # Builds what the public page shows, from a draft. Set when all apps are ready: models come before pages.
    preview_context = None

    def get_preview_context(self, request, mode_name):
        """The context of the public page, told that it shows a draft."""
        context = super().get_preview_context(request, mode_name)
        build = type(self).preview_context
        return context | build(self, request, preview=True) if build else context

    def publish(self, revision, *args, **kwargs):
        """Publish the words of a revision onto the row as it is now.

        The row is read again under a lock, so that a check or a pause recorded a moment ago is not undone.
        """
        with transaction.atomic():
            revision.content_object = type(self)._base_manager.select_for_update(of=("self",)).get(pk=self.pk)
            return super().publish(revision, *args, **kwargs)

    def publishing_problems(self):
        """What keeps this version from going live: messages by field, empty if nothing does.

        A draft may be incomplete; what families see may not.
        """
        problems = {}
        if not self.owner_id:
            problems["owner"] = [_("Choose the team that keeps this up to date.")]
        hidden = [field.name for field in self._meta.concrete_fields if not field.editable]
        _collect(problems, self, hidden)
        for relation in get_all_child_relations(type(self)):
            for child in getattr(self, relation.get_accessor_name()).all():
                _collect(problems, child, [relation.field.name])
        return problems

    def taking_down_problems(self) -> list[str]:
        """What families would miss if this went off the site, in words."""
        return []


def _collect(problems, instance, exclude):
    try:
        instance.full_clean(exclude=exclude)
    except ValidationError as error:
        for field, messages in error.message_dict.items():
            problems.setdefault(field, []).extend(messages)
