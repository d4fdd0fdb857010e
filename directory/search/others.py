"""Words of other apps: the search of services never takes them for slips, and they are searched the same way."""

from collections.abc import Sequence
from dataclasses import replace

from localoffer.core.registries import KnownWords, word_sources

from .index import Index
from .parsing import Group, Understanding, begun, split
from .spelling import Forms, Lexicon
from .synonyms import Meaning, Thesaurus, as_key
from .text import tokens

SHORTEST_NAME = 3
"""A shorter abbreviation means something only where nothing else was typed."""


def thesaurus_of(index: Index) -> Thesaurus:
    """The index's synonyms with the words of other apps; made anew only where one of the two has changed."""
    known = [source.read() for source in word_sources]
    if not known:
        return index.thesaurus
    key = (index.thesaurus, *known)
    kept = index.remembered.get("thesaurus")
    if kept is None or len(kept[0]) != len(key) or any(a is not b for a, b in zip(kept[0], key, strict=True)):
        kept = index.remembered["thesaurus"] = (key, knowing(index.thesaurus, known, index.lexicon))
    made: Thesaurus = kept[1]
    return made


def knowing(thesaurus: Thesaurus, known: Sequence[KnownWords], lexicon: Lexicon) -> Thesaurus:
    """These synonyms and more: words that are right as they are, names that mean the same.

    What officers wrote as a synonym stands: a name that is one already gets no second meaning.
    """
    words = frozenset().union(*(source.words for source in known))
    topics = frozenset().union(*(source.topics for source in known))
    forms = Forms()
    forms.add(thesaurus.forms.all_words | (topics - lexicon.words.keys()))
    forms.know(thesaurus.words | words)
    made = replace(
        thesaurus,
        meanings=dict(thesaurus.meanings),
        alone=dict(thesaurus.alone),
        words=thesaurus.words | words,
        forms=forms,
        sayings=list(thesaurus.sayings),
    )
    for source in known:
        for names in source.names:
            _add_names(made, thesaurus, names)
    return made


def _add_names(made: Thesaurus, written: Thesaurus, names: Sequence[str]) -> None:
    phrases = tuple(dict.fromkeys(phrase for name in names if (phrase := tuple(tokens(name)))))
    if len(phrases) < 2:
        return
    meaning = Meaning(names[0], phrases)
    for phrase in phrases:
        key = as_key(phrase)
        if key in written.meanings or key in written.alone:
            continue
        short = len(phrase) == 1 and len(phrase[0]) < SHORTEST_NAME
        (made.alone if short else made.meanings).setdefault(key, []).append(meaning)
        made.longest = max(made.longest, len(phrase))
        if len(phrase) > 1:
            made.sayings.append(" ".join(phrase))


def groups_of(words: str, index: Index, lexicon: Lexicon) -> list[Group]:
    """What words ask for, for an app that searches texts of its own. They were corrected before.

    The last word may be the beginning of one of the lexicon's.
    """
    asked = begun(split(words), lexicon)
    return Understanding(asked, lexicon, thesaurus_of(index), exact=True).parsed([]).groups
