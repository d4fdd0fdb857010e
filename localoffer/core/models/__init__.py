from .accounts import StaffAccount
from .council import CouncilSettings, FooterItem, NavigationItem, NeighbouringOffer
from .creations import Creation
from .frame import FrameVersion
from .last_publishing import LastPublishing
from .outbox import OutgoingMail
from .pages import OfferPage
from .pictures import PictureConsent
from .review import ReviewDates, Reviewed
from .statutory import StatutoryItem
from .teams import Team

__all__ = [
    "CouncilSettings",
    "Creation",
    "FooterItem",
    "FrameVersion",
    "LastPublishing",
    "NavigationItem",
    "NeighbouringOffer",
    "OfferPage",
    "OutgoingMail",
    "PictureConsent",
    "ReviewDates",
    "Reviewed",
    "StaffAccount",
    "StatutoryItem",
    "Team",
]
