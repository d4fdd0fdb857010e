"""A school as a service: what its public facts say, and nothing else."""

from .listings import school_slug

TYPES = {
    "primary": ["type/primary-school"],
    "secondary": ["type/secondary-school"],
    "special": ["type/special-school", "level/specialist"],
}
WORDS = {
    "primary": "A mainstream primary school in {town}.",
    "secondary": "A mainstream secondary school in {town}.",
    "special": "A special school in {town}.",
    "independent": "An independent school in {town}.",
    "independent-special": "An independent special school in {town}.",
}
LAW = {
    "maintained": ["ed-in-maintained", "ed-mainstream-support"],
    "academy": ["ed-in-academies", "ed-mainstream-support"],
    "special": ["ed-in-academies", "ed-special-support"],
    "independent": ["ed-mainstream-support"],
    "independent-special": ["ed-special-support"],
}
SIXTH_FORM_AGE = 18
NURSERY_AGE = 3

# What public pages say about some schools beyond the register.
MORE = {
    "lancaster-school": {
        "phone": "01702 342543",
        "description": "The school's page gives 160 places. It was to take pupils aged 11 to 19 from September 2026.",
        "ages": [11, 19],
        "yes": ["Pupils with an education, health and care (EHC) plan"],
        "terms": ["plan/ehc-plan", "route/named-in-plan"],
    },
    "kingsdown-school": {"description": "The school belongs to SEN Trust Southend."},
    "the-st-christopher-school": {"description": "The school belongs to SEN Trust Southend."},
    "st-nicholas-school": {
        "description": "The school is in Philpott Avenue. Its pupils have a range of learning difficulties.",
        "terms": ["needs/learning"],
    },
}


def service_of_school(row: dict) -> dict:
    """A row like those of the service files."""
    slug, kind = school_slug(row), row["kind"]
    more = MORE.get(slug, {})
    key = kind if kind in WORDS else row["phase"]
    facts = {
        "slug": slug,
        "name": row["name"],
        "provider": slug,
        "owner": "learning",
        "summary": WORDS[key].format(town=row["town"]),
        "website": row.get("website", ""),
        "places": [slug],
        "law": law_of(row),
        "outside": row.get("outside", False),
        "school": True,
    }
    if "ages" in row:
        facts["ages"] = row["ages"]
    return facts | more | {"terms": types_of(row) + more.get("terms", [])}


def types_of(row: dict) -> list[str]:
    if row["kind"] == "independent":
        return ["type/independent-school"]
    if row["kind"] == "independent-special":
        return ["type/independent-special-school", "level/specialist"]
    found = list(TYPES[row["phase"]])
    low, high = row.get("ages", (None, None))
    if row["phase"] == "secondary" and high == SIXTH_FORM_AGE:
        found.append("type/sixth-form")
    if row["phase"] == "primary" and low == NURSERY_AGE:
        found.append("type/nursery")
    return found


def law_of(row: dict) -> list[str]:
    found = list(LAW[row["kind"]])
    if row.get("ages", [None])[0] == NURSERY_AGE:
        found.append("ed-in-early-years")
    return [*found, "ed-out-area"] if row.get("outside") else found
