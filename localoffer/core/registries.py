"""What flows upwards through the layers goes through these registries.

An app registers in `AppConfig.ready`; the results page, the page frame, the officers' queue and the
sitemap read the registry and never learn which app an entry came from.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, Protocol, TypeVar

from django.contrib.sitemaps import Sitemap
from django.db.models import Model
from django.http import HttpRequest
from django.utils.functional import Promise


class Named(Protocol):
    @property
    def name(self) -> str: ...


Entry = TypeVar("Entry", bound=Named)


class Registry(Generic[Entry]):
    """Entries by name, in the order of registration. Registering a name twice is an error."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}

    def register(self, entry: Entry) -> Entry:
        """Add an entry; raises ValueError if its name is taken."""
        if entry.name in self._entries:
            raise ValueError(f"{entry.name!r} is registered twice")
        self._entries[entry.name] = entry
        return entry

    def unregister(self, name: str) -> None:
        """Take an entry out again (tests need this)."""
        del self._entries[name]

    def get(self, name: str) -> Entry | None:
        """The entry with this name, if there is one."""
        return self._entries.get(name)

    def __iter__(self) -> Iterator[Entry]:
        return iter(list(self._entries.values()))

    def __len__(self) -> int:
        return len(self._entries)


@dataclass(frozen=True)
class Asked:
    """What `/find/` was asked for, as far as it concerns things that are no services."""

    words: str
    """As corrected: nobody corrects them again."""
    age: int | None = None


@dataclass(frozen=True)
class Hit:
    """One search result of another kind than services: a guide, a question, an event."""

    title: str
    url: str
    summary: str
    strength: float
    """0 to 1; hits of 0.5 and above stand above the services."""
    kind: str = ""
    """What it is, in a word: “Guide”, “Event”."""


@dataclass(frozen=True)
class ResultKind:
    """A kind of thing that `/find/` shows beside services."""

    name: str
    label: str
    find: Callable[[Asked], Sequence[Hit]]
    """All hits, the best first. A sequence may make its hits when somebody looks at them."""


@dataclass(frozen=True)
class Explanation:
    """What a word means, when the search was for the word itself."""

    word: str
    """The word as we write it, like “EHCP”."""
    name: str
    """What it is short for; the word itself where it is no short form."""
    meaning: str
    url: str
    more_title: str = ""
    more_url: str = ""
    """A page that says more about it, where there is one."""


@dataclass(frozen=True)
class Explainer:
    """Says what a word means that stands alone in a search, or after “what is”."""

    name: str
    explain: Callable[[Asked], Explanation | None]


@dataclass(frozen=True, eq=False)
class KnownWords:
    """Words that the search must not take for slips, and names that mean the same thing.

    Whoever gives them gives the same object as long as nothing has changed.
    """

    words: frozenset[str] = frozenset()
    """Words that are right as they are, made even (`directory/search/text.py`)."""
    topics: frozenset[str] = frozenset()
    """Those of them that say what something is about: a slip may have been meant for one."""
    names: tuple[tuple[str, ...], ...] = ()
    """Each with the name that we use first, then short forms and other names."""


@dataclass(frozen=True)
class WordSource:
    """An app whose words the search of services knows, too."""

    name: str
    read: Callable[[], KnownWords]


@dataclass(frozen=True)
class TextFilter:
    """Something that is done to the text of pages before it is shown, such as links to the glossary."""

    name: str
    apply: Callable[[Mapping, str], str]
    """Takes the template's context and safe HTML, gives safe HTML."""


@dataclass(frozen=True)
class QueueItem:
    """One row of the officers' Today queue: what it is, why now, since when, where to act."""

    what: str
    why: str
    since: datetime | date
    url: str
    action: str


@dataclass(frozen=True)
class QueueSource:
    """A source of rows for the officers' Today queue."""

    name: str
    label: str | Promise
    count: Callable[[HttpRequest], int]
    items: Callable[[HttpRequest, int], Iterable[QueueItem]]
    """Takes the request and how many rows at the most; oldest first."""
    url: Callable[[], str] | None = None
    """A list of the same rows in which one can do many at once. Without it the queue itself shows them alone."""
    next_due: Callable[[HttpRequest], date | None] = lambda request: None
    """When this source will next have a row, where it knows: said when nothing waits."""
    somebody_waits: bool = False
    """Whether a person waits for an answer: such rows stand before checks and reviews that are due."""


@dataclass(frozen=True)
class Figure:
    """A figure on the officers' home. It always leads to the rows that it counts."""

    value: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Tile:
    """A figure that an app shows to those whom it concerns; `figure` gives None for anybody else."""

    name: str
    label: str
    figure: Callable[[HttpRequest], Figure | None]


@dataclass(frozen=True)
class QuickActions:
    """What an officer starts most often, as pairs of words and address; only what this person may do."""

    name: str
    links: Callable[[HttpRequest], list[tuple[str, str]]]


