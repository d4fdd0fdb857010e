"""What an officer may save as a draft, what may be published, and the words of each error."""

from collections import Counter

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from localoffer.core.creating_once import CreatingForm
from localoffer.core.models import Team

from ..actions.addresses import free_slug, is_taken
from ..imports.column_maps import read_map, unknown_terms
from ..imports.records import ImportFailure
from ..models import Area, ImportSource, Postcode, Service, Term, Vocabulary
from ..models.sources import free_code
from ..postcodes import normalise_postcode

STRAIGHT = str.maketrans("“”„", '"""')


class TypedJSONField(forms.JSONField):
    """JSON as people type it: keyboards and word processors turn its quotation marks into curly ones."""

    def to_python(self, value):
        try:
            return super().to_python(value)
        except forms.ValidationError:
            straight = value.translate(STRAIGHT) if isinstance(value, str) else value
            if straight == value:
                raise
            return super().to_python(straight)


class RecordForm(WagtailAdminModelForm):
    """A form whose empty JSON boxes mean “nothing”, which the database knows as an empty list or table."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, forms.JSONField):
                self.fields[name] = TypedJSONField(
                    required=field.required, label=field.label, help_text=field.help_text, widget=field.widget
                )

    def clean(self):
        cleaned = super().clean()
        for name, field in self.fields.items():
            if isinstance(field, forms.JSONField) and cleaned.get(name, 0) is None:
                cleaned[name] = self.instance._meta.get_field(name).get_default()
        return cleaned


class SourceForm(RecordForm):
    """An import source. A map that cannot be used is refused here, not weeks later with the first file."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.kind != ImportSource.Kind.SEEDS:  # those have commands of their own, and nothing to upload
            kinds = self.fields["kind"]
            kinds.choices = [choice for choice in kinds.choices if choice[0] != ImportSource.Kind.SEEDS]
        self.fields["slug"].required = False
        self.fields["slug"].help_text = _(
            "A short name, for addresses in the CMS and import commands. Leave it empty to have it made from the name."
        )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") == ImportSource.Kind.TABLE and cleaned.get("column_map"):
            try:
                unknown = unknown_terms(read_map(cleaned["column_map"]))
            except ImportFailure as failure:
                self.add_error("column_map", str(failure))
            else:
                if unknown:
                    words = gettext("The column map names terms that do not exist: %(terms)s.")
                    self.add_error("column_map", words % {"terms": ", ".join(unknown[:5])})
        return cleaned

    def clean_slug(self):
        """Made from the name where a new source has none; a source that is there keeps its own."""
        return self.cleaned_data["slug"] or self.instance.slug or free_code(self.cleaned_data.get("name", ""))

    def clean_options(self):
        options = self.cleaned_data["options"] or {}
        if not isinstance(options, dict):
            raise forms.ValidationError(gettext('Write a table, like {"authorities": ["882"]}, or leave it empty.'))
        if not isinstance(options.get("authorities", []), list):
            raise forms.ValidationError(gettext('“authorities” must be a list, like ["882", "881"].'))
        if not isinstance(options.get("terms", {}), dict):
            raise forms.ValidationError(gettext('“terms” must be a table, like {"their-code": "needs/autism"}.'))
        return options


class TermForm(RecordForm):
    def clean_rule(self):
        rule = self.cleaned_data["rule"]
        if rule and not isinstance(rule, dict):
            raise forms.ValidationError(gettext("Leave this empty, or ask the developers for the right form."))
        return rule


