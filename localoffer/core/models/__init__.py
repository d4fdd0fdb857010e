from .council import CouncilSettings, NavigationItem, NeighbouringOffer
from .frame import FrameVersion
from .outbox import OutgoingMail
from .review import Reviewed
from .statutory import StatutoryItem
from .teams import Team

__all__ = [
    "CouncilSettings",
    "FrameVersion",
    "NavigationItem",
    "NeighbouringOffer",
    "OutgoingMail",
    "Reviewed",
    "StatutoryItem",
    "Team",
]
