"""Web addresses and phone numbers that providers gave, made safe and easy to read."""

from urllib.parse import urlsplit

LONGEST_WORDS = 40
LONGEST_GROUP = 5
# Where the first group of a British phone number ends, by how it begins; elsewhere after five digits.
AREA_CODES = [("02", 3), ("011", 4), ("0121", 4), ("0131", 4), ("0141", 4), ("0151", 4), ("0161", 4), ("0191", 4)]
AREA_CODES += [("03", 4), ("08", 4), ("09", 4)]


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


def phone_words(number: str) -> str:
    """A phone number as people say it, in short groups; one that is grouped so already stays as it is typed."""
    number = number.strip()
    if max(map(len, number.split()), default=0) <= LONGEST_GROUP:
        return number
    digits = number.replace(" ", "").replace("+44", "0", 1)
    if not digits.isdecimal() or not digits.startswith("0") or len(digits) not in {10, 11}:
        return number
    area = next((length for start, length in AREA_CODES if digits.startswith(start)), 5)
    rest = digits[area:]
    return f"{digits[:area]} {rest[:-4] if len(rest) > 6 else rest[:3]} {rest[-4:] if len(rest) > 6 else rest[3:]}"
