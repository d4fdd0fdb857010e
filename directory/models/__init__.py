from .history import SlugHistory
from .import_runs import ImportChunk, ImportRow, ImportRun
from .places import Area, Location, Postcode
from .providers import InspectionResult, Provider, ProviderContact, ProviderIdentifier
from .school_terms import SchoolTerm
from .search_index import SearchChange, SearchCount, SearchCounter, SearchDocument, SearchWord
from .service_parts import (
    LocalOfferQuestion,
    Schedule,
    ServiceAnswer,
    ServiceContact,
    ServiceLink,
    ServiceLocation,
    ServicePhoto,
    ServiceStep,
)
from .services import Service
from .sources import ImportSource, SourceRecord
from .vocabularies import Synonym, Term, Vocabulary

__all__ = [
    "Area",
    "ImportChunk",
    "ImportRow",
    "ImportRun",
    "ImportSource",
    "InspectionResult",
    "LocalOfferQuestion",
    "Location",
    "Postcode",
    "Provider",
    "ProviderContact",
    "ProviderIdentifier",
    "Schedule",
    "SchoolTerm",
    "SearchChange",
    "SearchCount",
    "SearchCounter",
    "SearchDocument",
    "SearchWord",
    "Service",
    "ServiceAnswer",
    "ServiceContact",
    "ServiceLink",
    "ServiceLocation",
    "ServicePhoto",
    "ServiceStep",
    "SlugHistory",
    "SourceRecord",
    "Synonym",
    "Term",
    "Vocabulary",
]
