"""Writes of the directory that touch several records, the search index or the audit trail."""

from .addresses import free_slug, remember_former_slug, rename_slug
from .archiving import StillInUse, archive_providers, archive_services, change_status
from .merging import MergeRefused, merge_providers, merge_services
from .publishing import Companion, companions_of, publish_companions
from .reviews import confirm_listings, confirm_services, set_owner, set_review_date

__all__ = [
    "Companion",
    "MergeRefused",
    "StillInUse",
    "archive_providers",
    "archive_services",
    "change_status",
    "companions_of",
    "confirm_listings",
    "confirm_services",
    "free_slug",
    "merge_providers",
    "merge_services",
    "publish_companions",
    "remember_former_slug",
    "rename_slug",
    "set_owner",
    "set_review_date",
]
