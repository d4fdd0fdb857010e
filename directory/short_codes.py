"""Short codes of services, for print and for reading out on the phone."""

import secrets

# Without letters and digits that look or sound alike, and without vowels, so no words appear.
ALPHABET = "2345679CDFGHJKMNPRTVWX"
LENGTH = 5


def numbered_code(number: int) -> str:
    """The code with this number, for data that is made in bulk: each number has its own."""
    digits = ""
    for _ in range(LENGTH):
        number, digit = divmod(number, len(ALPHABET))
        digits = ALPHABET[digit] + digits
    return digits


def new_short_code() -> str:
    """A random code like K7M2P: one of about five million."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
