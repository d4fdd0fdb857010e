"""Codes of the schools register, and what they mean to us. The terms themselves are data (`Term.external_codes`)."""

from ..models import Provider

TYPES = {
    "01": "Community school",
    "02": "Voluntary aided school",
    "03": "Voluntary controlled school",
    "05": "Foundation school",
    "06": "City technology college",
    "07": "Community special school",
    "08": "Non-maintained special school",
    "10": "Other independent special school",
    "11": "Other independent school",
    "12": "Foundation special school",
    "14": "Pupil referral unit",
    "15": "Local authority nursery school",
    "18": "Further education",
    "24": "Secure units",
    "25": "Offshore schools",
    "26": "Service children's education",
    "27": "Miscellaneous",
    "28": "Academy sponsor led",
    "29": "Higher education institutions",
    "30": "Welsh establishment",
    "31": "Sixth form centres",
    "32": "Special post 16 institution",
    "33": "Academy special sponsor led",
    "34": "Academy converter",
    "35": "Free schools",
    "36": "Free schools special",
    "37": "British schools overseas",
    "38": "Free schools alternative provision",
    "39": "Free schools 16 to 19",
    "40": "University technical college",
    "41": "Studio schools",
    "42": "Academy alternative provision converter",
    "43": "Academy alternative provision sponsor led",
    "44": "Academy special converter",
    "45": "Academy 16-19 converter",
    "46": "Academy 16 to 19 sponsor led",
    "47": "Children's centre",
    "48": "Children's centre linked site",
    "49": "Online provider",
    "56": "Institution funded by other government department",
    "57": "Academy secure 16 to 19",
}
CODE_OF_TYPE = {name.casefold(): code for code, name in TYPES.items()}
CODE_OF_PHASE = {
    "not applicable": "0",
    "nursery": "1",
    "primary": "2",
    "middle deemed primary": "3",
    "secondary": "4",
    "middle deemed secondary": "5",
    "16 plus": "6",
    "all-through": "7",
    "all through": "7",
}
SIXTH_FORM_CENTRE = "31"
NURSERY_PHASE = "1"
PRIMARY_PHASE = "2"
ALL_THROUGH_PHASE = "7"
COLLEGES = {"18", "29", "31", "32", "39", "45", "46", "57"}
CHILDRENS_CENTRES = {"47", "48"}

CLOSED = "closed"
NOT_YET_OPEN = "proposed to open"

UNITS = {
    "Resourced provision": "resourced",
    "SEN unit": "unit",
}
BOTH_UNITS = "resourced provision and sen unit"


def provider_kind(code: str) -> str:
    """What kind of organisation an establishment of this type is."""
    if code in COLLEGES:
        return Provider.Kind.COLLEGE.value
    return Provider.Kind.COUNCIL.value if code in CHILDRENS_CENTRES else Provider.Kind.SCHOOL.value
