"""What happens to every request, in the order of `settings.MIDDLEWARE`."""

from .gone import closed_pages
from .headers import cms_policy, security_headers
from .identity import request_identity
from .input import clean_input
from .methods import form_addresses
from .records import RecordGate
from .sessions import second_factor, session_limits

__all__ = [
    "RecordGate",
    "clean_input",
    "closed_pages",
    "cms_policy",
    "form_addresses",
    "request_identity",
    "second_factor",
    "security_headers",
    "session_limits",
]
