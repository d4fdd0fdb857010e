"""The page on which a publishing is undone, for pages and listings, and the ways that lead there."""

from collections.abc import Iterator

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.utils import get_latest_str, get_user_display_name
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import registry
from wagtail.models import DraftStateMixin, Page

from .comparing import in_words
from .models import LastPublishing, OfferPage
from .undoing import CannotUndo, problems, undo_publishing


@require_http_methods(["GET", "POST"])
def undo_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """The question for a page, for whoever may publish it."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    if not isinstance(page, OfferPage):
        raise Http404
    return ask(request, page, reverse("wagtailadmin_pages:edit", args=[page.pk]))


def ask(request: HttpRequest, record: DraftStateMixin, editor: str) -> HttpResponse:
    """What undoing would do, with a button; a press on it does so. The caller has asked for the permission."""
    if request.method == "POST":
        return _undo(request, record, editor)
    last = LastPublishing.objects.to_undo(record)
    context = {"record": record, "name": get_latest_str(record), "back": editor, "last": last}
    if last is not None:
        context["facts"] = _facts(record, last)
        context["problems"] = problems(record, last, request.user)
        context["effects"] = _effects(record, last)
    return render(request, "core/cms/undo.html", context)


def _undo(request: HttpRequest, record: DraftStateMixin, editor: str) -> HttpResponse:
    try:
        undone = undo_publishing(record=record, number=request.POST.get("publishing", ""), user=request.user)
    except CannotUndo as error:
        messages.error(request, str(error))
        return redirect(request.path)
    row = type(record)._base_manager.get(pk=record.pk)
    messages.success(request, _done(row, undone), buttons=_buttons(row))
    return redirect(editor)


def _facts(record: DraftStateMixin, last: LastPublishing) -> list[tuple[str, str]]:
    published, until = (_("Published"), in_words(last.at)), (_("Can be undone until"), in_words(last.until))
    entries = registry.get_logs_for_instance(record).filter(revision=last.revision_id, user__isnull=False)
    entry = entries.filter(action__startswith="wagtail.publish").select_related("user").first()
    by = [(_("By"), get_user_display_name(entry.user))] if entry else []
    return [published, *by, until]


def _effects(record: DraftStateMixin, last: LastPublishing) -> list[str]:
    """What pressing the button does, each in a sentence."""
    if last.before is None:
        effects = [_("Families will not find it any more: it was not on the site before.")]
    elif last.before_since is None:
        effects = [_("Families will read again what stood there before.")]
    else:
        words = _("Families will read again what stood there before, from %(moment)s.")
        effects = [words % {"moment": in_words(last.before_since)}]
    if last.before is None and isinstance(record, Page) and (below := record.get_descendants().live().count()):
        words = ngettext("%(n)d page below it stays on the site.", "%(n)d pages below it stay on the site.", below)
        effects.append(words % {"n": below})
    effects.append(_what_stays(record, last))
    if last.before is not None and record.workflow_in_progress:
        effects.append(_("The check of the draft ends, so send it for a check again."))
    return effects


def _what_stays(record: DraftStateMixin, last: LastPublishing) -> str:
    if record.latest_revision_id == last.revision_id:
        return _("What was published stays as a draft.")
    return _("The draft in the editor stays as it is.")


def _done(row: DraftStateMixin, undone: LastPublishing) -> str:
    words = {"name": row, "stays": _what_stays(row, undone)}
    if undone.before is None:
        return _("“%(name)s” is off the site again. %(stays)s") % words
    return _("Families read again what “%(name)s” said before. %(stays)s") % words


def _buttons(row: DraftStateMixin) -> list[tuple]:
    address = row.get_url() if isinstance(row, Page) else getattr(row, "get_absolute_url", str)()
    return [messages.button(address, _("View live"))] if row.live and address else []


# Ways to that page


def offer(request: HttpRequest, record: DraftStateMixin, address: str) -> None:
    """Right after publishing: where the newest version is public now, say that it can be taken back."""
    last = LastPublishing.objects.to_undo(record)
    if last is not None and last.revision_id == record.latest_revision_id:
        buttons = [messages.button(address, _("Undo publishing"))]
        messages.info(request, _("Published by mistake? It can be taken back."), buttons=buttons)


def say_approved(request: HttpRequest, record: DraftStateMixin, address: str) -> None:
    """Right after approving, of which Wagtail says nothing: what is public now, and that it can be taken back."""
    row = type(record)._base_manager.get(pk=record.pk)
    if row.live and not row.has_unpublished_changes:
        words = _("“%(name)s” was published.") % {"name": get_latest_str(row)}
        messages.success(request, words, buttons=_buttons(row))
    offer(request, row, address)


def button(record: DraftStateMixin, address: str) -> Iterator[Button]:
    """The entry of an editor's menu, as long as there is something to undo."""
    if LastPublishing.objects.to_undo(record):
        yield Button(_("Undo publishing"), url=address, icon_name="rotate", priority=5)


def address_of(page: Page) -> str:
    """Where the publishing of a page is undone."""
    return reverse("undo_publishing", args=[page.pk])


def offer_for_page(request: HttpRequest, page: Page) -> None:
    """Hook after a page was published."""
    offer(request, page, address_of(page))


def say_approved_for_page(request: HttpRequest, page: Page) -> None:
    """After a page was approved."""
    say_approved(request, page, address_of(page))


def button_for_page(page: Page, user, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Hook for the menu of a page's editor."""
    if view_name == "edit" and page.live and page.permissions_for_user(user).can_publish():
        yield from button(page, address_of(page))
