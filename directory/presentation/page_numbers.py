"""Where a page stands among the pages of a list."""

from dataclasses import dataclass

from django.core.paginator import Paginator


@dataclass(frozen=True)
class PageOf:
    """What `components/pagination.html` asks of Django's Page, without the list itself: equal pages look alike."""

    number: int
    last: int

    @property
    def paginator(self) -> Paginator:
        return Paginator(range(self.last), 1)

    @property
    def has_other_pages(self) -> bool:
        return self.last > 1

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def has_next(self) -> bool:
        return self.number < self.last

    @property
    def previous_page_number(self) -> int:
        return self.number - 1

    @property
    def next_page_number(self) -> int:
        return self.number + 1
