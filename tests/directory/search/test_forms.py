import pytest

from directory.search.forms import is_slip, sound, stem


class TestStem:
    @pytest.mark.parametrize(
        "forms",
        [
            ("swim", "swims", "swimming"),
            ("hope", "hopes", "hoping", "hoped"),
            ("refuse", "refuses", "refused", "refusing"),
            ("therapy", "therapies"),
            ("club", "clubs"),
            ("nursery", "nurseries", "nurserys"),
            ("travel", "travels"),
        ],
    )
    def test_forms_of_a_word_share_it(self, forms):
        assert len({stem(form) for form in forms}) == 1

    def test_a_slip_is_not_a_form(self):
        assert stem("swiming") != stem("swimming")


class TestSound:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("fisio", "physio"),
            ("phsycologist", "psychologist"),
            ("sykologist", "psychologist"),
            ("occupashunal", "occupational"),
            ("dislexia", "dyslexia"),
        ],
    )
    def test_words_that_sound_alike_meet(self, typed, meant):
        assert sound(typed, vowels=False) == sound(meant, vowels=False)

    def test_short_words_keep_their_vowels(self):
        assert sound("coat", vowels=True) != sound("cat", vowels=True)


class TestIsSlip:
    @pytest.mark.parametrize(
        ("typed", "meant"), [("gruop", "group"), ("cllub", "club"), ("sleap", "sleep"), ("autsm", "autism")]
    )
    def test_short_words_may_be_swapped_doubled_or_lack_a_vowel(self, typed, meant):
        assert is_slip(typed, meant)

    @pytest.mark.parametrize(
        ("typed", "other"), [("horse", "house"), ("money", "monkey"), ("coat", "cat"), ("boat", "goat")]
    )
    def test_another_word_is_no_slip(self, typed, other):
        assert not is_slip(typed, other)
