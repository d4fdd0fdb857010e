from .links import Link, LinkUse
from .previews import PreviewComment, PreviewLink
from .reminders import ReminderSent
from .setup import SetupClosed

__all__ = ["Link", "LinkUse", "PreviewComment", "PreviewLink", "ReminderSent", "SetupClosed"]
