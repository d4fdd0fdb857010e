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
    someone is touching me; my uncle touched me; my brother touches me; my dad hits me; stepdad keeps hurting me
    my mum's boyfriend slaps me; dad is hitting my mum; the babysitter hurt my baby; hit by my dad; my dad gets violent
    abusive husband; scared of my boyfriend; afraid of her stepdad; he beats me; I hit my baby; scared to go home
    grooming; she is being groomed; county lines; he is in a gang; selling drugs; someone is blackmailing me; sent nudes
    crisis; crisis mental health number; my son is having a crisis; emergency; emergency social worker
    talk to someone now; need to speak to somebody urgently; help me now
"""
BEHAVIOUR = """
    my son hits me; he is hitting me; my daughter hits her brother; my child hits his sister; toddler bites children
    she kicks her teacher; my autistic son keeps punching people; scared of my son
"""
HARMLESS = """
    hair cut; haircut for autistic child; cutting down on tokens; cutting and sticking; cut up food; budget cuts
    cut down on sugar; end of life care; living on my own; running club; run a group; take tablets at school
    crisis loan; cost of living crisis; emergency childcare; emergency contact; emergency dentist; hits a ball
    touch typing; messy play touching textures; hates people touching him; hates mum touching her hair; kicks a football
    dad hurt his back; dads group; scared of the dentist; scared of strangers; hurt feelings; dog grooming course
    talk to someone about an EHCP; urgent help with a school place; asthma attack; assault course; bites his nails
    my son hits me; he hits me; my daughter hits her brother; scared of my son; she bites other children
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

    def test_a_parent_whose_child_hits_is_led_to_behaviour(self):
        understood = {words: parse(words, Lexicon(), self.thesaurus).synonyms for words in each(BEHAVIOUR)}

        assert [words for words, synonyms in understood.items() if "Behaviour" not in synonyms] == []

    def test_a_child_who_is_hurt_is_led_to_those_who_keep_children_safe(self):
        for words in ("my dad hits me", "someone is touching me", "scared of my boyfriend"):
            assert parse(words, Lexicon(), self.thesaurus).synonyms == ("Worried about a child's safety",)

    def test_the_words_are_no_slips(self):
        assert parse("daughter slaps her sister", Lexicon({"sleeps": 3}), self.thesaurus).correction is None
