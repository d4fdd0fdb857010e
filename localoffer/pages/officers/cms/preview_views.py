"""Sharing a draft with people who have no account, and reading what they say."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.models import Page

from localoffer.core.registries import EditorNote
from localoffer.core.way_back import way_back

from .. import previews
from ..addresses import edit_address, model_of
from ..forms import ShareForm
from ..models import PreviewComment, PreviewLink
from ..page_rows import offer_page_models

PAGE_SIZE = 50


def get_draft(request: HttpRequest, content_type_id: int, pk: int):
    """The record to share, if there is one and this person may edit it."""
    content_type = get_object_or_404(ContentType, pk=content_type_id)
    model = content_type.model_class()
    if model is None or not previews.can_be_shared(model):
        raise Http404
    draft = get_object_or_404(model._base_manager, pk=pk)
    draft = draft.specific if isinstance(draft, Page) else draft
    if not previews.may_share(request.user, draft):
        raise PermissionDenied
    return draft


@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, content_type_id: int, pk: int) -> HttpResponse:
    """Make a link to a draft, see the links there are, take one back.

    A new address is shown once, in the answer to the POST: only its hash is kept, so no page can show it again.
    """
    draft = get_draft(request, content_type_id, pk)
    form = ShareForm(request.POST or None)
    address = ""
    if form.is_valid():
        link, token = previews.make_link(draft=draft, user=request.user, **form.cleaned_data)
        address = settings.BASE_URL + reverse("previews:preview", args=[token])
        form = ShareForm()
    links = PreviewLink.objects.filter(
        content_type=ContentType.objects.get_for_model(previews.base_of(draft)), object_id=draft.pk
    ).select_related("created_by")
    context = {
        "draft": draft,
        "form": form,
        "new_link": link if address else None,
        "address": address,
        "links": links,
        "comments": PreviewComment.objects.filter(link__in=links).select_related("link", "dealt_with_by"),
        "edit_url": edit_address(previews.base_of(draft), draft.pk),
        "here": request.path,
    }
    response = render(request, "pages/officers/share.html", context)
    response["Referrer-Policy"] = "no-referrer" if address else "same-origin"
    return response


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """End a link now."""
    link = get_object_or_404(previews.links_for(request.user), pk=pk)
    previews.take_back(link)
    messages.success(request, _("The link is taken back. Nobody can open it any more."))
    return redirect("officers:share", link.content_type_id, link.object_id)


@require_safe
def comments(request: HttpRequest) -> HttpResponse:
    """Comments on drafts that this person may edit: those that wait, or all."""
    everything = request.GET.get("show") == "all"
    rows = previews.comments_for(request.user).select_related("link", "dealt_with_by")
    page = Paginator(rows.order_by("-created_at") if everything else rows.waiting(), PAGE_SIZE)
    shown = page.get_page(request.GET.get("page"))
    context = {
        "page": shown,
        "drafts": _by_draft(shown.object_list),
        "show": "all" if everything else "",
        "here": request.get_full_path(),
    }
    return render(request, "pages/officers/comments.html", context)


def _by_draft(rows: Iterable[PreviewComment]) -> list[tuple[str, str, list[PreviewComment]]]:
    """Title, address of the editor and comments of each draft, in the order of the first comment."""
    groups: dict[tuple[int, int], list[PreviewComment]] = {}
    for comment in rows:
        groups.setdefault((comment.link.content_type_id, comment.link.object_id), []).append(comment)
    return [(found[0].link.title, _edit_url(found[0].link), found) for found in groups.values()]


def _edit_url(link: PreviewLink) -> str:
    model = model_of(link.content_type_id)
    return edit_address(model, link.object_id) if model else ""


@require_POST
def deal_with(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a comment as dealt with."""
    comment = get_object_or_404(previews.comments_for(request.user), pk=pk)
    previews.deal_with(comment, user=request.user)
    messages.success(request, _("Marked as dealt with."))
    return HttpResponseRedirect(way_back(request, reverse("officers:comments")))


def _note(request: HttpRequest, record) -> str:
    """Above the editor: comments that wait, and the way to share a draft."""
    if not previews.can_be_shared(type(record)) or not previews.may_share(request.user, record):
        return ""
    content_type = ContentType.objects.get_for_model(previews.base_of(record))
    context = {
        "comments": previews.waiting_on(record, request.user),
        "share_url": reverse("officers:share", args=[content_type.pk, record.pk]),
        "confirm_url": _confirm_url(request, record),
        "record": record,
        "here": request.get_full_path(),
    }
    return render_to_string("pages/officers/_editor_note.html", context, request)


def _confirm_url(request: HttpRequest, record) -> str:
    if not isinstance(record, offer_page_models()) or not record.live:
        return ""
    may = record.permissions_for_user(request.user).can_publish()
    return reverse("officers:confirm", args=[record.pk]) if may else ""


EDITOR_NOTE = EditorNote(name="previews", render=_note)
