"""Wagtail's form of a picture, which also asks whom it shows and until when they agreed."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput
from wagtail.images.forms import BaseImageForm

from .models import PictureConsent


class PictureForm(BaseImageForm):
    """Keeps the consent in a row of its own. A form that was sent without these fields leaves it as it is."""

    shows_people = forms.BooleanField(label=_("It shows people who can be recognised"), required=False)
    agreed_by = forms.CharField(
        label=_("Who agreed"),
        max_length=120,
        required=False,
        help_text=_("Never shown. For a child: the young person and who has parental responsibility."),
    )
    agreed_until = forms.DateField(
        label=_("Agreed until"),
        required=False,
        widget=AdminDateInput,
        help_text=_("On the day after, the picture is in your Today list."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        consent = PictureConsent.objects.filter(image_id=self.instance.pk).first() if self.instance.pk else None
        if consent:
            self.initial["shows_people"] = True
            self.initial["agreed_by"] = consent.agreed_by
            self.initial["agreed_until"] = consent.agreed_until

    @property
    def asks_for_consent(self) -> bool:
        """Whether the fields stood in what was sent: sending many pictures at once leaves them for later."""
        return self.add_prefix("agreed_until") in self.data

    def clean(self):
        cleaned = super().clean()
        if self.asks_for_consent and not {"agreed_by", "agreed_until"} & self.errors.keys():
            self._check_consent(cleaned["agreed_by"], cleaned["agreed_until"])
        return cleaned

    def _check_consent(self, agreed_by, agreed_until):
        if not self.cleaned_data["shows_people"]:
            if agreed_by or agreed_until:
                self.add_error("shows_people", _("Tick this if somebody agreed to be shown. Else empty the next two."))
        elif agreed_until is None:
            self.add_error("agreed_until", _("Say until when they agreed."))
        elif not agreed_by and agreed_until >= timezone.localdate():
            self.add_error("agreed_by", _("Say who agreed."))

    def save(self, commit=True):
        image = super().save(commit=commit)
        if commit and self.asks_for_consent:
            self._save_consent(image)
        return image

    def _save_consent(self, image):
        if self.cleaned_data["shows_people"]:
            facts = {name: self.cleaned_data[name] for name in ("agreed_by", "agreed_until")}
            PictureConsent.objects.update_or_create(image=image, defaults=facts)
        else:
            PictureConsent.objects.filter(image=image).delete()