@dataclass(frozen=True)
class StepState:
    """How far a step of setting up is, in words."""

    done: bool
    detail: str = ""


@dataclass(frozen=True)
class SetupStep:
    """One step of setting up a new council's site: why, how far it is, and where it is done."""

    name: str
    label: str
    help: str
    url: Callable[[], str]
    state: Callable[[], StepState]
    order: int = 100


@dataclass(frozen=True)
class ReviewItem:
    """Something public whose check is due, for the reminder to its owner team. `key` is its lasting name."""

    key: str
    title: str
    due: date | None
    team_id: int | None
    url: str


@dataclass(frozen=True)
class ReviewSource:
    """A kind of public thing that owner teams check."""

    name: str
    label: str
    due: Callable[[date], Iterable[ReviewItem]]
    """Live things with their check due on this day or before, or without a day; the oldest first."""


@dataclass(frozen=True)
class FoundLink:
    """A link as it stands in a record: its address, its words, and the field that holds it."""

    url: str
    text: str
    field: str


@dataclass(frozen=True)
class LinkedRecord:
    """A live record and the links in it."""

    pk: int
    title: str
    links: tuple[FoundLink, ...]


@dataclass(frozen=True)
class LinkSource:
    """A kind of record with links that families can press."""

    name: str
    model: type[Model]
    records: Callable[[Iterable[int] | None], Iterable[LinkedRecord]]
    """Of these ids, or of all; only what is live."""
    edit_url: Callable[[int], str]


@dataclass(frozen=True)
class Finding:
    """Something about a page's draft that an editor should know before it is published."""

    message: str
    blocks: bool = False
    """Whether it stops the page from being published. Everything else is advice."""
    field: str = ""
    """The field beside which it is said, if there is one."""


@dataclass(frozen=True)
class PublishCheck:
    """A question that is put to every page before it is published."""

    name: str
    find: Callable[[Any], Iterable[Finding]]
    """Takes a page with the words of its draft."""


@dataclass(frozen=True)
class FrameSlot:
    """A part of the page frame that another app fills: next surgery, "is this page useful"."""

    name: str
    place: str
    """`alert`, `before-main`, `after-main`, `contact`, `home` or `footer`."""
    render: Callable[[HttpRequest], str]
    state: Callable[[HttpRequest], Hashable] = lambda _request: None
    """What it shows now, for pages that are kept whole: another value makes them anew."""


@dataclass(frozen=True)
class Evidence:
    """A live public thing that is evidence for a statutory item."""

    title: str
    url: str
    edit_url: str


@dataclass(frozen=True)
class EvidenceSource:
    """Live public things of one kind that are evidence for statutory items."""

    name: str
    label: str
    counts: Callable[[], dict[str, int]]
    """Slug of the statutory item to number of live things."""
    things: Callable[[str, int], Iterable[Evidence]]
    """Takes a slug and how many at the most."""


@dataclass(frozen=True)
class RecordUse:
    """Things of one kind that would lose something if a record went: pages of a team, services with a term."""

    name: str
    model: type[Model]
    """What kind of record is asked about."""
    count: Callable[[Any], int]
    """How many things use this record."""
    words: Callable[[int], str]
    """So many of them, in words: “3 pages”."""


@dataclass(frozen=True)
class EditorNote:
    """Something that stands above the form in the editor of a page or a listing."""

    name: str
    render: Callable[[HttpRequest, Model], str]
    """HTML, or an empty string where there is nothing to say."""


@dataclass(frozen=True)
class SitemapSection:
    name: str
    sitemap: type[Sitemap]


@dataclass(frozen=True)
class DemoPart:
    """A part of the demonstration council that `manage.py demo` loads: by `order`, then as registered."""

    name: str
    label: str
    load: Callable[[datetime], int]
    """Makes what was never made before, with dates counted from now; returns how many rows are new."""
    remove: Callable[[], int] = lambda: 0
    """Takes its rows away, before they are loaded afresh; returns how many are gone."""
    order: int = 0
    """What needs the rows of other apps comes later; the registration follows INSTALLED_APPS, the roof first."""


result_kinds: Registry[ResultKind] = Registry()
explainers: Registry[Explainer] = Registry()
word_sources: Registry[WordSource] = Registry()
text_filters: Registry[TextFilter] = Registry()
queue_sources: Registry[QueueSource] = Registry()
tiles: Registry[Tile] = Registry()
quick_actions: Registry[QuickActions] = Registry()
setup_steps: Registry[SetupStep] = Registry()
review_sources: Registry[ReviewSource] = Registry()
link_sources: Registry[LinkSource] = Registry()
record_uses: Registry[RecordUse] = Registry()
editor_notes: Registry[EditorNote] = Registry()
publish_checks: Registry[PublishCheck] = Registry()
frame_slots: Registry[FrameSlot] = Registry()
evidence_sources: Registry[EvidenceSource] = Registry()
sitemap_sections: Registry[SitemapSection] = Registry()
demo_parts: Registry[DemoPart] = Registry()
