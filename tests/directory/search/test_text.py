import pytest

from directory.search.text import clean, document_text, tokens


class TestTokens:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("Speech & Language", ["speech", "language"]),
            ("S&LT", ["slt"]),
            ("E.H.C.P. forms", ["ehcp", "forms"]),
            ("Children's centre", ["child", "centre"]),
            ("Down’s syndrome", ["downs", "syndrome"]),
            ("Café Zoë", ["cafe", "zoe"]),
            ("pre-school", ["pre", "school"]),
            ("Help. Now", ["help", "now"]),
            ("ﬁne ＡＤＨＤ", ["fine", "adhd"]),
            ("🎈🎈", []),
            ("", []),
        ],
    )
    def test_words_are_made_even(self, text, words):
        assert tokens(text) == words

    @pytest.mark.parametrize(
        ("american", "british"),
        [
            ("behavior", "behaviour"),
            ("behavioral", "behavioural"),
            ("pediatric", "paediatric"),
            ("pediatrician", "paediatrician"),
            ("center", "centre"),
            ("organization", "organisation"),
            ("counseling", "counselling"),
            ("program", "programme"),
            ("fetal", "foetal"),
            ("orthopedic", "orthopaedic"),
            ("specialized", "specialised"),
            ("color", "colour"),
        ],
    )
    def test_american_spellings_meet_british_ones(self, american, british):
        assert tokens(american) == tokens(british)

    @pytest.mark.parametrize("word", ["size", "prize", "doctor", "indoor", "motor", "peer", "pedal", "labrador"])
    def test_other_words_stay(self, word):
        assert tokens(word) == [word]

    def test_a_word_without_end_is_cut(self):
        assert [len(word) for word in tokens("a" * 8000)] == [40]


class TestDocumentText:
    def test_compounds_are_there_in_both_ways(self):
        assert document_text("Drop-in for pre-school children", "") == "drop in for pre school child dropin preschool"


class TestClean:
    def test_control_characters_are_taken_out(self):
        assert clean("a\x00b\u202e c\n\td") == "a b c d"

    def test_lone_surrogates_are_taken_out(self):
        assert clean("a\ud800b") == "a b"