class ListingForm(CreatingForm, WagtailAdminModelForm):
    """Services, providers and places. A draft may be incomplete; what is published has an owner team."""

    terms_scope = Vocabulary.Scope.SERVICE

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "owner" in self.fields:
            self.fields["owner"].required = True
            self.fields["owner"].error_messages["required"] = _("Choose the team that keeps this up to date.")
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _(
                "The end of the web address. Leave it empty to have it made from the name."
            )
        if "terms" in self.fields:
            self.fields["terms"].queryset = Term.objects.picked_by_hand().filter(vocabulary__scope=self.terms_scope)

    def clean_slug(self):
        """Made from the name where empty. An address that leads to another record is refused."""
        slug = self.cleaned_data["slug"]
        if not slug:
            return free_slug(self.instance, self.cleaned_data.get("name", ""))
        if is_taken(self.instance, slug):
            raise forms.ValidationError(gettext("Another record uses this web address. Choose a different one."))
        return slug

    def clean_terms(self):
        """One term at the most where the vocabulary allows only one.

        Terms that the form does not offer stay: an import may have given one that is otherwise worked out.
        """
        terms = list(self.cleaned_data["terms"].select_related("vocabulary"))
        for vocabulary, count in Counter(term.vocabulary for term in terms).items():
            if count > 1 and not vocabulary.several:
                raise forms.ValidationError(gettext("Choose one of “%(list)s”, not more.") % {"list": vocabulary.label})
        return terms + [term for term in self._terms_before if not self._offers(term)]

    @cached_property
    def _terms_before(self):
        return list(self.instance.terms.select_related("vocabulary")) if self.instance.pk else []

    def _offers(self, term):
        return not term.rule and term.vocabulary.scope == self.terms_scope


class ServiceForm(ListingForm):
    """A service goes live only with a provider that families can see."""

    def clean(self):
        cleaned = super().clean()
        if "action-publish" in self.data and (provider := cleaned.get("provider")) and not provider.live:
            self.instance.provider = provider
            self.add_error("provider", self.instance.hidden_provider_problem())
        return cleaned


class PlaceForm(ListingForm):
    """A place finds its point on the map and its ward by its postcode."""

    terms_scope = Vocabulary.Scope.PLACE

    def clean(self):
        cleaned = super().clean()
        if self._needs_a_point(cleaned) and (postcode := nearest_postcode(cleaned.get("postcode", ""))):
            cleaned["latitude"], cleaned["longitude"] = postcode.latitude, postcode.longitude
            ward = Area.objects.filter(kind=Area.Kind.WARD, code=postcode.ward_code).first()
            cleaned["ward"] = ward or cleaned.get("ward")
        return cleaned

    def _needs_a_point(self, cleaned):
        """Where none is given, and where the place has moved but its old point stands in the form still."""
        changed = set(self.changed_data)
        moved = self.instance.pk and "postcode" in changed and not changed & {"latitude", "longitude"}
        return moved or (cleaned.get("latitude") is None and cleaned.get("longitude") is None)


def nearest_postcode(text):
    """The postcode as loaded, or the middle of its sector (SS9 1) where only that is known."""
    code = normalise_postcode(text or "")
    if not code:
        return None
    known = Postcode.objects.in_bulk([code, code[:-2].strip()] if " " in code else [code])
    return known.get(code) or next(iter(known.values()), None)


class ConfirmForm(forms.Form):
    """A button is all it takes."""


class StatusForm(forms.Form):
    status = forms.ChoiceField(label=_("The service is"), choices=Service.Status, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why"),
        max_length=200,
        required=False,
        help_text=_("Families see this, like “Closed for building work”. Needed for a pause and for closing."),
    )
    until = forms.DateField(
        label=_("Paused until"),
        required=False,
        widget=AdminDateInput,
        help_text=_("Only for a pause. Leave it empty if you do not know."),
    )

    def clean_until(self):
        """An end to come, of a pause. In the field of a service that opens or closes stands the end of its last one."""
        until = self.cleaned_data["until"]
        if self.cleaned_data.get("status") != Service.Status.PAUSED:
            return None
        if until and until < timezone.localdate():
            raise forms.ValidationError(gettext("Enter today or a later date."))
        return until


class ReviewDateForm(forms.Form):
    review_due = forms.DateField(label=_("Next check"), widget=AdminDateInput)

    def clean_review_due(self):
        day = self.cleaned_data["review_due"]
        today = timezone.localdate()
        if day < today:
            raise forms.ValidationError(gettext("Enter today or a later date."))
        if day.year > today.year + 3:
            raise forms.ValidationError(gettext("Enter a date in the next three years."))
        return day


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"), max_length=200, help_text=_("Like “The provider has stopped”. It stays in the history.")
    )


class OwnerForm(forms.Form):
    owner = forms.ModelChoiceField(label=_("New owner team"), queryset=Team.objects.all())


class ExportForm(forms.Form):
    file_format = forms.ChoiceField(
        label=_("Kind of file"),
        choices=[("xlsx", _("Spreadsheet (XLSX)")), ("csv", _("Plain table (CSV)"))],
        initial="xlsx",
        widget=forms.RadioSelect,
    )
