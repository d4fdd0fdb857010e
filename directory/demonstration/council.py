"""Settings, navigation, neighbours and teams of the demonstration council."""

from datetime import datetime

from wagtail.models import Site

from localoffer.core.models import CouncilSettings, NavigationItem, NeighbouringOffer, Team

from ..models import Synonym
from .memory import Memory
from .reading import content

SETTINGS_KEY = "council-settings"
UNTOUCHED = CouncilSettings._meta.get_field("council_name").default


def load_council(now: datetime) -> int:
    """Fill in the settings once, then leave them to the officers; how many rows are new."""
    memory = Memory()
    return load_teams(memory) + load_settings(memory) + load_local_words(memory)


def load_teams(memory: Memory) -> int:
    new = 0
    for row in content("council")["teams"]:
        key = f"team/{row['slug']}"
        if not memory.knows(key):
            values = {"email": row["email"], "review_months": row["review_months"]}
            team, created = Team.objects.get_or_create(name=row["name"], defaults=values)
            memory.add(key, team)
            new += created
    return new


def load_settings(memory: Memory) -> int:
    if memory.knows(SETTINGS_KEY):
        return 0
    data = content("council")
    council = CouncilSettings.for_site(Site.objects.get(is_default_site=True))
    if council.council_name not in (str(UNTOUCHED), data["settings"]["council_name"]):
        return 0  # a real council has filled them in
    for name, value in data["settings"].items():
        setattr(council, name, value.strip() if isinstance(value, str) else value)
    council.navigation_items = [NavigationItem(sort_order=order, **row) for order, row in enumerate(data["navigation"])]
    council.neighbouring_offers = [
        NeighbouringOffer(sort_order=order, name=row["name"], authority_code=row["code"], url=row["url"])
        for order, row in enumerate(data["neighbours"])
    ]
    council.full_clean()
    council.save()
    memory.add(SETTINGS_KEY, council)
    return 1


def load_local_words(memory: Memory) -> int:
    """Words that only families here use."""
    new = 0
    for row in content("council")["synonyms"]:
        key = f"synonym/{row['words']}"
        if not memory.knows(key):
            words = "\n".join(row["leads_here"])
            synonym, created = Synonym.objects.get_or_create(
                words=row["words"], one_way=True, defaults={"same_as": words}
            )
            if not created:
                synonym.same_as = "\n".join(dict.fromkeys([*synonym.same_as.splitlines(), *row["leads_here"]]))
                synonym.save()
            memory.add(key, synonym)
            new += 1
    return new


def forget_council() -> int:
    """Let the settings be filled in again. Teams and words stay: officers' own work may hang on them."""
    return Memory().source.records.filter(external_id=SETTINGS_KEY).delete()[0]
