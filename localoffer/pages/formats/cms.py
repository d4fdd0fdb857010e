"""Requests for other formats in the CMS: a list, each with “done”, and the officers' Today list."""

from django import forms
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet

from localoffer.core.registries import QueueItem, QueueSource

from ..models import FormatRequest
from .actions import edit_address

ASKED = ("reference", "page", "format", "language", "way", "contact", "notes", "created_at")


class FormatRequestForm(WagtailAdminModelForm):
    """An officer changes nothing of what somebody asked for, and says when it is done."""

    done = forms.BooleanField(
        label=gettext_lazy("Done"),
        required=False,
        help_text=gettext_lazy("You have sent it, or told the person why you cannot. Erased 90 days later."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["done"] = self.instance.done_at is not None

    def save(self, commit=True):
        done, was_done = self.cleaned_data["done"], self.instance.done_at is not None
        if done != was_done:
            self.instance.done_at = timezone.now() if done else None
            self.instance.done_by = self.for_user if done else None
        return super().save(commit)


class NobodyAdds(ModelPermissionPolicy):
    """Requests come from the public form alone."""

    def user_has_permission(self, user, action):
        return action != "add" and super().user_has_permission(user, action)


class FormatRequestViewSet(SnippetViewSet):
    model = FormatRequest
    icon = "mail"
    menu_label = gettext_lazy("Other formats")
    menu_name = "formats"
    menu_order = 140
    add_to_admin_menu = True
    edit_handler = ObjectList(
        [*(FieldPanel(name, read_only=True) for name in ASKED), FieldPanel("done")], base_form_class=FormatRequestForm
    )
    list_display = [
        "reference",
        Column("wanted", label=gettext_lazy("Format")),
        "page",
        DateColumn("created_at", label=gettext_lazy("Asked"), sort_key="created_at"),
        DateColumn("done_at", label=gettext_lazy("Done"), sort_key="done_at"),
    ]
    list_per_page = 50
    ordering = [F("done_at").asc(nulls_first=True), "created_at"]
    copy_view_enabled = False


def _may_see(request: HttpRequest) -> bool:
    return request.user.has_perm("pages.change_formatrequest")


def _items(request: HttpRequest, limit: int) -> list[QueueItem]:
    return [
        QueueItem(
            what=wanted.wanted,
            why=_("Somebody asked for %(page)s") % {"page": wanted.page},
            since=timezone.localtime(wanted.created_at),
            url=edit_address(wanted),
            action=_("Look at it"),
        )
        for wanted in (FormatRequest.objects.open()[:limit] if _may_see(request) else ())
    ]


FORMATS_WANTED = QueueSource(
    name="formats-wanted",
    label=gettext_lazy("Pages wanted in another format"),
    count=lambda request: FormatRequest.objects.open().count() if _may_see(request) else 0,
    items=_items,
    somebody_waits=True,
)
