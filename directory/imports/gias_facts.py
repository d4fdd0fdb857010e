"""Facts of the schools register that have no field of their own, in the words of families."""

from django.utils.translation import gettext as _

from .cleaning import to_date, to_int
from .tables import Cells

DESCRIPTION = "service.description"
NOTHING_APPLIES = "says that nothing applies"
SAYS_NO = "says that there is none"
ZERO = "0 means that none are counted"
NOTHING = {"not applicable", "does not apply", "none", "na", "n/a", "-", "unknown", "not collected", "not recorded"}
NO = ("no ", "does not", "do not", "not approved", "not have", "without ")
GENDERS = {"mixed": "girls and boys", "boys": "boys", "girls": "girls"}


def labels() -> tuple[tuple[str, str], ...]:
    """Columns that become a line of the description, with the words in front."""
    return (
        ("Gender (name)", _("For")),
        ("ReligiousCharacter (name)", _("Religious character")),
        ("ReligiousEthos (name)", _("Religious ethos")),
        ("AdmissionsPolicy (name)", _("Admissions")),
        ("Boarders (name)", _("Boarding")),
        ("BoardingEstablishment (name)", _("Boarding school")),
        ("NurseryProvision (name)", _("Nursery")),
        ("OfficialSixthForm (name)", _("Sixth form")),
        ("FurtherEducationType (name)", _("Kind of college")),
        ("SpecialClasses (name)", _("Special classes")),
        ("SENPRU (name)", _("Special educational needs")),
        ("EBD (name)", _("Emotional and behavioural difficulties")),
        ("FTProv (name)", _("Full-time places")),
        ("TeenMoth (name)", _("Young parents")),
        ("CCF (name)", _("Childcare")),
        ("Section41Approved (name)", _("Section 41 (families can ask for it in an EHC plan)")),
    )


def meaning(cells: Cells, name: str) -> str:
    """The value, unless it says that there is nothing; the account says which."""
    value = cells.look(name)
    if not value:
        return ""
    if value.casefold() in NOTHING:
        cells.drop(name, NOTHING_APPLIES)
        return ""
    if any(no in f"{value.casefold()} " for no in NO):
        cells.drop(name, SAYS_NO)
        return ""
    return value


def facts(cells: Cells) -> list[str]:
    """Lines like “Religious character: Church of England”."""
    lines = []
    for name, label in labels():
        if value := meaning(cells, name):
            cells.take(name, DESCRIPTION)
            lines.append(f"{label}: {GENDERS.get(value.casefold(), value)}")
    return lines


def number(cells: Cells, name: str) -> int:
    """A count; 0 and nonsense count as nothing."""
    value = to_int(cells.look(name))
    if not value:
        cells.drop(name, ZERO)
        return 0
    cells.take(name, DESCRIPTION)
    return value


def size(cells: Cells) -> list[str]:
    """How many pupils there are, and for how many there is room."""
    lines = []
    counted = to_date(cells.look("CensusDate"))
    if pupils := number(cells, "NumberOfPupils"):
        when = _(" (counted on %(day)s)") % {"day": f"{counted:%-d %B %Y}"} if counted else ""
        lines.append(_("Pupils: %(pupils)s") % {"pupils": pupils} + when)
        cells.take("CensusDate", DESCRIPTION)
    else:
        cells.drop("CensusDate", "the day of a count that is not given")
    if capacity := number(cells, "SchoolCapacity"):
        lines.append(_("Room for: %(capacity)s") % {"capacity": capacity})
    if places := number(cells, "PlacesPRU"):
        lines.append(_("Places: %(places)s") % {"places": places})
    if places := number(cells, "TeenMothPlaces"):
        lines.append(_("Places for young parents: %(places)s") % {"places": places})
    return lines


def unit_size(cells: Cells, on_roll: str, capacity: str) -> list[str]:
    """How many pupils a unit has, and for how many there is room."""
    lines = []
    if pupils := number(cells, on_roll):
        lines.append(_("Pupils: %(pupils)s") % {"pupils": pupils})
    if room := number(cells, capacity):
        lines.append(_("Room for: %(capacity)s") % {"capacity": room})
    return lines
