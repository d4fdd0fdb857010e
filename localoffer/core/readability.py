"""How hard a text is to read: the Flesch-Kincaid grade, and the age that it stands for in England.

Syllables are counted by rule, so one word may be off; over a page it evens out. Short lines without a full
stop, like headings and points of a list, are left out: they would make any page look easy.
"""

import re
from dataclasses import dataclass

WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*|\d+(?:[.,:]\d+)*")
# A full stop ends a sentence where a space and a new beginning follow, so not in “9.30am” or “e.g. a club”.
SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])")
ENDED = re.compile(r"[.!?:;][\"'”’)\]]*\Z")
VOWELS = re.compile(r"[aeiouyàâäéèêëîïôöùûü]+")
# Two vowels side by side that are said one after the other: “being”, “quiet”, “area”, “social” not.
APART = re.compile(
    r"[^tscg]i[ao]|[^p]eo\B|iu|[^q]ua|uin|ying|deo\b|eing\b|\bscie|[^tscg]ie(?=t\b|nt|nc)|[a-z]{2}ea\b|creat"
)
CONSONANT_LE = re.compile(r"[^aeiouy]les?\Z")
# The last e of “place” is not said, that of “table” is; nor that of “walked” and “makes”.
SILENT_E = re.compile(r"(?<![^aeiouy]l)(?<![aeiouy])e\Z")
SILENT_ED_OR_ES = re.compile(r"[^aeiouytd]ed\Z|[^aeiouyscxzg]es\Z")
# Acronyms that people say as a word.
SAID_AS_WORDS = frozenset({"SEND", "SENCO", "SENDIASS", "CAMHS", "HAF", "NEET", "PIP"})
SHORT_LINE = 5
# The first year of school in England is year 0, at the age of 5; American grade 1 is the age of 6.
AGE_AT_GRADE_0 = 5
# In fewer words one long name decides the grade: a page of contacts would be for grown-ups.
FEWEST_WORDS = 50


@dataclass(frozen=True)
class Readability:
    """The figures of one text."""

    words: int
    """All words, also those of headings."""
    sentences: int
    sentence_words: int
    """Words that stand in sentences."""
    syllables: int
    longest: str
    """The sentence with the most words."""

    @property
    def longest_words(self) -> int:
        return len(words_of(self.longest))

    @property
    def grade(self) -> float | None:
        """Flesch-Kincaid grade; None where there is no sentence."""
        if not self.sentence_words:
            return None
        per_sentence = self.sentence_words / self.sentences
        per_word = self.syllables / self.sentence_words
        return max(0.0, 0.39 * per_sentence + 11.8 * per_word - 15.59)

    @property
    def is_long_enough(self) -> bool:
        """Whether its figures say something about the text."""
        return self.sentence_words >= FEWEST_WORDS

    @property
    def reading_age(self) -> int | None:
        """The age in years at which most children can read it; an artefact where it is not long enough."""
        return None if self.grade is None else round(self.grade) + AGE_AT_GRADE_0


def words_of(text: str) -> list[str]:
    """The words and numbers of a text."""
    return WORD.findall(text)


def sentences_of(text: str) -> list[str]:
    """The sentences of a text. The end of a line ends a sentence; short lines that are none are left out."""
    lines = (line.strip() for line in text.splitlines())
    kept = (line for line in lines if ENDED.search(line) or len(words_of(line)) >= SHORT_LINE)
    return [part for line in kept for part in SENTENCE_END.split(line) if words_of(part)]


def syllables_in(word: str) -> int:
    """About how many syllables a word has; letters of an acronym are said one by one."""
    if word[0].isdigit():
        return 1
    if len(word) > 1 and word.isupper() and word not in SAID_AS_WORDS:
        return len(word) + 2 * word.count("W")
    return sum(_syllables(part) for part in re.sub(r"['’]", "", word.lower()).split("-"))


def _syllables(word: str) -> int:
    count = len(VOWELS.findall(word)) + len(APART.findall(word))
    if SILENT_E.search(word) or (SILENT_ED_OR_ES.search(word) and not CONSONANT_LE.search(word)):
        count -= 1
    return max(1, count)


def measure(text: str) -> Readability:
    """The figures of a text, one block (paragraph, point of a list, heading) a line."""
    sentences = sentences_of(text)
    words = [word for sentence in sentences for word in words_of(sentence)]
    return Readability(
        words=len(words_of(text)),
        sentences=len(sentences),
        sentence_words=len(words),
        syllables=sum(map(syllables_in, words)),
        longest=max(sentences, key=lambda sentence: len(words_of(sentence)), default=""),
    )
