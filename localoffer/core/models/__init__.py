from .accounts import StaffAccount
from .council import CouncilSettings, FooterItem, NavigationItem, NeighbouringOffer
from .frame import FrameVersion
from .last_publishing import LastPublishing
from .outbox import OutgoingMail
from .pages import OfferPage
from .review import ReviewDates, Reviewed
from .statutory import StatutoryItem
from .teams import Team

__all__ = [
    "CouncilSettings",
    "FooterItem",
    "FrameVersion",
    "LastPublishing",
    "NavigationItem",
    "NeighbouringOffer",
    "OfferPage",
    "OutgoingMail",
    "ReviewDates",
    "Reviewed",
    "StaffAccount",
    "StatutoryItem",
    "Team",
]
