"""Single values as registers write them, turned into what we store. A value that makes no sense gives None or ""."""

import re
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator

DATE_LAYOUTS = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d/%m/%y", "%d %B %Y", "%d %b %Y")
TIME_LAYOUTS = ("%H:%M:%S", "%H:%M", "%I:%M%p", "%I.%M%p", "%I%p", "%H.%M")
WEEKDAYS = {
    "monday": "MO",
    "tuesday": "TU",
    "wednesday": "WE",
    "thursday": "TH",
    "friday": "FR",
    "saturday": "SA",
    "sunday": "SU",
}
TRUE_WORDS = {"true", "yes", "y", "1", "t"}
FALSE_WORDS = {"false", "no", "n", "0", "f"}
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“\"'])")

is_url = URLValidator(schemes=["http", "https"])
is_email = EmailValidator()


def without_control(text: str) -> str:
    """Text without control characters and halves of characters, which databases refuse; with its ends of lines."""
    # Most texts are printable, and a long table has millions of them.
    return text if text.isprintable() else CONTROL.sub("", text)


def plain(text: object) -> str:
    """Text without control characters, and without spaces around it."""
    text = str(text)
    if not text.isprintable():
        text = without_control(text.replace("\r\n", "\n").replace("\r", "\n"))
    return text.strip()


def one_line(text: object) -> str:
    """Text on one line."""
    return " ".join(plain(text).split())


def to_date(text: object) -> date | None:
    """A day in any of the layouts that registers use; the British order of day and month."""
    words = one_line(text)
    if re.match(r"\d{4}-\d\d-\d\d[T ]", words):
        words = words[:10]
    for layout in DATE_LAYOUTS:
        try:
            return datetime.strptime(words, layout).date()  # noqa: DTZ007  a day has no time zone
        except ValueError:
            continue
    return None


def to_time(text: object) -> str | None:
    """A time of day as `HH:MM`."""
    words = one_line(text).lower().replace(" ", "")
    for layout in TIME_LAYOUTS:
        try:
            found = datetime.strptime(words, layout).time()  # noqa: DTZ007  a time of day has no time zone
        except ValueError:
            continue
        return f"{found:%H:%M}"
    return None


def parse_time(text: str) -> time:
    """A stored `HH:MM` as a time."""
    return time.fromisoformat(text)


def to_weekday(text: object) -> str | None:
    """`Monday`, `Mon` or `MO` as `MO`."""
    words = one_line(text).lower()
    for name, code in WEEKDAYS.items():
        if words in {name, name[:3], name[:2], f"{name}s"}:
            return code
    return None


def to_bool(text: object) -> bool | None:
    """Yes or no in the words of spreadsheets."""
    if isinstance(text, bool):
        return text
    words = one_line(text).lower()
    if words in TRUE_WORDS:
        return True
    return False if words in FALSE_WORDS else None


def to_int(text: object) -> int | None:
    """A whole number, also when written as 11.0."""
    try:
        number = Decimal(one_line(text).replace(",", ""))
    except InvalidOperation:
        return None
    return int(number) if number.is_finite() and number == int(number) else None


def to_age(text: object) -> int | None:
    """An age in whole years that a person can have."""
    age = to_int(text)
    return age if age is not None and 0 <= age <= 120 else None


def to_price(text: object) -> str | None:
    """Pounds and pence as text, like 4.50."""
    try:
        number = Decimal(one_line(text).replace("£", "").replace(",", ""))
    except InvalidOperation:
        return None
    return f"{number:.2f}" if number.is_finite() and 0 <= number < 1_000_000 else None


def to_float(text: object) -> float | None:
    """A number with decimals, rounded to six of them (about ten centimetres for coordinates)."""
    try:
        number = float(one_line(text))
    except ValueError:
        return None
    return round(number, 6) if number == number and abs(number) < 1e9 else None


def to_point(latitude: object, longitude: object) -> list[float] | None:
    """[latitude, longitude] when both are given and on this planet. 0, 0 stands for “not known”."""
    lat, lon = to_float(latitude), to_float(longitude)
    if lat is None or lon is None or not (-90 <= lat <= 90 and -180 <= lon <= 180) or (lat == 0 and lon == 0):
        return None
    return [lat, lon]


def to_url(text: object) -> str | None:
    """An http or https address; registers often leave the scheme out."""
    words = one_line(text).replace(" ", "")
    if words.lower().startswith(("http:/", "https:/")) and "://" not in words:
        words = words.replace(":/", "://", 1)
    if words and "://" not in words:
        words = f"http://{words}"
    try:
        is_url(words)
    except ValidationError:
        return None
    return words if len(words) <= 400 else None


def to_email(text: object) -> str | None:
    """A mail address."""
    words = one_line(text)
    try:
        is_email(words)
    except ValidationError:
        return None
    return words if len(words) <= 254 else None


def to_phone(text: object) -> str | None:
    """A phone number with the groups of the national numbering plan; other text stays as it is."""
    words = one_line(text)
    digits = re.sub(r"\D", "", words)
    if not digits or len(words) > 40:
        return None
    if re.search(r"[a-zA-Z/]", words):
        return words
    if digits.startswith("44") and len(digits) == 12:
        digits = f"0{digits[2:]}"
    if len(digits) == 10 and not digits.startswith("0"):
        digits = f"0{digits}"
    return grouped(digits) if len(digits) == 11 and digits.startswith("0") else words


def grouped(digits: str) -> str:
    """Eleven digits in groups: 01702 960 123 has a five-digit area code, 0161 a four-digit one, 020 three."""
    if digits.startswith("02"):
        return f"{digits[:3]} {digits[3:7]} {digits[7:]}"
    if digits[:2] in {"03", "08"} or digits[2] == "1" or digits[3] == "1":
        return f"{digits[:4]} {digits[4:7]} {digits[7:]}"
    return f"{digits[:5]} {digits[5:8]} {digits[8:]}"


def first_sentence(text: str, longest: int = 200) -> str:
    """The first sentence, for the summary; cut between words where it is longer."""
    words = one_line(text)
    sentence = SENTENCE.split(words, maxsplit=1)[0]
    if len(sentence) <= longest:
        return sentence
    return f"{sentence[: longest - 1].rsplit(' ', 1)[0].rstrip(',;:')}…"


def paragraphs(*parts: str | None) -> str:
    """Non-empty parts as paragraphs, each once."""
    return "\n\n".join(dict.fromkeys(part.strip() for part in parts if part and part.strip()))
