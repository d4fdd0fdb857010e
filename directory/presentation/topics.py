"""Ways in for families who browse: topics, ages and what others looked for."""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from localoffer.core.models import CouncilSettings

from ..models import SearchCount, Term
from ..search import SearchQuery, search
from .facts import TYPE
from .kept import Kept

AGE_BANDS = "age-band"
MOST_POPULAR = 6
POPULAR_DAYS = 90
KEEP_SECONDS = 60
# Pictures for topics that every council starts with; one that an officer added gets the compass.
ICONS = {
    "education-childcare": "school",
    "health": "health",
    "care-short-breaks": "care",
    "advice-support": "voice",
    "activities-leisure": "fun",
    "money": "coins",
    "getting-around": "bus",
    "adulthood": "step",
}


@dataclass(frozen=True)
class WayIn:
    """A link into the results page."""

    label: str
    url: str
    about: str = ""
    icon: str = "find"


def _find(**query: object) -> str:
    return f"{reverse('directory:find')}?{urlencode(query)}"


def _topics() -> list[WayIn]:
    terms = Term.objects.public().filter(vocabulary__slug=TYPE, parent=None).order_by("order", "label")
    return [
        WayIn(term.label, _find(**{TYPE: term.slug}), term.definition, ICONS.get(term.slug, "find")) for term in terms
    ]


def _ages() -> list[WayIn]:
    """Bands as officers set them; a link finds what is for any age of the band."""
    bands = Term.objects.public().filter(vocabulary__slug=AGE_BANDS).order_by("order", "label")
    ways = []
    for band in bands:
        limits = [int(age) for age in band.external_codes.get("ages", ()) if str(age).isdecimal()]
        if limits:
            ages = dict.fromkeys((min(limits), max(limits)))
            ways.append(WayIn(band.label, _find(age="-".join(map(str, ages))), band.definition))
    return ways


def _popular() -> list[WayIn]:
    """What families looked for at least 5 times and found; words that the directory itself uses, never a name."""
    since = timezone.localdate() - timedelta(days=POPULAR_DAYS)
    rows = SearchCount.objects.popular(since)[:MOST_POPULAR]
    return [WayIn(row["words"], _find(q=row["words"])) for row in rows]


def _starters() -> list[WayIn]:
    """Words that officers chose as examples, for a directory that nobody has searched yet."""
    council = CouncilSettings.objects.order_by("-site__is_default_site", "pk").first()
    return [WayIn(words, _find(q=words)) for words in council.example_words] if council else []


def _examples() -> list[WayIn]:
    """The kinds of help with the most services, for one that nobody has searched yet and without words of officers.

    The search has counted them already; with many services the database would need minutes.
    """
    counts = search(SearchQuery()).facets.get(TYPE, {})
    kinds = Term.objects.public().filter(vocabulary__slug=TYPE, parent__isnull=False).order_by("order", "label")
    in_use = [term for term in kinds if counts.get(term.slug)]
    largest = sorted(in_use, key=lambda term: -counts[term.slug])[:MOST_POPULAR]
    return [WayIn(term.label, _find(**{TYPE: term.slug}), term.definition) for term in largest]


topics = Kept(_topics, seconds=KEEP_SECONDS)
ages = Kept(_ages, seconds=KEEP_SECONDS)
popular = Kept(_popular, seconds=600)
starters = Kept(_starters, seconds=KEEP_SECONDS)
examples = Kept(_examples, seconds=600)
