"""Web addresses that providers gave, made safe and short."""

from urllib.parse import urlsplit

LONGEST_WORDS = 40


def safe_url(address: str) -> str:
    """The address if it leads to a web page, else an empty string: a field may hold anything by now."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    return address.strip() if parts.scheme.lower() in {"http", "https"} and parts.netloc else ""


def host_of(address: str) -> str:
    """The site an address leads to, as people say it: example.org."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def short_address(address: str) -> str:
    """An address as one reads it: example.org/play, or the site alone where the rest is long."""
    host = host_of(address)
    path = urlsplit(address).path.rstrip("/") if host else ""
    return host + path if len(host + path) <= LONGEST_WORDS else host
