"""Publishing a translation asks what every other way to publish a page asks, before anything is public.

wagtail-localize has an editor of its own, which knows none of our checks, and publishes in three places: the
editor, “Sync translated pages”, and by making a page repeat the English one again.
"""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.coreutils import find_available_slug
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.views.convert import convert_to_alias
from wagtail_localize.views.edit_translation import upload_pofile
from wagtail_localize.views.update_translations import UpdateTranslationsView

from localoffer.core.models import OfferPage
from localoffer.core.publishing import sentences
from localoffer.core.second_person import reason
from localoffer.core.way_back import way_back


def before_the_editor(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Hook before wagtail-localize's editor: what stands against publishing is said, and nothing is public.

    Where a second person is needed, the words become a draft that is sent for a check; whoever opens the editor
    reads so first, because its button says “Publish”.
    """
    publishes = request.method == "POST" and request.POST.get("action") == "publish"
    if not (publishes or request.method == "GET") or not isinstance(page, OfferPage):
        return None
    translation = _translation_of(page)
    if translation is None:
        return None
    if not publishes:
        _say_who_publishes(request, translation)
        return None
    return _instead_of_publishing(request, translation)


def _say_who_publishes(request: HttpRequest, translation: Translation) -> None:
    if why := reason(_draft(translation)):
        messages.info(request, _("%(why)s “Publish” sends the translation for a check.") % {"why": why})


def _instead_of_publishing(request: HttpRequest, translation: Translation) -> HttpResponse | None:
    if problem := _problem(translation, request.user):
        messages.error(request, problem)
    elif why := reason(_draft(translation)):
        _send_for_a_check(translation, request.user)
        messages.warning(request, _sent(translation, why))
    else:
        return None
    return redirect("wagtailadmin_pages:edit", translation.get_target_instance().pk)


def _translation_of(page: Page) -> Translation | None:
    """The page as a translation that is kept in step with its original."""
    found = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
    )
    return found.select_related("source", "target_locale").first()


def _draft(translation: Translation) -> Page:
    """The page with the translator's words, as it would be published; English where words are missing."""
    draft = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    draft.slug = find_available_slug(draft.get_parent(), slugify(draft.slug), ignore_page_id=draft.pk)
    return draft


def _problem(translation: Translation, user) -> str:
    """What stands against publishing, whoever presses; empty where nothing does."""
    draft = _draft(translation)
    if not draft.permissions_for_user(user).can_publish():
        return _("You may not publish “%(title)s”. Ask somebody who may.") % {"title": draft.title}
    if problems := sentences(draft):
        return _("“%(title)s” was not published. %(problems)s") % {
            "title": draft.title,
            "problems": " ".join(problems),
        }
    return ""


@transaction.atomic
def _send_for_a_check(translation: Translation, user) -> None:
    """Save the words as a draft and begin a check of it; one that has begun was about earlier words."""
    translation.save_target(user=user, publish=False)
    page = translation.get_target_instance()
    if state := page.current_workflow_state:
        state.cancel(user=user)
    if workflow := page.get_workflow():
        workflow.start(page, user)


def _sent(translation: Translation, why: str) -> str:
    page = translation.get_target_instance()
    words = {"title": page.draft_title, "why": why}
    if page.workflow_in_progress:
        return _("“%(title)s” was not published. %(why)s It was sent for a check. Somebody else approves it.") % words
    return _("“%(title)s” was not published. %(why)s The draft is kept.") % words


class SyncView(UpdateTranslationsView):
    """“Sync translated pages”: publishes all translations at once, or says what stands against it and changes none."""

    def form_valid(self, form):
        if form.cleaned_data["publish_translations"] and (problems := self._problems()):
            for problem in problems:
                messages.error(self.request, problem)
            return redirect(self.request.get_full_path())
        return super().form_valid(form)

    def _problems(self) -> list[str]:
        """Of the translations as they would be after this sync, which is undone again."""
        with transaction.atomic():
            self.object.update_from_db()
            translations = self.object.translations.filter(enabled=True).select_related("source", "target_locale")
            found = [_problem_of_sync(translation, self.request.user) for translation in translations]
            transaction.set_rollback(True)
        self.object = self.get_object()
        return list(filter(None, found))


def _problem_of_sync(translation: Translation, user) -> str:
    draft = _draft(translation)
    if not isinstance(draft, OfferPage):
        return ""
    if problem := _problem(translation, user):
        return problem
    if why := reason(draft):
        return _(
            "“%(title)s” was not published. %(why)s Publish it in its own editor: it is then sent for a check."
        ) % {
            "title": draft.title,
            "why": why,
        }
    return ""


def repeat_the_original(request: HttpRequest, page_id: int) -> HttpResponse:
    """“Convert to alias page” makes it as public as its original, so it is for those who may publish it."""
    page = get_object_or_404(Page, pk=page_id)
    if request.method == "POST" and not page.permissions_for_user(request.user).can_publish():
        messages.error(request, _("You may not publish “%(title)s”. Ask somebody who may.") % {"title": page.title})
        return redirect("wagtailadmin_home")
    return convert_to_alias(request, page_id)


def take_po_file(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Words from a translator's program. wagtail-localize fails where no file was chosen, or one of something else."""
    try:
        return upload_pofile(request, translation_id)
    except KeyError:
        messages.error(request, _("Choose the PO file that was downloaded here, with the translated words in it."))
        translated = get_object_or_404(Translation, pk=translation_id).get_target_instance()
        editor = AdminURLFinder(request.user).get_edit_url(translated)
        return HttpResponseRedirect(way_back(request, editor))
