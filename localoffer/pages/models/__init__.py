from .alerts import Alert
from .campaign import CampaignPage
from .documents import DocumentIndexPage, DocumentPage
from .easy_read import EasyReadPage
from .events import EventIndexPage, EventPage
from .five_minutes import FiveMinutePage
from .formats import FormatRequest
from .glossary import GlossaryPage, GlossaryTerm
from .guides import GuidePage, InformationPage
from .home import HomePage
from .hub import HubPage
from .media import VideoPage
from .news import NewsIndexPage, NewsPage
from .questions import QuestionsPage
from .statements import AccessibilityPage, ContactPage, KnownIssue
from .stories import StoryIndexPage, StoryPage
from .young import YoungHomePage, YoungPage

__all__ = [
    "AccessibilityPage",
    "Alert",
    "CampaignPage",
    "ContactPage",
    "DocumentIndexPage",
    "DocumentPage",
    "EasyReadPage",
    "EventIndexPage",
    "EventPage",
    "FiveMinutePage",
    "FormatRequest",
    "GlossaryPage",
    "GlossaryTerm",
    "GuidePage",
    "HomePage",
    "HubPage",
    "InformationPage",
    "KnownIssue",
    "NewsIndexPage",
    "NewsPage",
    "QuestionsPage",
    "StoryIndexPage",
    "StoryPage",
    "VideoPage",
    "YoungHomePage",
    "YoungPage",
]
