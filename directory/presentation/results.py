"""The results page in words and pieces: its sentence, cards, pager and map."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from localoffer.core.context import Frame

from ..filters import ServiceFilterSet, miles_words
from ..search.text import plain_words
from .cards import Card, card_cache
from .maps import HEIGHT as MAP_HEIGHT
from .maps import Pin, ResultMap, areas_as_geojson, draw_map

PAGE_SIZE = 20
BUTTON, BUTTON_GAPS = "directory/_result_button.html", ("code", "name", "come_back_to")
NUMBER, FACT = "directory/_result_number.html", "directory/_result_fact.html"


class ResultsPage:
    """One page of the results of a search. Works out only what the template asks for."""

    def __init__(self, filterset: ServiceFilterSet, *, authority_code: str = "", size: int = PAGE_SIZE) -> None:
        self.size = size
        self.filterset = filterset
        self.results = filterset.results
        self.authority_code = authority_code
        self.has_map = bool(filterset.values.get("map"))

    @cached_property
    def part(self) -> Page:
        """This page of the ids; a page number that does not exist becomes the nearest that does."""
        return Paginator(self.results.ids, self.size).get_page(self.filterset.page_number)

    @property
    def ids(self) -> Sequence[int]:
        return self.part.object_list

    @property
    def first(self) -> int:
        """Place in the list of the first result on this page."""
        return self.part.start_index()

    @cached_property
    def cards(self) -> list[tuple[int, int, Card]]:
        """(place in the list, id, card); a service that was withdrawn a moment ago has none."""
        cards = card_cache.get_many(self.ids, version=self.results.version, now=timezone.now())
        return [(number, pk, cards[pk]) for number, pk in enumerate(self.ids, self.first) if pk in cards]

    @property
    def sentence(self) -> SafeString:
        """“**34 services** near SS9 for “speech”, age 3”: the heading of the results."""
        return format_html("<strong>{}</strong>{}", self.total_words, self.asked_words)

    @property
    def title(self) -> str:
        """The sentence as plain text, for the title of the page."""
        return self.total_words + self.asked_words

    @cached_property
    def total_words(self) -> str:
        if not self.results.total:
            return _("No services")
        return ngettext("%(n)d service", "%(n)d services", self.results.total) % {"n": self.results.total}

    @cached_property
    def asked_words(self) -> str:
        """What was searched for, after the number: “ near SS9 for “speech”, age 3”."""
        query, place = self.filterset.query, self.filterset.place
        words = ""
        if place and query.within:
            words += self._within_words(miles_words(query.within), place.label)
        elif place and not self.says("postcode"):
            words += " " + _("near %(place)s") % {"place": place.label}
        if (searched := self.shown_words) and not self.results.without_words:
            words += " " + _("for “%(words)s”") % {"words": searched}
        if query.age is not None and not self.says("age"):
            first, last = query.ages[0], query.ages[-1]
            ages = _("ages %(first)d to %(last)d") if last > first else _("age %(first)d")
            words += ", " + ages % {"first": first, "last": last}
        return words

    def _within_words(self, distance: str, place: str) -> str:
        """“ within 1 mile of SS9” if that holds for all, else of how many it does."""
        facts = {"n": self.results.within, "distance": distance, "place": place}
        if not self.elsewhere:
            return " " + _("within %(distance)s of %(place)s") % facts
        if not self.results.within:
            return ", " + _("none of them within %(distance)s of %(place)s") % facts
        words = ngettext(
            "%(n)d of them within %(distance)s of %(place)s",
            "%(n)d of them within %(distance)s of %(place)s",
            self.results.within,
        )
        return ", " + words % facts

    @property
    def elsewhere(self) -> int:
        """Services that pass the distance without a place inside it."""
        return 0 if self.results.within is None else self.results.total - self.results.within

    @property
    def is_everything(self) -> bool:
        """Nothing was asked for that we can use: the way in for those who browse."""
        query = self.filterset.query
        return (replace(query, words="") if self.results.without_words else query).is_landing

    @cached_property
    def own_query(self) -> str:
        """Query string of these results, from the first page on."""
        return self.filterset.cleaned_query(page=None)

    @property
    def clear_query(self) -> str:
        """The same words and place without any filter."""
        names = {chosen.name for chosen in self.filterset.chosen}
        return self.filterset.cleaned_query(page=None, **dict.fromkeys(names))

    @property
    def map_query(self) -> str:
        """This page with the map, or without it."""
        return self.filterset.cleaned_query(map=None if self.has_map else "1")

    @property
    def exact_query(self) -> str:
        """The same search without our help with spelling."""
        return self.filterset.cleaned_query(exact="1", page=None)

    @cached_property
    def searched_words(self) -> str:
        """The words that the results are for: the correction, where one was made."""
        correction = self.results.correction
        return correction.used if correction else self.filterset.query.words

    @property
    def shown_words(self) -> str:
        """The same for people to read: as typed, with the place and the age that we took out of them."""
        return self.filterset.words_as_typed if self._as_typed else self.searched_words

    def says(self, field: str) -> bool:
        """The words shown have this field's value in them."""
        return self._as_typed and field in self.filterset.read_from_words

    @property
    def _as_typed(self) -> bool:
        return bool(self.searched_words) and not self.results.correction and not self.results.without_words

    @property
    def unused_words(self) -> str:
        """What to say about words that the search can do nothing with; nothing where it can."""
        words = self.filterset.query.words
        if not self.results.without_words:
            return ""
        if plain_words(words):
            return _("“%(words)s” does not tell us which services you need. Add a word or two, like “speech”.") % {
                "words": words
            }
        return _("There are no words in “%(words)s”. Type what you need, like “speech” or “school”.") % {"words": words}

    @property
    def base(self) -> str:
        """Address of a page of these results, up to its number."""
        return f"?{self.own_query}&page=" if self.own_query else "?page="

    @cached_property
    def map(self) -> ResultMap:
        return self.map_of(MAP_HEIGHT)

    def map_of(self, height: int) -> ResultMap:
        """The results of this page on a map of this height; it is 800 wide."""
        numbers = [number for number, _pk, _card in self.cards]
        return draw_map(self.pins, numbers=numbers, authority_code=self.authority_code, height=height)

    @cached_property
    def pins(self) -> list[Pin]:
        """The cards that have a place the public may know, numbered as in the list."""
        pins = []
        for number, pk, card in self.cards:
            place = card.place(self.results.places.get(pk))
            if place and place.point:
                pins.append(Pin(number, place.point, place.town, place.approximate))
        return pins

    @property
    def map_data(self) -> dict:
        """The same map for a script that can move it and zoom; its shape is told in static/js/map.js."""
        cards = {number: card for number, _pk, card in self.cards}
        pins = [
            {
                "lat": pin.point[0],
                "lon": pin.point[1],
                "number": pin.number,
                "name": cards[pin.number].name,
                "url": cards[pin.number].url,
                "text": _("Somewhere in %(place)s") % {"place": pin.place} if pin.approximate else pin.place,
            }
            for pin in self.pins
        ]
        return {"pins": pins, **areas_as_geojson(self.authority_code)}

    def cards_html(self, frame: Frame, listed: Collection[str]) -> SafeString:
        """The list items of this page. `listed` are the codes on the visitor's own list."""
        add, remove = (frame.mould(BUTTON, BUTTON_GAPS, on_list=on_list) for on_list in (False, True))
        number = frame.mould(NUMBER, ("number",)) if self.has_map else None
        # A filter by age keeps what says no age: the family must know that, and others need not.
        asks_ages = self.filterset.query.age is not None
        ages = frame.filled(FACT, {"words": _("Ask the service about ages")}, icon="child") if asks_ages else ""
        when = frame.mould(FACT, ("words",), icon="calendar")
        # The search as we understood it: what we could not use, however long, need not stand in every card.
        come_back_to = conditional_escape(f"{frame.request.path}?{self.filterset.cleaned_query()}".removesuffix("?"))
        made = []
        for place, pk, card in self.cards:
            location_id = self.results.places.get(pk)
            next_time = card.when_words(location_id)
            button = remove if card.code in listed else add
            made.append(
                card.filled(
                    number=number.filled({"number": place}) if number else "",
                    ages=ages,
                    place=card.place_words(location_id, self.results.distances.get(pk)),
                    when=when.filled({"words": next_time}) if next_time else "",
                    add=button.filled({"code": card.code, "name": card.name_html, "come_back_to": come_back_to}),
                )
            )
        return SafeString("".join(made))
