"""Merge two records of the same thing: choose the other, see both side by side, confirm."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Case, Q, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.snippets.widgets import AdminSnippetChooser

from .. import actions
from ..actions.merging import UNITED, fields_to_fill
from ..models import Provider, Service
from ..models.listings import Listing
from .columns import checked_words, state_words
from .views import done, edit_address, get_listing

SUGGESTED = 5
MOST_DIGITS = 18
NOT_COMPARED = {"go_live_at", "expire_at", "first_published_at"}


@dataclass(frozen=True)
class Row:
    """One line of the comparison: what each record says, and what the merged one will say."""

    label: str
    keep: str
    drop: str
    outcome: str

    @property
    def differs(self) -> bool:
        return self.keep != self.drop


class OtherForm(forms.Form):
    """Which record is the other one. The chooser lists all of the same kind."""

    def __init__(self, listing: Listing, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.listing = listing
        model = type(listing)
        self.fields["other"] = forms.ModelChoiceField(
            label=_("The other record"),
            queryset=model.objects.with_check_waiting(),
            widget=AdminSnippetChooser(model=model),
            error_messages={"required": _("Choose the other record.")},
        )

    def clean_other(self):
        other = self.cleaned_data["other"]
        if other.pk == self.listing.pk:
            raise forms.ValidationError(_("This is the same record. Choose another one."))
        return other


class KeepForm(forms.Form):
    """Which of the two stays. Its words win."""

    keep = forms.ChoiceField(label=gettext_lazy("Which one stays?"), widget=forms.RadioSelect)

    def __init__(self, first: Listing, second: Listing, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keep"].choices = [(str(row.pk), f"{row} ({row.slug})") for row in (first, second)]


@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """First the choice of the other record (by address, so it can be linked to), then the comparison."""
    listing = get_listing(request, kind, pk, among=(Service, Provider))
    chosen = OtherForm(listing, {"other": _number(request.GET["other"])} if "other" in request.GET else None)
    if not chosen.is_valid():
        return _choose(request, listing, chosen)
    other = chosen.cleaned_data["other"]
    keep, drop = (other, listing) if request.GET.get("keep") == str(other.pk) else (listing, other)
    form = KeepForm(listing, other, request.POST or None, initial={"keep": keep.pk})
    if form.is_valid():
        keep, drop = (listing, other) if form.cleaned_data["keep"] == str(listing.pk) else (other, listing)
        action = actions.merge_services if isinstance(listing, Service) else actions.merge_providers
        try:
            kept = action(keep=keep, drop=drop, user=request.user)
        except actions.MergeRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, kept, _("Merged. Old addresses of “%(name)s” lead here.") % {"name": drop})
    return _compare(request, listing, keep, drop, form)


def _number(text: str) -> str:
    """Wagtail's chooser cannot show a choice that is not a number."""
    return text if text.isdecimal() and len(text) < MOST_DIGITS else ""


def _choose(request: HttpRequest, listing: Listing, form: OtherForm) -> HttpResponse:
    context = {
        "listing": listing,
        "form": form,
        "suggestions": suggestions(listing)[:SUGGESTED],
        "back": edit_address(listing),
    }
    return render(request, "directory/cms/merge_choose.html", context)


def _compare(request: HttpRequest, listing: Listing, keep: Listing, drop: Listing, form: KeepForm) -> HttpResponse:
    context = {
        "listing": listing,
        "keep": keep,
        "drop": drop,
        "rows": comparison(keep, drop),
        "form": form,
        "back": edit_address(listing),
        "other": drop if keep.pk == listing.pk else keep,
    }
    return render(request, "directory/cms/merge_compare.html", context)


def suggestions(listing: Listing):
    """Records that look like the same thing: the same name, or a shared place, number or postcode."""
    same = Q(name__iexact=listing.name)
    if isinstance(listing, Service):
        places = listing.service_locations.values_list("location_id", flat=True)
        same |= Q(provider=listing.provider_id, service_locations__location__in=list(places))
    else:
        numbers = listing.identifiers.values_list("value", flat=True)
        same |= Q(identifiers__value__in=list(numbers))
        if listing.address_id and listing.address.postcode:
            same |= Q(address__postcode=listing.address.postcode)
    by_name_first = Case(When(name__iexact=listing.name, then=0), default=1)
    rows = type(listing).objects.filter(same).exclude(pk=listing.pk).distinct()
    return rows.annotate(same_name=by_name_first).order_by("same_name", "name")


def comparison(keep: Listing, drop: Listing) -> list[Row]:
    """Every field and part of both records, and what becomes of it."""
    filled, hidden = set(fields_to_fill(keep, drop)), NOT_COMPARED.union(keep.OPERATIONAL_FIELDS)
    rows = [Row(_("Status"), state_words(keep), state_words(drop), _("Stays"))]
    rows.append(Row(_("Last checked"), checked_words(keep), checked_words(drop), _("Stays")))
    for field in keep._meta.concrete_fields:
        if not field.editable or field.primary_key or field.name in hidden:
            continue
        ours, theirs = _say(keep, field.name), _say(drop, field.name)
        if ours or theirs:
            outcome = _("Filled from the other record") if field.name in filled else _("Stays")
            rows.append(Row(_label(field), ours, theirs, outcome))
    return rows + _parts(keep, drop)


def _parts(keep: Listing, drop: Listing) -> list[Row]:
    """What comes in numbers: places, contacts, terms. Shown where either record has any."""
    relations = [
        (_label(relation.related_model._meta, "verbose_name_plural"), relation.get_accessor_name())
        for relation in get_all_child_relations(type(keep))
    ]
    relations += [(_label(field), field.name) for field in get_all_child_m2m_relations(type(keep))]
    rows = []
    for label, name in relations:
        ours, theirs = ("\n".join(str(row) for row in getattr(listing, name).all()) for listing in (keep, drop))
        if ours or theirs:
            rows.append(Row(label, ours, theirs, _part_outcome(name, ours)))
    return rows


def _part_outcome(name: str, ours: str) -> str:
    if name in UNITED or not ours:
        return _("What is missing is added")
    return _("Stays")


def _say(listing: Listing, name: str) -> str:
    if hasattr(listing, f"get_{name}_display"):
        return str(getattr(listing, f"get_{name}_display")())
    value = getattr(listing, name)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return "" if value is None else str(value)


def _label(described: Any, attribute: str = "verbose_name") -> str:
    text = str(getattr(described, attribute))
    return text[:1].upper() + text[1:]
