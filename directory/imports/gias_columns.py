"""The columns of the schools register (GIAS, “edubasealldata”) and what becomes of those that we leave out.

Two generations of column names are about: today's (“EstablishmentName”, “Gender (name)”) and those of 2017
(“Establishment name”, “Gender”). Both lead to today's names.
"""

import re
from collections.abc import Iterable

CODE = "code of the name beside it"
NAME_OF_HEAD = "personal data: the name of the head teacher is not listed"
GRADE = "Ofsted's grades for schools ended in September 2024; old ones are not shown"
STATISTICS = "statistics of no use to a family that looks for a place"
HISTORY = "history of the register"
STAFF = "for the register's own staff"

NEEDED = ("URN", "EstablishmentName", "EstablishmentStatus (name)", "Postcode")

DROPPED = {
    **dict.fromkeys(("HeadTitle (name)", "HeadFirstName", "HeadLastName", "HeadPreferredJobTitle"), NAME_OF_HEAD),
    "PropsName": "personal data: often the name of a person who owns the school",
    **dict.fromkeys(
        ("OfstedLastInsp", "OfstedRating (name)", "OfstedSpecialMeasures (code)", "OfstedSpecialMeasures (name)"), GRADE
    ),
    **dict.fromkeys(
        (
            "EstablishmentStatus (code)",
            "Boarders (code)",
            "OfficialSixthForm (code)",
            "Gender (code)",
            "ReligiousCharacter (code)",
            "Diocese (code)",
            "AdmissionsPolicy (code)",
            "SpecialClasses (code)",
            "TrustSchoolFlag (code)",
            "Federations (code)",
            "EstablishmentTypeGroup (code)",
            "ReasonEstablishmentOpened (code)",
            "ReasonEstablishmentClosed (code)",
            "GOR (code)",
            "DistrictAdministrative (code)",
            "ParliamentaryConstituency (code)",
            "UrbanRural (code)",
            "PreviousLA (code)",
            "QABName (code)",
            "EstablishmentAccredited (code)",
            "MSOA (code)",
            "LSOA (code)",
        ),
        CODE,
    ),
    **dict.fromkeys(
        (
            "NumberOfBoys",
            "NumberOfGirls",
            "PercentageFSM",
            "FSM",
            "SENStat",
            "SENNoStat",
            "GOR (name)",
            "DistrictAdministrative (name)",
            "AdministrativeWard (name)",
            "ParliamentaryConstituency (name)",
            "UrbanRural (name)",
            "GSSLACode (name)",
            "MSOA (name)",
            "LSOA (name)",
        ),
        STATISTICS,
    ),
    **dict.fromkeys(
        (
            "ReasonEstablishmentOpened (name)",
            "ReasonEstablishmentClosed (name)",
            "OpenDate",
            "CloseDate",
            "LastChangedDate",
            "PreviousLA (name)",
            "PreviousEstablishmentNumber",
        ),
        HISTORY,
    ),
    **dict.fromkeys(
        (
            "TrustSchoolFlag (name)",
            "SchoolSponsorFlag (name)",
            "SchoolSponsors (name)",
            "FederationFlag (name)",
            "Federations (name)",
            "EstablishmentTypeGroup (name)",
            "FEHEIdentifier",
            "Diocese (name)",
            "BSOInspectorateName (name)",
            "NextInspectionVisit",
            "EdByOther (name)",
            "Country (name)",
            "QABName (name)",
            "QABReport",
            "EstablishmentAccredited (name)",
            "AccreditationExpiryDate",
        ),
        STAFF,
    ),
}

ALIASES = {
    "localauthoritycode": "LA (code)",
    "localauthorityname": "LA (name)",
    "statutoryhighestage": "StatutoryHighAge",
    "statutorylowestage": "StatutoryLowAge",
    "sixthform": "OfficialSixthForm (name)",
    "websiteaddress": "SchoolWebsite",
    "telephonenumber": "TelephoneNum",
    "openingdate": "OpenDate",
    "closingdate": "CloseDate",
    "region": "GOR (name)",
    "censusyear": "CensusDate",
}

USED = (
    *NEEDED,
    "LA (code)",
    "LA (name)",
    "EstablishmentNumber",
    "TypeOfEstablishment (code)",
    "TypeOfEstablishment (name)",
    "PhaseOfEducation (code)",
    "PhaseOfEducation (name)",
    "StatutoryLowAge",
    "StatutoryHighAge",
    "Boarders (name)",
    "BoardingEstablishment (name)",
    "NurseryProvision (name)",
    "OfficialSixthForm (name)",
    "Gender (name)",
    "ReligiousCharacter (name)",
    "ReligiousEthos (name)",
    "AdmissionsPolicy (name)",
    "SchoolCapacity",
    "SpecialClasses (name)",
    "CensusDate",
    "NumberOfPupils",
    "Trusts (code)",
    "Trusts (name)",
    "UKPRN",
    "UPRN",
    "CHNumber",
    "FurtherEducationType (name)",
    "Street",
    "Locality",
    "Address3",
    "Town",
    "County (name)",
    "SiteName",
    "SchoolWebsite",
    "TelephoneNum",
    "InspectorateName (name)",
    "InspectorateReport",
    "DateOfLastInspectionVisit",
    "TeenMoth (name)",
    "TeenMothPlaces",
    "CCF (name)",
    "SENPRU (name)",
    "EBD (name)",
    "PlacesPRU",
    "FTProv (name)",
    "Section41Approved (name)",
    "TypeOfResourcedProvision (name)",
    "ResourcedProvisionOnRoll",
    "ResourcedProvisionCapacity",
    "SenUnitOnRoll",
    "SenUnitCapacity",
    "AdministrativeWard (code)",
    "Easting",
    "Northing",
    *(f"SEN{number} (name)" for number in range(1, 14)),
)


def plain_name(name: str) -> str:
    """A column name without spaces, brackets and capitals."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


KNOWN = {plain_name(name): name for name in (*USED, *DROPPED)}


def todays_names(header: Iterable[str]) -> dict[str, str]:
    """Each column of a file by today's name; columns that the register does not have keep theirs."""
    result = {}
    for name in header:
        bare = plain_name(name)
        result[name] = ALIASES.get(bare) or KNOWN.get(bare) or KNOWN.get(f"{bare}name") or name
    return result
