"""A form of the CMS creates one record, however often it is sent: by a double click, a retry, the back button.

Wagtail saves new records by itself, half a second after the last key, and goes on when “Save draft” is pressed. So the
form of a new record carries a key. The first sending creates the record and notes the key; every other one is an edit
of that record.
"""

import json
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import resolve
from django.utils.translation import gettext as _
from wagtail.admin.utils import set_query_params

from .models.creations import KEY_LENGTH, Creation, new_key

FORM_KEY = "form_key"


class CreatingForm:
    """For the forms of records: that of a new one carries the key. Nothing of it is stored with the record."""

    fields: dict[str, forms.Field]
    instance: Any

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.fields[FORM_KEY] = forms.CharField(
                required=False, max_length=KEY_LENGTH, initial=new_key, widget=forms.HiddenInput
            )


class CreatingOnce:
    """For Wagtail's views that create pages and snippets with such a form."""

    request: Any
    form: Any
    object: Any
    expects_json_response: bool
    get_edit_url: Callable[[], str]
    json_error_response: Callable[[str, str], JsonResponse]

    def form_valid(self, form):
        if not (key := form.cleaned_data.get(FORM_KEY)):
            return super().form_valid(form)  # type: ignore[misc]  # of the view that this is mixed into
        with transaction.atomic():
            if creation := Creation.objects.claim(self.request.user, key):
                response = super().form_valid(form)  # type: ignore[misc]  # as above
                self._note(creation)
                return response
        return self._again(key)

    def form_invalid(self, form):
        """The web address may be “taken” by the record that this very form has created."""
        key = self.request.POST.get(FORM_KEY, "")
        if Creation.objects.filter(user=self.request.user, form_key=key).exists():
            return self._again(key)
        return super().form_invalid(form)  # type: ignore[misc]  # as above

    def _note(self, creation: Creation) -> None:
        record = getattr(self, "page", None) or self.object
        creation.address = self.get_edit_url()
        creation.version = record.latest_revision_id
        creation.field_updates = dict(self.form.get_field_updates_for_resave())
        if not self.expects_json_response:
            creation.note_press(self.request.POST)
        creation.save()

    @transaction.atomic
    def _again(self, key: str) -> HttpResponse:
        creation = Creation.objects.select_for_update().get(user=self.request.user, form_key=key)
        if self.expects_json_response:
            return self._saved_by_itself_again(creation)
        if creation.was_pressed_with(self.request.POST):
            messages.success(self.request, _("This is saved. It was sent twice and counted once."))
            return redirect(creation.address)
        sent = self.request.POST
        response = self._edit(creation)
        if response.status_code == 302:  # saved; else the editor is shown again, with what is missing
            creation.note_press(sent)
            creation.save()
        return response

    def _saved_by_itself_again(self, creation: Creation) -> HttpResponse:
        """A press on a button came before: it knew newer words. Otherwise the answer to the first time was lost."""
        if creation.sent:
            return self.json_error_response("invalid_revision", _("This has been saved already."))
        self.request.POST = self.request.POST.copy()
        self.request.POST["overwrite_revision_id"] = str(creation.version)
        response = self._edit(creation)
        if response.status_code != 200:
            return response
        where = {
            "url": creation.address,
            "hydrate_url": set_query_params(creation.address, {"_w_hydrate_create_view": "1"}),
        }
        return JsonResponse(json.loads(response.content) | where)

    def _edit(self, creation: Creation) -> HttpResponse:
        self.request.POST = creation.completed(self.request.POST)
        match = resolve(creation.address)
        return match.func(self.request, *match.args, **match.kwargs)
