"""The words of danger that every directory starts with: wide, but not for harmless uses of the same words."""

from django.test import TestCase

from directory.search.parsing import parse
from directory.search.spelling import Lexicon
from directory.search.synonyms import read_thesaurus
from directory.seeds import load_seeds

DANGER = """
    suicidal; my daughter cuts herself; cutting; he is cutting; self-harm; self harming teenager; selfharm
    she keeps cutting her arms; he hurts himself when he is upset; says he wants to kill himself; wants to hang herself
    he wishes he was dead; she says she doesn't want to live; better off without me; took an overdose
    ending it all; took his own life; my son ran away; run away from home; she has gone missing; domestic violence
"""
HARMLESS = """
    hair cut; haircut for autistic child; cutting down on tokens; cutting and sticking; cut up food; budget cuts
    cut down on sugar; end of life care; living on my own; running club; run a group; take tablets at school
    hurt knee; burn fat; what can I do myself; do it herself; dead; missing school; jump and trampoline
"""


def each(texts):
    return [text for line in texts.strip().splitlines() for part in line.split(";") if (text := part.strip())]


class TestWordsOfDanger(TestCase):
    @classmethod
    def setUpTestData(cls):
        load_seeds()
        cls.thesaurus = read_thesaurus()

    def is_urgent(self, words):
        return parse(words, Lexicon(), self.thesaurus).urgent

    def test_everyday_words_of_danger_are_noticed(self):
        assert [words for words in each(DANGER) if not self.is_urgent(words)] == []

    def test_harmless_uses_are_not(self):
        assert [words for words in each(HARMLESS) if self.is_urgent(words)] == []
