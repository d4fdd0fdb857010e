"""Names of the languages of the world, from CLDR: whoever types one means it."""

from functools import cache

from babel import Locale
from django.conf.locale import LANG_INFO

from .text import tokens


@cache
def language_names() -> frozenset[str]:
    """The words of the names of all languages in English, and of the better known in the language itself."""
    names = [*Locale("en").languages.values(), *(info.get("name_local", "") for info in LANG_INFO.values())]
    return frozenset(word for name in names for word in tokens(name))
